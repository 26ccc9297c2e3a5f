using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="IImportStore"/> promises: of rows and transactions here, of rows that are known, and of aggregates, beside it.</summary>
public abstract partial class ImportStoreConformance : StoreConformance
{
    private IImportStore Store => Services.GetRequiredService<IImportStore>();

    [Fact]
    public async Task Rows_of_all_kinds_are_stored()
    {
        await WriteEverythingAsync(UpsertResult.Added);

        await InScopeAsync(async scope =>
        {
            Assert.Equal("浦东店", (await scope.Repository<Outlet>().GetByIdAsync(Outlet.IdOf(new OutletCode("D-001")), Cancellation))!.Name);
            Assert.True(Sample.FullRecord("A").HasSameContentAs((await scope.Records.FindAsync(Sample.Ref("A"), Cancellation))!.Record));
            await scope.Records.AssignAsync([new(Sample.Ref("A"), Sample.CustomerId(1))], Cancellation);
            await scope.CommitAsync(Cancellation);
            var history = await scope.Timeline.ReadAsync(Sample.CustomerId(1), Sample.Day(99), null, Cancellation);
            Assert.Equal([Sample.FullEvent("E1", "A", 1), Sample.Event("E2", "A", 2)], history!.Events);
            Assert.Equal(Sample.Day(-30), history.KnownSince);
        });
    }

    [Fact]
    public async Task An_event_of_an_unknown_record_dangles_and_is_not_stored()
    {
        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            await transaction.WriteAsync([Sample.Record("A")], Cancellation);
            Assert.Equal(
                [UpsertResult.UnknownReference, UpsertResult.Added, UpsertResult.UnknownReference],
                await transaction.WriteAsync(
                    [
                        Sample.Event("E1", "B", 1), Sample.Event("E2", "A", 1),
                        Sample.Event("E3", "A", 1) with { Record = new SourceRef("never-heard-of", "A") },
                    ],
                    Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            await transaction.WriteAsync([Sample.Record("B")], Cancellation);
            Assert.Equal([UpsertResult.Added], await transaction.WriteAsync([Sample.Event("E1", "B", 1)], Cancellation));
        }
    }

    [Fact]
    public async Task Nothing_is_seen_before_the_commit_and_nothing_stays_without_one()
    {
        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            await WriteEverythingAsync(transaction, UpsertResult.Added);
            await InScopeAsync(async scope => Assert.Null(await scope.Records.FindAsync(Sample.Ref("A"), Cancellation)));
        }

        await InScopeAsync(async scope =>
        {
            Assert.Null(await scope.Records.FindAsync(Sample.Ref("A"), Cancellation));
            Assert.Null(await scope.Repository<Outlet>().GetByIdAsync(Shop("x").Id, Cancellation));
        });
        Assert.Empty(await FindVehiclesAsync());
        await WriteEverythingAsync(UpsertResult.Added);
    }

    [Fact]
    public async Task After_the_commit_the_transaction_takes_nothing_more()
    {
        await using var transaction = await Store.BeginAsync(Cancellation);
        await transaction.CommitAsync(Cancellation);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => transaction.WriteAsync([Sample.Record("A")], Cancellation));
        await transaction.DisposeAsync();
        await using var next = await Store.BeginAsync(Cancellation);
    }

    [Fact]
    public async Task Replacing_a_record_makes_its_customer_undescribed()
    {
        await WriteEverythingAsync(UpsertResult.Added);
        var identity = Services.GetRequiredService<IIdentityBulkStore>();
        await using (var resolution = await identity.BeginAsync(Cancellation))
        {
            await resolution.AssignAsync([new(Sample.Ref("A"), Sample.CustomerId(1))], Cancellation);
            await resolution.ApplyAsync([(Sample.CustomerId(1), new() { Kind = Customers.CustomerKind.Person })], Cancellation);
            await resolution.CommitAsync(Cancellation);
        }

        await WriteEverythingAsync(UpsertResult.Unchanged);
        await using (var resolution = await identity.BeginAsync(Cancellation))
        {
            Assert.Empty(await resolution.StreamStaleAsync(Cancellation).ToListAsync());
        }

        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            await transaction.WriteAsync([Sample.Record("A")], Cancellation);
            await transaction.CommitAsync(Cancellation);
        }

        await using (var resolution = await identity.BeginAsync(Cancellation))
        {
            Assert.Single(await resolution.StreamStaleAsync(Cancellation).ToListAsync());
        }
    }

    private static Outlet Shop(string name)
    {
        var outlet = new Outlet(new OutletCode("D-001"), name, OutletKind.Dealer, DateTimeZoneProviders.Tzdb["Asia/Shanghai"]);
        outlet.SetParent(new OutletCode("HQ"));
        outlet.SetRegion("East");
        return outlet;
    }

    private static Task<IReadOnlyList<UpsertResult>> UpsertAsync(IImportTransaction transaction, Outlet outlet) =>
        transaction.UpsertAsync([outlet], (known, next) => known.ReplacedBy(next), Cancellation);

    private static VehicleRecord Vehicle() => new()
    {
        Source = new SourceRef("dms", Sample.Vin.Value),
        Vin = Sample.Vin,
        RecordedAt = Sample.Day(0),
        Plate = "沪A·12345",
        ModelYear = 2012,
        FirstRegistered = new LocalDate(2012, 5, 1),
        Attributes = new Attributes([new("seats", "5")]),
    };

    private static async Task WriteEverythingAsync(IImportTransaction transaction, UpsertResult expected)
    {
        Assert.Equal([expected], await UpsertAsync(transaction, Shop("浦东店")));
        Assert.Equal([expected], await transaction.WriteAsync([Sample.FullRecord("A")], Cancellation));
        Assert.Equal([expected], await transaction.WriteAsync([Vehicle()], Cancellation));
        Assert.Equal([expected, expected], await transaction.WriteAsync([Sample.FullEvent("E1", "A", 1), Sample.Event("E2", "A", 2)], Cancellation));
    }

    private async Task WriteEverythingAsync(UpsertResult expected)
    {
        await using var transaction = await Store.BeginAsync(Cancellation);
        await WriteEverythingAsync(transaction, expected);
        await transaction.CommitAsync(Cancellation);
    }

    private async Task<IReadOnlyList<VehicleRecord>> FindVehiclesAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IVehicleRecords>().FindAsync([Sample.Vin], Cancellation);
    }
}
