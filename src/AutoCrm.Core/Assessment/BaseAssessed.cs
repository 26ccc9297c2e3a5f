using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>The whole base has been assessed. Published once per run that stored something, and once for the first run.</summary>
/// <param name="AsOf">The instant of the assessment.</param>
/// <param name="Customers">The number of customers.</param>
/// <param name="Written">The number of assessments stored.</param>
/// <param name="Removed">The number of assessments of merged customers that were removed.</param>
/// <param name="IsFirst">Whether it is the base's first run, in which no message concerns a single customer.</param>
/// <param name="OccurredAt">When the run was completed.</param>
public sealed record BaseAssessed(Instant AsOf, long Customers, long Written, int Removed, bool IsFirst, Instant OccurredAt) : IDomainEvent
{
    /// <summary>The message <c>autocrm.assessment.base-assessed.v1</c>.</summary>
    public static MessageDefinition<BaseAssessed> Definition { get; } = new("autocrm.assessment.base-assessed.v1");

    /// <inheritdoc/>
    public string Subject => MessageSubjects.Base;
}
