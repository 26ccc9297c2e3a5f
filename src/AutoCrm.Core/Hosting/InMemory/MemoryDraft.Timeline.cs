using System.Collections.Immutable;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Hosting.InMemory;

/// <content>Events and vehicle records.</content>
internal sealed partial class MemoryDraft
{
    public UpsertResult Append(CustomerEvent customerEvent)
    {
        var next = Normalize(customerEvent);
        if (!records.ContainsKey(next.Record))
        {
            return UpsertResult.UnknownReference;
        }

        var known = events.GetValueOrDefault(next.Source);
        if (known is not null && known.HasSameContentAs(next))
        {
            return UpsertResult.Unchanged;
        }

        if (known is not null)
        {
            var former = eventsOfRecord[known.Record];
            eventsOfRecord[known.Record] = former.SetItem(
                former.FindIndex(stored => ReferenceEquals(stored.Event, known)), new StoredEvent(known, next.RecordedAt));
        }

        events[next.Source] = next;
        eventsOfRecord[next.Record] =
            (eventsOfRecord.GetValueOrDefault(next.Record) ?? []).Add(new StoredEvent(next, null));
        return known is null ? UpsertResult.Added : UpsertResult.Replaced;
    }

    public UpsertResult Write(VehicleRecord vehicle)
    {
        vehicle = vehicle with { RecordedAt = Truncate(vehicle.RecordedAt) };
        var ofVehicle = vehicles.GetValueOrDefault(vehicle.Vin) ?? [];
        var known = ofVehicle.Find(other => other.Source == vehicle.Source);
        if (known is null)
        {
            vehicles[vehicle.Vin] = ofVehicle.Add(vehicle);
            return UpsertResult.Added;
        }

        if (known with { RecordedAt = vehicle.RecordedAt } == vehicle)
        {
            return UpsertResult.Unchanged;
        }

        vehicles[vehicle.Vin] = ofVehicle.Replace(known, vehicle);
        replaced.Add(known);
        return UpsertResult.Replaced;
    }

    /// <summary>The event as a store keeps it.</summary>
    public static CustomerEvent Normalize(CustomerEvent customerEvent) => customerEvent with
    {
        OccurredAt = Truncate(customerEvent.OccurredAt),
        RecordedAt = Truncate(customerEvent.RecordedAt),
    };
}
