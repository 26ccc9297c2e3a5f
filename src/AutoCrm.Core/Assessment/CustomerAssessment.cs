using AutoCrm.Customers;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Value;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>The assessment of a customer as of an instant, each part with its reasons. Snapshots store it.</summary>
public sealed record CustomerAssessment : ISnapshotContent
{
    /// <summary>The persisted name <c>assessment</c>.</summary>
    public static string SnapshotName => "assessment";

    /// <summary>The customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>The instant of the assessment.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>The lifecycle stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>When the customer entered the stage.</summary>
    public required Instant StageSince { get; init; }

    /// <summary>The reason for the stage.</summary>
    public required Reason StageReason { get; init; }

    /// <summary>The next transition by elapsed time, if any.</summary>
    public UpcomingTransition? Next { get; init; }

    /// <summary>The RFM figures.</summary>
    public required RfmFigures Figures { get; init; }

    /// <summary>The RFM scores; <see langword="null"/> if there is no purchase.</summary>
    public RfmScore? Rfm { get; init; }

    /// <summary>The value.</summary>
    public required CustomerValue Value { get; init; }

    /// <summary>The tier; <see langword="null"/> if the base has not been assessed.</summary>
    public TierAssignment? Tier { get; init; }

    /// <summary>The findings of the assessors of plug-ins.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
