using System.Text.Json;
using System.Text.Json.Serialization;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using NodaTime;

namespace CustomAdapter.Files;

/// <summary>An aggregate as its definition writes it. File <c>kind/id.json</c>.</summary>
/// <param name="Kind">The name of its definition.</param>
/// <param name="Id">The id.</param>
/// <param name="Version">How often it has been stored.</param>
/// <param name="StateVersion">The version of the state when it was written.</param>
/// <param name="State">The state.</param>
internal sealed record AggregateDocument(string Kind, Guid Id, int Version, int StateVersion, JsonElement State);

/// <summary>What an aggregate was before imports replaced it. File <c>replaced-kind/id.json</c>.</summary>
/// <param name="Versions">The former documents, the latest first.</param>
internal sealed record ReplacedAggregateDocument(IReadOnlyList<AggregateDocument> Versions)
{
    public static string FolderOf(string kind) => $"replaced-{kind}";
}

/// <summary>A source record, the customer it is part of, and what it said before. File <c>records/system+key.json</c>.</summary>
/// <param name="Record">What it says now.</param>
/// <param name="Customer">The customer, once identities have been resolved.</param>
/// <param name="KnownSince">When any version of it was known first.</param>
/// <param name="FirstRecordedAt">When AutoCrm learned of its first version.</param>
/// <param name="Replaced">What it said before, the latest first.</param>
internal sealed record RecordDocument(
    SourceRecord Record, Id<Customer>? Customer, Instant KnownSince, Instant FirstRecordedAt, IReadOnlyList<SourceRecord> Replaced);

/// <summary>An event and what it said before, the latest last. File <c>events/system+key.json</c>.</summary>
internal sealed record EventDocument(IReadOnlyList<EventVersion> Versions)
{
    [JsonIgnore]
    public CustomerEvent Current => Versions[^1].Event;
}

/// <summary>What the systems say of a vehicle, and what they said before. File <c>vehicle-records/vin.json</c>.</summary>
internal sealed record VehicleDocument(IReadOnlyList<VehicleRecord> Records, IReadOnlyList<VehicleRecord> Replaced);

/// <summary>The latest assessment of a customer and the one before. File <c>assessments/id.json</c>.</summary>
internal sealed record AssessmentFile(Id<Customer> Customer, int Revision, AssessmentVersion Latest, AssessmentVersion? Previous);

/// <summary>An assessment, of which AutoCrm has written the content.</summary>
internal sealed record AssessmentVersion(Instant AsOf, Instant? ValidUntil, JsonElement Content);

/// <summary>A completed run over the base. File <c>assessment-runs/number.json</c>.</summary>
internal sealed record RunDocument(long Number, CompletedRun Run);

/// <summary>That a customer is to be described anew. File <c>stale/id.json</c>.</summary>
internal sealed record StaleDocument(Id<Customer> Customer);

/// <summary>The latest number that was given to a message; it is not given again. File <c>counters/outbox.json</c>.</summary>
internal sealed record CounterDocument(long Last);
