using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Vehicles;

/// <summary>A vehicle record as supplied by one source system.</summary>
public sealed record VehicleRecord
{
    /// <summary>The system and the VIN as its key.</summary>
    public required SourceRef Source { get; init; }

    /// <summary>The vehicle.</summary>
    public required Vin Vin { get; init; }

    /// <summary>When AutoCrm received the record.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>The licence plate, as supplied.</summary>
    public string? Plate { get; init; }

    /// <summary>The maker's brand.</summary>
    public string? Make { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The trim or variant.</summary>
    public string? Trim { get; init; }

    /// <summary>The model year.</summary>
    public int? ModelYear { get; init; }

    /// <summary>The fuel or drive type, as supplied.</summary>
    public string? Fuel { get; init; }

    /// <summary>The day of first registration.</summary>
    public LocalDate? FirstRegistered { get; init; }

    /// <summary>Further values supplied by the system, by column.</summary>
    public Attributes Attributes { get; init => field = value ?? Attributes.None; } = Attributes.None;
}
