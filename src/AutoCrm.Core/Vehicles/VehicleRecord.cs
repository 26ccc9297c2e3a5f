using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Vehicles;

/// <summary>One system's view of one vehicle, as imported.</summary>
public sealed record VehicleRecord
{
    /// <summary>The system and the VIN as its key.</summary>
    public required SourceRef Source { get; init; }

    /// <summary>The vehicle.</summary>
    public required Vin Vin { get; init; }

    /// <summary>When AutoCrm learned of it.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>The licence plate, as written.</summary>
    public string? Plate { get; init; }

    /// <summary>The maker's brand.</summary>
    public string? Make { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The trim or variant.</summary>
    public string? Trim { get; init; }

    /// <summary>The model year.</summary>
    public int? ModelYear { get; init; }

    /// <summary>What it runs on, in the system's own word.</summary>
    public string? Fuel { get; init; }

    /// <summary>The day of first registration.</summary>
    public LocalDate? FirstRegistered { get; init; }

    /// <summary>Whatever else the system said, by column.</summary>
    public Attributes Attributes { get; init; } = Attributes.None;
}
