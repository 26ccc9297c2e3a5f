namespace AutoCrm.Timeline;

/// <summary>A quote was issued (报价); <see cref="CustomerEvent.Amount"/> is the price quoted.</summary>
public sealed record QuoteIssued : CustomerEvent
{
    /// <summary>The kind <c>quote_issued</c>.</summary>
    public static EventKind Definition { get; } = new("quote_issued", 3, () => new QuoteIssued())
    {
        IsCommercial = true,
        ValueComponent = "cost_to_acquire",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
