using AutoCrm.Lifecycle;
using AutoCrm.Timeline;
using AutoCrm.Value;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// An assessor of a plug-in, run for every assessed customer. Pure: the same history and instant produce the same finding, without access to clock or store.
/// </summary>
public interface IAssessor
{
    /// <summary>The name, unique within a host.</summary>
    string Name { get; }

    /// <summary>Returns the finding, or <see langword="null"/> if there is none.</summary>
    Finding? Assess(AssessmentBasis basis);
}

/// <summary>The input of assessors of plug-ins.</summary>
/// <param name="History">The history of the customer.</param>
/// <param name="AsOf">The instant.</param>
/// <param name="Lifecycle">The lifecycle of the customer.</param>
/// <param name="Value">The value of the customer.</param>
public sealed record AssessmentBasis(CustomerHistory History, Instant AsOf, LifecycleAssessment Lifecycle, CustomerValue Value);
