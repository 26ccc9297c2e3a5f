using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Testing.Conformance;

/// <summary>A message as a plug-in brings it. Hosts under test register <see cref="Definition"/>.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="What">What happened.</param>
public sealed record SampleHappened(string Subject, Instant OccurredAt, string What) : IDomainEvent
{
    /// <summary>How it leaves.</summary>
    public static MessageDefinition<SampleHappened> Definition { get; } = new("sample.happened.v1")
    {
        DataSchema = new Uri("https://example.com/schemas/sample.happened.v1.json"),
        PartitionKey = message => $"partition of {message.Subject}",
    };
}
