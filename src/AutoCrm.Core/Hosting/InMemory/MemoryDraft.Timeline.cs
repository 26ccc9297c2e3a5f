using System.Collections.Immutable;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Hosting.InMemory;

/// <content>Events and vehicle records.</content>
internal sealed partial class MemoryDraft
{
    public RowOutcome Append(CustomerEvent customerEvent)
    {
        var next = Normalize(customerEvent);
        if (!records.ContainsKey(next.Record))
        {
            return RowOutcome.Dangling;
        }

        var known = events.GetValueOrDefault(next.Source);
        if (known is not null && known.SaysTheSameAs(next))
        {
            return RowOutcome.Unchanged;
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
        return known is null ? RowOutcome.Added : RowOutcome.Replaced;
    }

    public RowOutcome Write(VehicleRecord vehicle)
    {
        vehicle = vehicle with { RecordedAt = Cut(vehicle.RecordedAt) };
        var ofVehicle = vehicles.GetValueOrDefault(vehicle.Vin) ?? [];
        var known = ofVehicle.Find(other => other.Source == vehicle.Source);
        if (known is null)
        {
            vehicles[vehicle.Vin] = ofVehicle.Add(vehicle);
            return RowOutcome.Added;
        }

        if (known with { RecordedAt = vehicle.RecordedAt } == vehicle)
        {
            return RowOutcome.Unchanged;
        }

        vehicles[vehicle.Vin] = ofVehicle.Replace(known, vehicle);
        replaced.Add(known);
        return RowOutcome.Replaced;
    }

    /// <summary>The event as a store keeps it.</summary>
    public static CustomerEvent Normalize(CustomerEvent customerEvent) => customerEvent with
    {
        OccurredAt = Cut(customerEvent.OccurredAt),
        RecordedAt = Cut(customerEvent.RecordedAt),
    };
}
