using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;

namespace AutoCrm.Tests.Vehicles;

public sealed class VehicleTests
{
    private static readonly SourceRef Wang = new("dealer", "wang");
    private static readonly SourceRef Li = new("dealer", "li");

    [Fact]
    public void A_vehicle_has_one_owner_at_a_time()
    {
        var vehicle = new Vehicle(Life.FirstCar);
        vehicle.TransferOwnership(Wang, Life.On("2020-01-01"));
        vehicle.TransferOwnership(Li, Life.On("2023-01-01"));
        Assert.Null(vehicle.OwnerAt(Life.On("2019-12-31")));
        Assert.Equal(Wang, vehicle.OwnerAt(Life.On("2022-12-31")));
        Assert.Equal(Li, vehicle.OwnerAt(Life.On("2023-01-01")));
        var error = Assert.Throws<DomainException>(() => vehicle.TransferOwnership(Wang, Life.On("2022-06-01")));
        Assert.Equal("one-owner-at-a-time", error.Rule);
    }

    [Fact]
    public void Only_the_owner_ends_the_ownership()
    {
        var vehicle = new Vehicle(Life.FirstCar);
        vehicle.TransferOwnership(Wang, Life.On("2020-01-01"));
        Assert.Throws<DomainException>(() => vehicle.EndOwnership(Li, Life.On("2021-01-01")));
        vehicle.EndOwnership(Wang, Life.On("2021-01-01"));
        Assert.Null(vehicle.OwnerAt(Life.On("2021-01-01")));
    }

    [Fact]
    public void An_odometer_that_runs_backwards_is_noticed_whatever_the_order_of_arrival()
    {
        var vehicle = new Vehicle(Life.FirstCar);
        vehicle.RecordOdometer(Life.On("2022-01-01"), 30_000);
        vehicle.RecordOdometer(Life.On("2021-01-01"), 45_000);
        vehicle.RecordOdometer(Life.On("2020-01-01"), 10_000);
        Assert.Equal([false, false, true], vehicle.Odometer.Select(reading => reading.RunsBackwards));
    }
}
