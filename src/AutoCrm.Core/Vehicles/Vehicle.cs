using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Vehicles;

/// <summary>A vehicle with its ownership periods and odometer readings.</summary>
public sealed class Vehicle : AggregateRoot
{
    private List<OwnershipPeriod> ownership = [];
    private List<OdometerReading> odometer = [];

    /// <summary>Creates a vehicle. Its id is derived from the VIN.</summary>
    public Vehicle(Vin vin)
    {
        Vin = vin;
        Id = IdOf(vin);
    }

    /// <summary>How every store keeps a vehicle: <c>vehicles</c>.</summary>
    public static AggregateDefinition<Vehicle, VehicleState> Definition { get; } =
        new AggregateDefinition<Vehicle, VehicleState>("vehicles", vehicle => vehicle.ToState(), Restore)
            .Index(vehicle => vehicle.Vin, unique: true)
            .Index(vehicle => vehicle.Plate);

    /// <summary>The id.</summary>
    public Id<Vehicle> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid Key => Id.Value;

    /// <summary>The vehicle identification number.</summary>
    public Vin Vin { get; private set; }

    /// <summary>The current licence plate.</summary>
    public LicencePlate? Plate { get; private set; }

    /// <summary>The ownership periods in chronological order, without overlaps.</summary>
    public IReadOnlyList<OwnershipPeriod> Ownership => ownership;

    /// <summary>The odometer readings in chronological order.</summary>
    public IReadOnlyList<OdometerReading> Odometer => odometer;

    /// <summary>The id of the vehicle with this VIN.</summary>
    public static Id<Vehicle> IdOf(Vin vin) => Id<Vehicle>.Derive(new SourceRef("vin", vin.Value), Instant.FromUnixTimeTicks(0));

    /// <summary>Restores a vehicle from stored state.</summary>
    public static Vehicle Restore(VehicleState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var vehicle = new Vehicle(state.Vin)
        {
            Plate = state.Plate is { } plate ? new LicencePlate(plate) : null,
            ownership = [.. state.Ownership],
            odometer = [.. state.Odometer],
        };
        return vehicle;
    }

    /// <summary>Returns the state from which <see cref="Restore"/> rebuilds this vehicle. It shares no mutable data with the vehicle.</summary>
    public VehicleState ToState() => new()
    {
        Vin = Vin,
        Plate = Plate?.Text,
        Ownership = [.. ownership],
        Odometer = [.. odometer],
    };

    /// <summary>The owner at an instant, if any.</summary>
    public SourceRef? OwnerAt(Instant instant) => ownership.Find(spell => spell.Covers(instant))?.Owner;

    /// <summary>Assigns a licence plate.</summary>
    public void AssignLicencePlate(LicencePlate plate) => Plate = plate;

    /// <summary>Starts an ownership period. The current period ends at the same instant.</summary>
    /// <param name="owner">The source record of the new owner.</param>
    /// <param name="from">The instant of the transfer.</param>
    /// <exception cref="DomainException">Another owner held the vehicle at or after <paramref name="from"/> (<c>one-owner-at-a-time</c>).</exception>
    public void TransferOwnership(SourceRef owner, Instant from)
    {
        if (ownership.Count > 0)
        {
            var last = ownership[^1];
            if (from < last.From || (last.To is { } ended && from < ended))
            {
                throw new DomainException(
                    "one-owner-at-a-time",
                    $"Vehicle {Vin} cannot pass to {owner} on {from}: {last.Owner} owned it from {last.From}" +
                    $"{(last.To is { } end ? $" to {end}" : "")}. Transfer it later, or end that ownership period earlier.");
            }

            ownership[^1] = last with { To = last.To ?? from };
        }

        ownership.Add(new OwnershipPeriod(owner, from, null));
    }

    /// <summary>Ends the current ownership period.</summary>
    /// <exception cref="DomainException">The vehicle has no such owner at that instant (<c>disposal-needs-owner</c>).</exception>
    public void EndOwnership(SourceRef owner, Instant at)
    {
        var index = ownership.FindLastIndex(spell => spell.Owner == owner && spell.To is null && spell.From <= at);
        if (index < 0)
        {
            throw new DomainException(
                "disposal-needs-owner", $"Vehicle {Vin} cannot be disposed of by {owner} on {at}: {owner} does not own it at that instant.");
        }

        ownership[index] = ownership[index] with { To = at };
    }

    /// <summary>Erases which of these records owned the vehicle, and its plate where the current owner is one of them.</summary>
    internal void Erase(IReadOnlySet<SourceRef> records)
    {
        if (ownership.Count == 0 || records.Contains(ownership[^1].Owner))
        {
            Plate = null;
        }

        ownership = ownership.ConvertAll(period => records.Contains(period.Owner) ? period with { Owner = ErasedReference.Of(period.Owner) } : period);
    }

    /// <summary>Records an odometer reading. Readings may arrive in any order; one that runs backwards is marked.</summary>
    /// <param name="at">The instant of the reading.</param>
    /// <param name="kilometres">The distance in kilometres, at least 0.</param>
    public void RecordOdometer(Instant at, int kilometres)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(kilometres);
        odometer.Add(new OdometerReading(at, kilometres, false));
        odometer.Sort((left, right) => left.At.CompareTo(right.At));
        var highest = 0;
        for (var i = 0; i < odometer.Count; i++)
        {
            odometer[i] = odometer[i] with { RunsBackwards = odometer[i].Kilometres < highest };
            highest = Math.Max(highest, odometer[i].Kilometres);
        }
    }
}
