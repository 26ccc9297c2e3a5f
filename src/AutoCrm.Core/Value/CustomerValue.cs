using System.Text.Json.Serialization;
using AutoCrm.Assessment;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>The section <c>value</c> of an assessment: the past and expected future value of a customer, in one currency.</summary>
public sealed record CustomerValue
{
    /// <summary>The section <c>value</c>. It holds until a margin leaves the window of the yearly margin, or the forecast does not hold any more.</summary>
    public static AssessmentDefinition<CustomerValue> Definition { get; } =
        new AssessmentDefinition<CustomerValue>("value").After(LifecycleAssessment.Definition).ValidUntil((value, _) => value.ValidUntil);

    /// <summary>The column <c>value_total</c>: the sum of past and future value, in the base currency.</summary>
    public static AssessmentColumn<decimal> TotalColumn { get; } = Definition.Column("total", value => value.Total.Amount);

    static CustomerValue() => Definition.Index(LifecycleAssessment.StageColumn, TotalColumn);

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

    /// <summary>The instant until which the value holds if no event occurs.</summary>
    [JsonIgnore]
    internal Instant? ValidUntil { get; init; }
}
