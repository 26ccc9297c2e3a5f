using System.Collections.Immutable;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Vehicles;

namespace AutoCrm.Hosting.InMemory;

/// <content>Erasure of personal data.</content>
internal sealed partial class MemoryDraft
{
    public void Erase(PersonalDataErasure erasure)
    {
        var owned = erasure.Customers.SelectMany(customer => recordsOfCustomer.GetValueOrDefault(customer) ?? []);
        if (!owned.ToHashSet().SetEquals(erasure.Records))
        {
            throw erasure.CreateConcurrencyException();
        }

        foreach (var record in erasure.Records)
        {
            EraseRecord(record);
            EraseEvents(record);
        }

        foreach (var entry in erasure.Lineage)
        {
            lineage[lineage.FindIndex(known => known.Id == entry.Id)] = entry;
        }

        foreach (var vehicle in erasure.Vehicles)
        {
            vehicles[vehicle] = [.. (vehicles.GetValueOrDefault(vehicle) ?? []).Select(ErasedForm.Of)];
        }

        assessments.RemoveRange(erasure.Customers);
        stale.ExceptWith(erasure.Customers);
        var subjects = erasure.Customers.Select(customer => customer.ToString()).ToHashSet();
        foreach (var entry in outbox.Values.Concat(published.Values).Where(entry => subjects.Contains(entry.Message.Subject)).ToList())
        {
            Remove(entry);
        }

        replaced.RemoveAll(earlier => earlier switch
        {
            VehicleRecord vehicle => erasure.Vehicles.Contains(vehicle.Vin),
            ReplacedAggregate aggregate => erasure.Aggregates.Contains((aggregate.Definition, aggregate.Key)),
            _ => false,
        });
    }

    /// <summary>Whether the personal data of a record that is not known by its reference was erased.</summary>
    private bool IsErased(SourceRef record) => records.ContainsKey(ErasedReference.Of(record));

    private void EraseRecord(SourceRef source)
    {
        var known = records[source];
        var customer = known.Customer!.Value;
        var erased = ErasedForm.Of(known.Record);
        Unindex(known.Record);
        records.Remove(source);
        records[erased.Source] = known with { Record = erased, Replaced = [] };
        recordsOfCustomer[customer] = recordsOfCustomer[customer].Remove(source).Add(erased.Source);
    }

    private void EraseEvents(SourceRef record)
    {
        if (!eventsOfRecord.TryGetValue(record, out var known))
        {
            return;
        }

        eventsOfRecord.Remove(record);
        var erased = known.ConvertAll(stored => stored with { Event = ErasedForm.Of(stored.Event) });
        eventsOfRecord[ErasedReference.Of(record)] = erased;
        foreach (var versions in erased.GroupBy(stored => stored.Event.Source))
        {
            foreach (var standing in versions.Where(stored => stored.SupersededAt is null))
            {
                events[versions.Key] = standing.Event;
            }

            var superseded = versions.Where(stored => stored.SupersededAt is not null).ToImmutableList();
            if (!superseded.IsEmpty)
            {
                // Versions that named another record stay as they are.
                supersededEvents[versions.Key] =
                    [.. (supersededEvents.GetValueOrDefault(versions.Key) ?? []).Where(stored => stored.Event.Record != record), .. superseded];
            }
        }
    }
}

/// <summary>An aggregate as it was before an import replaced it.</summary>
internal sealed record ReplacedAggregate(AggregateDefinition Definition, Guid Key, StoredAggregate Stored);
