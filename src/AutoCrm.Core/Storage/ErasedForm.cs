using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage;

/// <summary>What remains of things when the personal data in them is erased; the same in every store.</summary>
public static class ErasedForm
{
    /// <summary>The attribute in which a vehicle record keeps the hash of an erased plate, by which a repeated import of it is recognised.</summary>
    private const string ErasedPlate = "erased_plate";

    /// <summary>Of a record its kind, its outlet and its times, under <see cref="ErasedReference"/>.</summary>
    public static SourceRecord Of(SourceRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new SourceRecord
        {
            Source = ErasedReference.Of(record.Source),
            Kind = record.Kind,
            Outlet = record.Outlet,
            UpdatedAt = record.UpdatedAt,
            RecordedAt = record.RecordedAt,
        };
    }

    /// <summary>
    /// Of an event everything but the remark in free text, the further values of the system, and the own members of its kind, of which
    /// <see cref="EventKind.EraseOwnMembers"/> may keep some. A note that the kind prescribes stays.
    /// </summary>
    public static CustomerEvent Of(CustomerEvent customerEvent)
    {
        ArgumentNullException.ThrowIfNull(customerEvent);
        var kind = customerEvent.Kind;
        var own = kind.EraseOwnMembers is { } erase ? erase(customerEvent) : kind.Prototype;
        return own.WithCommonOf(customerEvent) with
        {
            Record = ErasedReference.Of(customerEvent.Record),
            Note = kind.Notes.Count > 0 ? customerEvent.Note : null,
            Attributes = Attributes.None,
        };
    }

    /// <summary>Of a decision everything but its reason in words and its evidence, with the records named by <see cref="ErasedReference"/>.</summary>
    /// <param name="entry">The decision.</param>
    /// <param name="erased">The records that are erased.</param>
    public static LineageEntry Of(LineageEntry entry, IReadOnlySet<SourceRef> erased)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(erased);
        return entry with
        {
            Records = [.. entry.Records.Select(Rename)],
            Evidence = [.. entry.Evidence.Where(evidence => !erased.Contains(evidence.Left) && !erased.Contains(evidence.Right))],
            Why = "erased",
        };

        SourceRef Rename(SourceRef record) => erased.Contains(record) ? ErasedReference.Of(record) : record;
    }

    /// <summary>Of a vehicle record everything but the plate and the further values of the system.</summary>
    public static VehicleRecord Of(VehicleRecord vehicle)
    {
        ArgumentNullException.ThrowIfNull(vehicle);
        return vehicle.Plate is { } plate
            ? vehicle with { Plate = null, Attributes = new Attributes([new(ErasedPlate, HashOf(vehicle, plate))]) }
            : vehicle with { Attributes = new Attributes(vehicle.Attributes.Where(attribute => attribute.Key == ErasedPlate)) };
    }

    /// <summary>The record of a vehicle as it is stored after the known one: a plate that was erased stays so until the system sends another one.</summary>
    /// <param name="known">The record as stored.</param>
    /// <param name="next">The record as supplied now.</param>
    public static VehicleRecord Apply(VehicleRecord known, VehicleRecord next)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(next);
        return known.Attributes[ErasedPlate] is { } hash && (next.Plate is null || HashOf(next, next.Plate) == hash)
            ? next with { Plate = null, Attributes = known.Attributes }
            : next;
    }

    private static string HashOf(VehicleRecord vehicle, string plate) => ErasedReference.Of(new SourceRef(vehicle.Source.System, plate)).Key;
}
