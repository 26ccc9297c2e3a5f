using System.Text.Json.Nodes;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Privacy;

/// <summary>Walks through everything that is held about a person.</summary>
internal sealed class PrivacyService(
    IServiceProvider services,
    IRepository<Customer> customers,
    IRepository<Household> households,
    IRepository<Vehicle> vehicles,
    ISourceRecordStore records,
    ITimeline timeline,
    ILineage lineage,
    IVehicleRecords vehicleRecords,
    IAssessmentStore assessments,
    IOutbox outbox,
    AggregateDefinitions definitions,
    IEnumerable<IPersonalData> others,
    Loggers loggers,
    IClock clock) : IPrivacyService
{
    public async Task<PersonalDataExport> ExportAsync(Id<Customer> customer, CancellationToken cancellationToken = default)
    {
        using var activity = Telemetry.Source.StartActivity(AutoCrmTelemetry.Activities.Export);
        var subject = await GetSubjectAsync(customer, cancellationToken).ConfigureAwait(false);
        var sections = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal)
        {
            ["customer"] = ToNode(subject.Customer.ToState()),
        };
        await AddRecordsAsync(sections, subject, cancellationToken).ConfigureAwait(false);
        Add(sections, "events", await timeline.ListVersionsAsync([.. subject.Records.Select(record => record.Source)], cancellationToken).ConfigureAwait(false));
        Add(sections, "decisions", await ListDecisionsAsync(subject, cancellationToken).ConfigureAwait(false));
        await AddVehiclesAsync(sections, subject, cancellationToken).ConfigureAwait(false);
        await AddAssessmentsAsync(sections, subject, cancellationToken).ConfigureAwait(false);
        var messages = new List<OutboxMessage>();
        foreach (var id in subject.AllIds)
        {
            messages.AddRange(await outbox.ListBySubjectAsync(id.ToString(), cancellationToken).ConfigureAwait(false));
        }

        Add(sections, "messages", messages.ConvertAll(message => JsonNode.Parse(message.ToCloudEvent())!));
        if (await FindHouseholdAsync(subject, cancellationToken).ConfigureAwait(false) is { } household)
        {
            sections["household"] = ToNode(household.ToState());
        }

        foreach (var (definition, ownership) in ListOwned())
        {
            var owned = await ownership.ListAsync(services, subject.AllIds, cancellationToken).ConfigureAwait(false);
            Add(sections, definition.Name, [.. owned.Select(aggregate => JsonNode.Parse(definition.Serialize(aggregate))!)]);
        }

        foreach (var other in others)
        {
            if (await other.ExportAsync(subject, cancellationToken).ConfigureAwait(false) is { } data)
            {
                sections[other.Name] = data;
            }
        }

        loggers.Privacy.PersonExported(sections.Count);
        return new PersonalDataExport(subject.Customer.Id, [.. subject.AllIds.Skip(1)], clock.GetCurrentInstant(), sections);
    }

    public async Task EraseAsync(Id<Customer> customer, string by, string why, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        using var activity = Telemetry.Source.StartActivity(AutoCrmTelemetry.Activities.Erase);
        var now = clock.GetCurrentInstant();
        var subject = await GetSubjectAsync(customer, cancellationToken).ConfigureAwait(false);
        var erased = subject.Records.Select(record => record.Source).ToHashSet();
        var decisions = await ListDecisionsAsync(subject, cancellationToken).ConfigureAwait(false);
        var aggregates = new List<(AggregateDefinition, Guid)>();
        await EraseHouseholdAsync(subject, aggregates, cancellationToken).ConfigureAwait(false);
        foreach (var (definition, ownership) in ListOwned())
        {
            foreach (var aggregate in await ownership.ListAsync(services, subject.AllIds, cancellationToken).ConfigureAwait(false))
            {
                await ownership.EraseAsync(services, aggregate, now, cancellationToken).ConfigureAwait(false);
                aggregates.Add((definition, aggregate.Key));
            }
        }

        foreach (var vin in subject.Vehicles)
        {
            if (await vehicles.GetByIdAsync(Vehicle.IdOf(vin), cancellationToken).ConfigureAwait(false) is { } vehicle)
            {
                vehicle.Erase(erased);
                await vehicles.UpdateAsync(vehicle, cancellationToken).ConfigureAwait(false);
                aggregates.Add((Vehicle.Definition, vehicle.Key));
            }
        }

        foreach (var other in others)
        {
            await other.EraseAsync(subject, now, cancellationToken).ConfigureAwait(false);
        }

        foreach (var id in subject.AllIds)
        {
            var person = id == subject.Customer.Id ? subject.Customer : await GetAsync(id, cancellationToken).ConfigureAwait(false);
            person.Erase(new Erasure(now, by, why));
            await customers.UpdateAsync(person, cancellationToken).ConfigureAwait(false);
            aggregates.Add((Customer.Definition, person.Key));
        }

        await records.EraseAsync(
            new PersonalDataErasure
            {
                Customers = subject.AllIds,
                Records = [.. erased],
                Lineage = [.. decisions.Select(decision => ErasedForm.Of(decision, erased))],
                Vehicles = subject.Vehicles,
                Aggregates = aggregates,
                At = now,
            },
            cancellationToken).ConfigureAwait(false);
        activity?.SetTag(AutoCrmTelemetry.Tags.Records, erased.Count);
        loggers.Privacy.ErasurePrepared(subject.AllIds.Count, erased.Count);
    }

    private static JsonNode ToNode<T>(T value) => AutoCrmJson.SerializeToNode(value)!;

    private static void Add<T>(SortedDictionary<string, JsonNode> sections, string name, IReadOnlyList<T> items)
    {
        if (items.Count > 0)
        {
            sections[name] = ToNode(items);
        }
    }

    private IEnumerable<(AggregateDefinition Definition, AggregateOfCustomer Ownership)> ListOwned() =>
        definitions.All.Where(definition => definition.Ownership is AggregateOfCustomer).Select(definition => (definition, (AggregateOfCustomer)definition.Ownership!));

    private async Task<Customer> GetAsync(Id<Customer> id, CancellationToken cancellationToken) =>
        await customers.GetByIdAsync(id, cancellationToken).ConfigureAwait(false)
        ?? throw new DomainException("customer-exists", $"Customer {id} does not exist; expected the id of an existing customer.");

    private async Task<DataSubject> GetSubjectAsync(Id<Customer> customer, CancellationToken cancellationToken)
    {
        var id = await lineage.ResolveIdAsync(customer, cancellationToken).ConfigureAwait(false) ?? customer;
        var person = await GetAsync(id, cancellationToken).ConfigureAwait(false);
        var ids = await customers.ListIdsAsync(id, cancellationToken).ConfigureAwait(false);
        var owned = new List<SourceRecord>();
        foreach (var former in ids)
        {
            owned.AddRange(await records.ListByCustomerAsync(former, cancellationToken).ConfigureAwait(false));
        }

        return new DataSubject(person, ids, owned, await ListVehiclesAsync(owned, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The vehicles that were seen last with one of the records: their plates are those of the person.</summary>
    private async Task<IReadOnlyList<Vin>> ListVehiclesAsync(IReadOnlyList<SourceRecord> owned, CancellationToken cancellationToken)
    {
        var own = owned.Select(record => record.Source).ToHashSet();
        var versions = await timeline.ListVersionsAsync([.. own], cancellationToken).ConfigureAwait(false);
        var seen = versions.Where(version => version.Event.Vehicle is not null).Select(version => version.Event.Vehicle!.Value).Distinct().ToList();
        var sightings = await timeline.ListSightingsAsync(seen, cancellationToken).ConfigureAwait(false);
        return [.. sightings.GroupBy(sighting => sighting.Vehicle).Where(ofVehicle => own.Contains(ofVehicle.Last().Record)).Select(ofVehicle => ofVehicle.Key)];
    }

    /// <summary>The decisions that name a record of the person, also those on customers from whom it was split off since.</summary>
    private async Task<IReadOnlyList<LineageEntry>> ListDecisionsAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        var own = subject.Records.Select(record => record.Source).ToHashSet();
        var found = new Dictionary<Id<LineageEntry>, LineageEntry>();
        var reached = new HashSet<Id<Customer>>(subject.AllIds);
        var pending = new Queue<Id<Customer>>(subject.AllIds);
        while (pending.TryDequeue(out var customer))
        {
            foreach (var entry in await lineage.ListByCustomerAsync(customer, cancellationToken).ConfigureAwait(false))
            {
                if (entry.Records.Any(own.Contains) || subject.AllIds.Contains(entry.Customer) || (entry.Other is { } side && subject.AllIds.Contains(side)))
                {
                    found.TryAdd(entry.Id, entry);
                    foreach (var next in new[] { entry.Customer, entry.Other ?? entry.Customer }.Where(reached.Add))
                    {
                        pending.Enqueue(next);
                    }
                }
            }
        }

        return [.. found.Values.OrderBy(entry => entry.At).ThenBy(entry => entry.Id)];
    }

    private async Task AddRecordsAsync(SortedDictionary<string, JsonNode> sections, DataSubject subject, CancellationToken cancellationToken)
    {
        var exported = new List<JsonNode>();
        foreach (var record in subject.Records)
        {
            exported.Add(new JsonObject
            {
                ["record"] = ToNode(record),
                ["previousVersions"] = ToNode(await records.ListPreviousVersionsAsync(record.Source, cancellationToken).ConfigureAwait(false)),
            });
        }

        Add(sections, "records", exported);
    }

    private async Task AddVehiclesAsync(SortedDictionary<string, JsonNode> sections, DataSubject subject, CancellationToken cancellationToken)
    {
        var exported = new List<JsonNode>();
        foreach (var record in await vehicleRecords.FindAsync(subject.Vehicles, cancellationToken).ConfigureAwait(false))
        {
            exported.Add(new JsonObject
            {
                ["record"] = ToNode(record),
                ["previousVersions"] = ToNode(await vehicleRecords.ListPreviousVersionsAsync(record.Source, cancellationToken).ConfigureAwait(false)),
            });
        }

        Add(sections, "vehicles", exported);
    }

    private async Task<Household?> FindHouseholdAsync(DataSubject subject, CancellationToken cancellationToken) =>
        subject.Customer.Household is { } id ? await households.GetByIdAsync(id, cancellationToken).ConfigureAwait(false) : null;

    private async Task AddAssessmentsAsync(SortedDictionary<string, JsonNode> sections, DataSubject subject, CancellationToken cancellationToken)
    {
        var exported = new List<JsonNode>();
        foreach (var id in subject.AllIds)
        {
            var stored = await assessments.FindAsync(id, cancellationToken).ConfigureAwait(false);
            foreach (var document in new[] { stored?.Latest, stored?.Previous }.OfType<AssessmentDocument>())
            {
                exported.Add(new JsonObject { ["asOf"] = ToNode(document.AsOf), ["sections"] = JsonNode.Parse(document.Content.Span) });
            }
        }

        Add(sections, "assessments", exported);
    }

    /// <summary>Deletes a household that has no other member, as its name and address are those of the person.</summary>
    private async Task EraseHouseholdAsync(DataSubject subject, List<(AggregateDefinition, Guid)> erased, CancellationToken cancellationToken)
    {
        if (await FindHouseholdAsync(subject, cancellationToken).ConfigureAwait(false) is { } household
            && (await customers.ListAsync(new HouseholdMembersSpec(household.Id), cancellationToken).ConfigureAwait(false)).All(member => subject.AllIds.Contains(member.Id)))
        {
            await households.DeleteAsync(household, cancellationToken).ConfigureAwait(false);
            erased.Add((Household.Definition, household.Key));
        }
    }
}
