using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Timeline;

/// <summary>An event brought a source record and a vehicle together.</summary>
/// <param name="Vehicle">The vehicle.</param>
/// <param name="Record">The source record of the customer.</param>
/// <param name="At">When the event occurred.</param>
public readonly record struct VehicleSighting(Vin Vehicle, SourceRef Record, Instant At);
