namespace AutoCrm.Timeline;

/// <summary>An insurance policy was sold (保险).</summary>
public sealed record InsuranceSold : CustomerEvent
{
    /// <summary>The kind <c>insurance_sold</c>.</summary>
    public static EventKind Definition { get; } = new("insurance_sold", 12, () => new InsuranceSold())
    {
        ValueComponent = "finance_insurance",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
