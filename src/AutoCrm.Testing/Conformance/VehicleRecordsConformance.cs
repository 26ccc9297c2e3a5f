using AutoCrm.Import;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="IVehicleRecords"/> promises.</summary>
public abstract class VehicleRecordsConformance : StoreConformance
{
    private static readonly Vin Other = Vin.Parse("1M8GDM9AXKP042788");

    private static readonly Vin Nobodys = Vin.Parse("WVWZZZ1JZXW000001");

    [Fact]
    public async Task A_vehicle_comes_back_as_it_was_given()
    {
        var vehicle = Record("dms", Sample.Vin) with
        {
            Plate = "沪A·12345", Make = "VW", Model = "Passat", Trim = "1.8T", ModelYear = 2012, Fuel = "petrol",
            FirstRegistered = new LocalDate(2012, 5, 1), Attributes = new Attributes([new("seats", "5")]),
        };
        await WriteAsync(vehicle);

        Assert.Equal([vehicle], await FindAsync(Sample.Vin));
    }

    [Fact]
    public async Task Records_come_by_vin_then_by_system_and_unknown_vehicles_are_missing()
    {
        await WriteAsync(Record("web", Sample.Vin), Record("dms", Sample.Vin), Record("dms", Other));

        var found = await FindAsync(Sample.Vin, Nobodys, Other, Sample.Vin);

        Assert.Equal(
            [(Other, "dms"), (Sample.Vin, "dms"), (Sample.Vin, "web")], found.Select(record => (record.Vin, record.Source.System)));
    }

    [Fact]
    public async Task Asking_for_no_vehicle_finds_none() => Assert.Empty(await FindAsync());

    private static VehicleRecord Record(string system, Vin vin) =>
        new() { Source = new SourceRef(system, vin.Value), Vin = vin, RecordedAt = Sample.Day(0) };

    private async Task WriteAsync(params IReadOnlyList<VehicleRecord> records)
    {
        await using var transaction = await Services.GetRequiredService<IImportStore>().BeginAsync(Cancellation);
        await transaction.WriteAsync(records, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }

    private async Task<IReadOnlyList<VehicleRecord>> FindAsync(params IReadOnlyCollection<Vin> vehicles)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IVehicleRecords>().FindAsync(vehicles, Cancellation);
    }
}
