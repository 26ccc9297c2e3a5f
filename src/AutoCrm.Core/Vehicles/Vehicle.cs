using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Vehicles;

/// <summary>A vehicle: who owned it when, and how far it had gone.</summary>
public sealed class Vehicle : AggregateRoot
{
    private List<OwnershipPeriod> ownership = [];
    private List<OdometerReading> odometer = [];

    /// <summary>A vehicle that AutoCrm has just learned of. Its id is derived from the VIN.</summary>
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

    /// <summary>The plate it carries now.</summary>
    public LicencePlate? Plate { get; private set; }

    /// <summary>The owners, the first one first. No two spells overlap.</summary>
    public IReadOnlyList<OwnershipPeriod> Ownership => ownership;

    /// <summary>The readings in the order of time.</summary>
    public IReadOnlyList<OdometerReading> Odometer => odometer;

    /// <summary>The id that the vehicle with this VIN has.</summary>
    public static Id<Vehicle> IdOf(Vin vin) => Id<Vehicle>.Derive(new SourceRef("vin", vin.Value), Instant.FromUnixTimeTicks(0));

    /// <summary>The vehicle that a store kept, as it was.</summary>
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

    /// <summary>What a store has to keep so that <see cref="Restore"/> makes the same vehicle of it. It shares nothing that changes.</summary>
    public VehicleState ToState() => new()
    {
        Vin = Vin,
        Plate = Plate?.Text,
        Ownership = [.. ownership],
        Odometer = [.. odometer],
    };

    /// <summary>The owner at an instant, if any.</summary>
    public SourceRef? OwnerAt(Instant instant) => ownership.Find(spell => spell.Covers(instant))?.Owner;

    /// <summary>Gives the vehicle a plate.</summary>
    public void AssignLicencePlate(LicencePlate plate) => Plate = plate;

    /// <summary>Begins a spell of ownership. A spell that still lasts ends there.</summary>
    /// <param name="owner">The source record of the new owner.</param>
    /// <param name="from">When the vehicle was handed over.</param>
    /// <exception cref="DomainException">Somebody else owned the vehicle at or after <paramref name="from"/> (<c>one-owner-at-a-time</c>).</exception>
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
                    $"{(last.To is { } end ? $" to {end}" : "")}. Hand it over later, or end that spell earlier.");
            }

            ownership[^1] = last with { To = last.To ?? from };
        }

        ownership.Add(new OwnershipPeriod(owner, from, null));
    }

    /// <summary>Ends the spell that lasts.</summary>
    /// <exception cref="DomainException">Nobody owns the vehicle then (<c>disposal-needs-owner</c>).</exception>
    public void EndOwnership(SourceRef owner, Instant at)
    {
        var index = ownership.FindLastIndex(spell => spell.Owner == owner && spell.To is null && spell.From <= at);
        if (index < 0)
        {
            throw new DomainException(
                "disposal-needs-owner", $"Vehicle {Vin} cannot be disposed of by {owner} on {at}: {owner} does not own it then.");
        }

        ownership[index] = ownership[index] with { To = at };
    }

    /// <summary>Notes what the odometer showed; readings may come in any order, and one that runs backwards is marked.</summary>
    /// <param name="at">When it was read.</param>
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
