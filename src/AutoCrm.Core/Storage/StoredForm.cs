using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Storage;

/// <summary>
/// Things as every store gives them back: instants truncated to 100 nanoseconds, an address of which nothing is known left out, the own members of
/// events as their JSON carries them. A store compares and keeps this form, so that all stores answer the same.
/// </summary>
public static class StoredForm
{
    /// <summary>The stored form of a record.</summary>
    /// <exception cref="ArgumentException">It has no source, or a text of it holds half of a surrogate pair or a noncharacter.</exception>
    public static SourceRecord Of(SourceRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Source.IsEmpty)
        {
            throw new ArgumentException("A source record needs a Source: the name of its system and its key there.", nameof(record));
        }

        TextValidator.Check(record);
        return record with
        {
            UpdatedAt = record.UpdatedAt is { } updated ? Truncate(updated) : null,
            RecordedAt = Truncate(record.RecordedAt),
            Address = record.Address is { IsEmpty: true } ? null : record.Address,
        };
    }

    /// <summary>The stored form of an event.</summary>
    /// <exception cref="ArgumentException">A text of it holds half of a surrogate pair or a noncharacter.</exception>
    public static CustomerEvent Of(CustomerEvent customerEvent)
    {
        ArgumentNullException.ThrowIfNull(customerEvent);
        TextValidator.Check(customerEvent);
        var kept = EventKind.WritePayload(customerEvent) is { } payload
            ? customerEvent.Kind.ReadPayload(payload).WithCommonOf(customerEvent)
            : customerEvent;
        return kept with { OccurredAt = Truncate(customerEvent.OccurredAt), RecordedAt = Truncate(customerEvent.RecordedAt) };
    }

    /// <summary>The stored form of a vehicle record.</summary>
    /// <exception cref="ArgumentException">A text of it holds half of a surrogate pair or a noncharacter.</exception>
    public static VehicleRecord Of(VehicleRecord vehicle)
    {
        ArgumentNullException.ThrowIfNull(vehicle);
        TextValidator.Check(vehicle);
        return vehicle with { RecordedAt = Truncate(vehicle.RecordedAt) };
    }

    /// <summary>The instant as stores keep it: whole ticks of 100 nanoseconds.</summary>
    public static Instant Truncate(Instant instant) => Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks());
}
