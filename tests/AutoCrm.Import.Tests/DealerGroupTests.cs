using System.Security.Cryptography;
using AutoCrm.SampleData;
using AutoCrm.Vehicles;

namespace AutoCrm.Import.Tests;

public sealed class DealerGroupTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public void The_same_options_give_the_same_bytes_and_another_seed_gives_others()
    {
        using var other = new Workplace();
        using var third = new Workplace();
        var options = new DealerGroupOptions { Customers = 300, WithTruth = true };

        Assert.Equal(workplace.GenerateSampleData(options), other.GenerateSampleData(options));
        third.GenerateSampleData(options with { Seed = 1 });

        Assert.Equal(Hashes(workplace.Folder), Hashes(other.Folder));
        Assert.NotEqual(Hashes(workplace.Folder), Hashes(third.Folder));
    }

    [Fact]
    public async Task Every_row_but_the_bad_ones_is_taken()
    {
        var options = new DealerGroupOptions { Customers = 1500, BadRows = 0.01, WithTruth = true };
        var written = workplace.GenerateSampleData(options);

        var report = await workplace.ImportAsync();

        Assert.Empty(report.Failures);
        Assert.Equal(written.BadRows, report.Refused);
        Assert.True(written.BadRows > 0);
        Assert.Equal(
            ["birth_date", "country", "currency", "customer", "kind", "occurred_at", "odometer_km", "outlet", "vin"],
            workplace.Problems.Select(problem => problem.Column!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            (written.Outlets, written.Records, written.Vehicles, written.Events),
            (workplace.Store.Outlets.Count, workplace.Store.Records.Count, workplace.Store.Vehicles.Count, workplace.Store.Events.Count));
        Assert.InRange((double)written.Events / written.Customers, 7, 13);
        Assert.InRange((double)written.Records / written.Customers, 1.4, 2.2);
        Assert.All(workplace.Store.Events.Values, made => Assert.InRange(made.OccurredAt, options.AsOf.Minus(NodaTime.Duration.FromDays(3660)), options.AsOf));
        Assert.All(
            workplace.Store.Events.Values.Where(made => made.RefersTo is not null && made is not Timeline.ReferralMade),
            made => Assert.Contains(made.RefersTo!.Value, workplace.Store.Events.Keys));
        Assert.All(
            workplace.Store.Events.Values.Where(made => made is Timeline.ReferralMade && made.RefersTo is not null),
            made => Assert.Contains(made.RefersTo!.Value, workplace.Store.Records.Keys));
        Assert.Equal(Timeline.EventKinds.Shipped.Count - 1, workplace.Store.Events.Values.Select(made => made.Kind.Code).Distinct().Count());
    }

    [Fact]
    public async Task Phones_and_vehicle_numbers_are_ones_that_could_exist()
    {
        workplace.GenerateSampleData(new DealerGroupOptions { Customers = 800 });

        await workplace.ImportAsync();

        var phones = workplace.Store.Records.Values.SelectMany(record => record.Phones).ToList();
        Assert.InRange(phones.Count(phone => phone.IsValid) / (double)phones.Count, 0.95, 0.9999);
        Assert.All(workplace.Store.Vehicles.Values, vehicle => Assert.True(vehicle.Vin.HasValidCheckDigit));
        Assert.All(workplace.Store.Events.Values.Where(made => made.Vehicle is not null), made =>
            Assert.Contains(new SharedKernel.SourceRef(made.Source.System, made.Vehicle!.Value.Value), workplace.Store.Vehicles.Keys));
    }

    [Fact]
    public async Task Few_customers_bring_most_of_the_margin_and_the_truth_names_every_record()
    {
        var written = workplace.GenerateSampleData(new DealerGroupOptions { Customers = 3000, WithTruth = true });
        await workplace.ImportAsync();

        var person = (await File.ReadAllLinesAsync(Path.Combine(workplace.Folder, "truth.csv"), TestContext.Current.CancellationToken))
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(row => new SharedKernel.SourceRef(row[1], row[2]), row => int.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(workplace.Store.Records.Keys.Order(), person.Keys.Order());
        Assert.Equal(written.Customers, person.Values.Distinct().Count());
        var margins = workplace.Store.Events.Values
            .GroupBy(made => person[made.Record], made => made.Margin?.Amount ?? 0)
            .Select(group => group.Sum())
            .OrderDescending()
            .ToList();
        Assert.InRange(margins.Take(written.Customers / 5).Sum() / margins.Sum(), 0.6m, 0.98m);
        Assert.InRange(person.Values.CountBy(number => number).Max(count => count.Value), 3, 4);
    }

    [Theory]
    [InlineData(0, 10, "CNY")]
    [InlineData(10, 0, "CNY")]
    [InlineData(10, 10, "RMB")]
    public void Options_that_make_no_sense_are_refused(int customers, int years, string currency) =>
        Assert.ThrowsAny<ArgumentException>(() => workplace.GenerateSampleData(new DealerGroupOptions { Customers = customers, Years = years, Currency = currency }));

    [Fact]
    public void A_vehicle_number_is_built_once()
    {
        workplace.GenerateSampleData(new DealerGroupOptions { Customers = 500, BadRows = 0 });

        var vins = Directory.EnumerateFiles(workplace.Folder, "vehicles.csv", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadLines(file).Skip(1).Select(line => (Vin: line.Split(',')[0], Plate: line.Split(',')[1])))
            .Distinct()
            .ToList();
        Assert.Equal(vins.Count, vins.Select(car => car.Vin).Distinct().Count());
        Assert.All(vins, car => Assert.True(Vin.TryParse(car.Vin, out _)));
    }

    private static string[] Hashes(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.csv", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];
}
