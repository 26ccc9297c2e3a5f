namespace AutoCrm.Timeline;

/// <summary>A loan or lease was signed (金融).</summary>
public sealed record FinanceSigned : CustomerEvent
{
    /// <summary>The kind <c>finance_signed</c>.</summary>
    public static EventKind Definition { get; } = new("finance_signed", 11, () => new FinanceSigned())
    {
        ValueComponent = "finance_insurance",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
