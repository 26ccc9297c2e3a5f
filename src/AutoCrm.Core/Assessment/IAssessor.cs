using AutoCrm.Lifecycle;
using AutoCrm.Timeline;
using AutoCrm.Value;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// What a plug-in says of every customer when it is assessed. Pure: the same history and instant give the same finding; it touches no clock and no store.
/// </summary>
public interface IAssessor
{
    /// <summary>The assessor's name, unique within a host.</summary>
    string Name { get; }

    /// <summary>The finding, or <see langword="null"/> where there is nothing to say.</summary>
    Finding? Assess(AssessmentBasis basis);
}

/// <summary>What assessors of plug-ins build on.</summary>
/// <param name="History">The customer's history.</param>
/// <param name="AsOf">The instant.</param>
/// <param name="Lifecycle">The customer's lifecycle.</param>
/// <param name="Value">The customer's value.</param>
public sealed record AssessmentBasis(CustomerHistory History, Instant AsOf, LifecycleAssessment Lifecycle, CustomerValue Value);
