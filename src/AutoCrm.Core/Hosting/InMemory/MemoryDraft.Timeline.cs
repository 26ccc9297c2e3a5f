using System.Collections.Immutable;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Hosting.InMemory;

/// <content>Events and vehicle records.</content>
internal sealed partial class MemoryDraft
{
    public UpsertResult Append(CustomerEvent customerEvent)
    {
        var next = StoredForm.Of(customerEvent);
        if (!records.ContainsKey(next.Record))
        {
            return IsErased(next.Record) ? UpsertResult.Erased : UpsertResult.UnknownReference;
        }

        if (!events.TryGetValue(next.Source, out var known))
        {
            events[next.Source] = next;
            Store(new StoredEvent(next, null));
            return UpsertResult.Added;
        }

        var superseded = supersededEvents.GetValueOrDefault(next.Source) ?? [];
        var result = VersionRules.Decide(known, superseded.Select(version => version.Event), next);
        switch (result)
        {
            case UpsertResult.Replaced:
                Supersede(new StoredEvent(known, null), next.RecordedAt);
                events[next.Source] = next;
                Store(new StoredEvent(next, null));
                break;
            case UpsertResult.Outdated:
                KeepAsHistory(next, known, superseded);
                break;
        }

        return result;
    }

    /// <summary>Puts a version recorded earlier between those that were recorded before and after it.</summary>
    private void KeepAsHistory(CustomerEvent next, CustomerEvent known, ImmutableList<StoredEvent> superseded)
    {
        if (superseded.FindLast(version => version.Event.RecordedAt <= next.RecordedAt && version.SupersededAt > next.RecordedAt) is { } before)
        {
            Supersede(before, next.RecordedAt);
        }

        var until = superseded.Where(version => version.Event.RecordedAt > next.RecordedAt).Select(version => version.Event.RecordedAt).Append(known.RecordedAt).Min();
        var kept = new StoredEvent(next, until);
        Store(kept);
        supersededEvents[next.Source] = (supersededEvents.GetValueOrDefault(next.Source) ?? []).Add(kept);
    }

    private void Store(StoredEvent stored)
    {
        eventsOfRecord[stored.Event.Record] = (eventsOfRecord.GetValueOrDefault(stored.Event.Record) ?? []).Add(stored);
        if (stored.Event is ConsentChanged && records[stored.Event.Record].Customer is { } customer)
        {
            stale.Add(customer);
        }
    }

    private void Supersede(StoredEvent stored, NodaTime.Instant at)
    {
        var next = stored with { SupersededAt = at };
        var ofRecord = eventsOfRecord[stored.Event.Record];
        eventsOfRecord[stored.Event.Record] = ofRecord.SetItem(
            ofRecord.FindIndex(other => ReferenceEquals(other.Event, stored.Event) && other.SupersededAt == stored.SupersededAt), next);
        supersededEvents[stored.Event.Source] = (supersededEvents.GetValueOrDefault(stored.Event.Source) ?? []).Remove(stored).Add(next);
    }

    public UpsertResult Write(VehicleRecord vehicle)
    {
        vehicle = StoredForm.Of(vehicle);
        var ofVehicle = vehicles.GetValueOrDefault(vehicle.Vin) ?? [];
        var known = ofVehicle.Find(other => other.Source == vehicle.Source);
        if (known is null)
        {
            vehicles[vehicle.Vin] = ofVehicle.Add(vehicle);
            return UpsertResult.Added;
        }

        vehicle = ErasedForm.Apply(known, vehicle);
        if (known with { RecordedAt = vehicle.RecordedAt } == vehicle || replaced.OfType<VehicleRecord>().Any(
            earlier => earlier.Source == vehicle.Source && earlier.RecordedAt == known.RecordedAt && earlier with { RecordedAt = vehicle.RecordedAt } == vehicle))
        {
            return UpsertResult.Unchanged;
        }

        vehicles[vehicle.Vin] = ofVehicle.Replace(known, vehicle);
        replaced.Add(known);
        return UpsertResult.Replaced;
    }
}
