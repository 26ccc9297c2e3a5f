using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Lifecycle;

/// <summary>What a customer's events add up to, as far as guards ask for it.</summary>
public sealed class LifecycleFacts
{
    private readonly List<Vin> vehicles = [];
    private int unnamedVehicles;

    internal LifecycleFacts()
    {
    }

    /// <summary>How many deliveries there have been.</summary>
    public int Deliveries { get; private set; }

    /// <summary>How many of the vehicles delivered have not been disposed of.</summary>
    public int VehiclesOwned => vehicles.Count + unnamedVehicles;

    internal void Apply(CustomerEvent customerEvent)
    {
        switch (customerEvent)
        {
            case VehicleDelivered { Vehicle: { } vehicle }:
                Deliveries++;
                if (!vehicles.Contains(vehicle))
                {
                    vehicles.Add(vehicle);
                }

                break;
            case VehicleDelivered:
                Deliveries++;
                unnamedVehicles++;
                break;
            case VehicleDisposed { Vehicle: { } vehicle }:
                vehicles.Remove(vehicle);
                break;
            case VehicleDisposed when unnamedVehicles > 0:
                unnamedVehicles--;
                break;
            case VehicleDisposed when vehicles.Count > 0:
                vehicles.RemoveAt(0);
                break;
        }
    }
}
