using System.Text.Json.Serialization;
using AutoCrm.SharedKernel;

namespace AutoCrm.Value;

/// <summary>What a customer has been worth and is expected to be worth, in one currency.</summary>
public sealed record CustomerValue
{
    /// <summary>The margin of all events so far.</summary>
    public required Money Past { get; init; }

    /// <summary>The margin of a year, vehicle deliveries left out, that the forecast builds on.</summary>
    public required Money YearlyMargin { get; init; }

    /// <summary>The present value of the margins to come.</summary>
    public required Money Future { get; init; }

    /// <summary>What the customer received without paying for it, at what it cost the firm: warranty, recalls, goodwill.</summary>
    public required Money Benefits { get; init; }

    /// <summary>The parts of <see cref="Past"/>; they add up to it.</summary>
    public required IReadOnlyList<ValueComponent> Components { get; init; }

    /// <summary>How the figures came about, and what was left out of them.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>Past and future together, by which customers are ranked.</summary>
    [JsonIgnore]
    public Money Total => Past + Future;
}
