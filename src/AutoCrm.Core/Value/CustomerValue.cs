using System.Text.Json.Serialization;
using AutoCrm.SharedKernel;

namespace AutoCrm.Value;

/// <summary>The past and expected future value of a customer, in one currency.</summary>
public sealed record CustomerValue
{
    /// <summary>The margin of all events so far.</summary>
    public required Money Past { get; init; }

    /// <summary>The yearly margin without vehicle deliveries, on which the forecast is based.</summary>
    public required Money YearlyMargin { get; init; }

    /// <summary>The present value of the expected margins.</summary>
    public required Money Future { get; init; }

    /// <summary>Benefits received by the customer free of charge, at cost: warranty, recalls, goodwill.</summary>
    public required Money Benefits { get; init; }

    /// <summary>The components of <see cref="Past"/>, which is their sum.</summary>
    public required IReadOnlyList<ValueComponent> Components { get; init; }

    /// <summary>The reasons for the figures, including amounts left out.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>The sum of past and future value, by which customers are ranked.</summary>
    [JsonIgnore]
    public Money Total => Past + Future;
}
