using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Lifecycle;
using AutoCrm.Network;
using AutoCrm.Privacy;
using AutoCrm.Profiles;
using AutoCrm.Timeline;
using AutoCrm.Value;
using AutoCrm.Vehicles;

namespace AutoCrm.SharedKernel;

/// <summary>
/// The metadata by which <see cref="AutoCrmJson"/> writes and reads AutoCrm's own types without reflection. It is generated, and the one type of the shared kernel
/// that knows the slices.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]

// States of aggregates.
[JsonSerializable(typeof(CustomerState))]
[JsonSerializable(typeof(HouseholdState))]
[JsonSerializable(typeof(OutletState))]
[JsonSerializable(typeof(VehicleState))]

// Sections of assessments.
[JsonSerializable(typeof(LifecycleAssessment))]
[JsonSerializable(typeof(LatestVisit))]
[JsonSerializable(typeof(RfmFigures))]
[JsonSerializable(typeof(RfmScore))]
[JsonSerializable(typeof(CustomerValue))]
[JsonSerializable(typeof(TierAssignment))]

// Messages.
[JsonSerializable(typeof(OutboxMessage))]
[JsonSerializable(typeof(List<OutboxMessage>))]
[JsonSerializable(typeof(FilesImported))]
[JsonSerializable(typeof(CustomerRegistered))]
[JsonSerializable(typeof(RecordsLinked))]
[JsonSerializable(typeof(CustomerMerged))]
[JsonSerializable(typeof(MergeUndone))]
[JsonSerializable(typeof(CustomerSplit))]
[JsonSerializable(typeof(BaseResolved))]
[JsonSerializable(typeof(CustomerConsentChanged))]
[JsonSerializable(typeof(CustomerErased))]
[JsonSerializable(typeof(LifecycleStageChanged))]
[JsonSerializable(typeof(LifecyclePathRevised))]
[JsonSerializable(typeof(ValueTierChanged))]
[JsonSerializable(typeof(BaseAssessed))]

// What stores keep, and what hosts send and receive.
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(SourceRecord))]
[JsonSerializable(typeof(IReadOnlyList<SourceRecord>))]
[JsonSerializable(typeof(VehicleRecord))]
[JsonSerializable(typeof(IReadOnlyList<VehicleRecord>))]
[JsonSerializable(typeof(IReadOnlyList<ContactPoint>))]
[JsonSerializable(typeof(ContactPoint[]))]
[JsonSerializable(typeof(SourceRef[]))]
[JsonSerializable(typeof(MatchEvidence[]))]
[JsonSerializable(typeof(LineageEntry))]
[JsonSerializable(typeof(IReadOnlyList<LineageEntry>))]
[JsonSerializable(typeof(CustomerEvent))]
[JsonSerializable(typeof(EventMembers))]
[JsonSerializable(typeof(IReadOnlyList<CustomerEvent>))]
[JsonSerializable(typeof(IReadOnlyList<EventVersion>))]
[JsonSerializable(typeof(CustomerHistory))]
[JsonSerializable(typeof(CustomerAssessment))]
[JsonSerializable(typeof(IReadOnlyList<CustomerAssessment>))]
[JsonSerializable(typeof(CustomerProfile))]
[JsonSerializable(typeof(IReadOnlyList<CustomerProfile>))]
[JsonSerializable(typeof(PersonalDataExport))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(IdentityRun))]
[JsonSerializable(typeof(Attributes))]
[JsonSerializable(typeof(Reason))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(IReadOnlyList<JsonNode>))]
[JsonSerializable(typeof(List<JsonNode>))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class AutoCrmJsonContext : JsonSerializerContext;
