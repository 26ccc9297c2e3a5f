using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Lifecycle;

/// <summary>Aggregated facts about the events of a customer, for use in guards.</summary>
public sealed class LifecycleFacts
{
    private readonly List<Vin> vehicles = [];
    private int unnamedVehicles;

    internal LifecycleFacts()
    {
    }

    /// <summary>The number of deliveries.</summary>
    public int Deliveries { get; private set; }

    /// <summary>The number of delivered vehicles that have not been disposed of.</summary>
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
