using AutoCrm.Customers;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Value;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>Where a customer stands as of an instant, each part with its reasons. This is what snapshots keep.</summary>
public sealed record CustomerAssessment
{
    /// <summary>The customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>The instant it holds for.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>The lifecycle stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Since when the customer is in the stage.</summary>
    public required Instant StageSince { get; init; }

    /// <summary>What brought the customer into the stage.</summary>
    public required Reason StageReason { get; init; }

    /// <summary>The stage that follows if nothing happens, if any.</summary>
    public UpcomingTransition? Next { get; init; }

    /// <summary>What RFM measures.</summary>
    public required RfmFigures Figures { get; init; }

    /// <summary>The RFM scores; <see langword="null"/> without a purchase.</summary>
    public RfmScore? Rfm { get; init; }

    /// <summary>The value.</summary>
    public required CustomerValue Value { get; init; }

    /// <summary>The tier; <see langword="null"/> while only one customer has been looked at and not the base.</summary>
    public TierAssignment? Tier { get; init; }

    /// <summary>What the assessors of plug-ins found.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
