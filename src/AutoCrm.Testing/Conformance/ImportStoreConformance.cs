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

/// <summary>What every <see cref="IImportStore"/> promises.</summary>
public abstract class ImportStoreConformance : StoreConformance
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
    public async Task The_same_rows_again_change_nothing()
    {
        await WriteEverythingAsync(UpsertResult.Added);

        await WriteEverythingAsync(UpsertResult.Unchanged);

        Assert.Empty(await InScopeAsync(scope => scope.Records.ListPreviousVersionsAsync(Sample.Ref("A"), Cancellation)));
        var outlet = await InScopeAsync(scope => scope.Repository<Outlet>().GetByIdAsync(Outlet.IdOf(new OutletCode("D-001")), Cancellation));
        Assert.Equal(1, outlet!.Version);
    }

    [Fact]
    public async Task Rows_with_other_content_replace_and_the_former_content_is_kept()
    {
        await WriteEverythingAsync(UpsertResult.Added);

        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            Assert.Equal(
                [UpsertResult.Replaced, UpsertResult.Added],
                await transaction.WriteAsync([Sample.Record("A") with { RecordedAt = Sample.Day(300) }, Sample.Record("B")], Cancellation));
            Assert.Equal(
                [UpsertResult.Unchanged, UpsertResult.Replaced],
                await transaction.WriteAsync(
                    [Sample.FullEvent("E1", "A", 1), Sample.Event("E2", "A", 3) with { RecordedAt = Sample.Day(300) }], Cancellation));
            Assert.Equal([UpsertResult.Replaced], await transaction.WriteAsync([Vehicle() with { Plate = "沪B·1" }], Cancellation));
            Assert.Equal([UpsertResult.Replaced], await UpsertAsync(transaction, Shop("new name")));
            await transaction.CommitAsync(Cancellation);
        }

        await InScopeAsync(async scope =>
        {
            Assert.True(Sample.FullRecord("A").HasSameContentAs(Assert.Single(await scope.Records.ListPreviousVersionsAsync(Sample.Ref("A"), Cancellation))));
            await scope.Records.AssignAsync([new(Sample.Ref("A"), Sample.CustomerId(1))], Cancellation);
            await scope.CommitAsync(Cancellation);
            var history = await scope.Timeline.ReadAsync(Sample.CustomerId(1), Sample.Day(400), null, Cancellation);
            Assert.Equal([Sample.Day(1), Sample.Day(3)], history!.Events.Select(customerEvent => customerEvent.OccurredAt));
            Assert.Equal("new name", (await scope.Repository<Outlet>().GetByIdAsync(Shop("x").Id, Cancellation))!.Name);
        });
        Assert.Equal("沪B·1", Assert.Single(await FindVehiclesAsync()).Plate);
    }

    [Fact]
    public async Task Aggregates_of_a_plugin_are_added_and_merged()
    {
        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            Assert.Equal(
                [UpsertResult.Added, UpsertResult.Added],
                await transaction.UpsertAsync([Case(1, "C-1", "brakes"), Case(2, "C-2", "tyres")], Merge, Cancellation));
            Assert.Equal([UpsertResult.Replaced], await transaction.UpsertAsync([Case(2, "C-2", "wheels")], Merge, Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            Assert.Equal(
                [UpsertResult.Unchanged, UpsertResult.Replaced],
                await transaction.UpsertAsync([Case(1, "C-1", "brakes"), Case(2, "C-2", "rims")], Merge, Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        var read = await InScopeAsync(scope => scope.Repository<SampleCase>().ListAsync(new SampleCasesByNumberSpec("C-2"), Cancellation));
        Assert.Equal(("rims", 3), (read[0].Subject, read[0].Version));
    }

    [Fact]
    public async Task A_merge_may_answer_with_what_the_row_says()
    {
        foreach (var (subject, expected) in new[] { ("brakes", UpsertResult.Added), ("tyres", UpsertResult.Replaced), ("rims", UpsertResult.Replaced) })
        {
            await using var transaction = await Store.BeginAsync(Cancellation);
            Assert.Equal([expected], await transaction.UpsertAsync([Case(1, "C-1", subject)], (_, next) => next, Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        var read = Assert.Single(await InScopeAsync(scope => scope.Repository<SampleCase>().ListAsync(new SampleCasesByNumberSpec("C-1"), Cancellation)));
        Assert.Equal(("rims", 3), (read.Subject, read.Version));
    }

    [Fact]
    public async Task A_merge_into_another_id_is_refused()
    {
        await using var transaction = await Store.BeginAsync(Cancellation);
        await transaction.UpsertAsync([Case(1, "C-1")], Merge, Cancellation);

        await Assert.ThrowsAsync<ArgumentException>(() => transaction.UpsertAsync([Case(1, "C-1")], (_, _) => Case(2, "C-2"), Cancellation));
    }

    [Fact]
    public async Task A_merge_into_a_taken_unique_value_is_refused_and_one_into_its_own_is_not()
    {
        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            await transaction.UpsertAsync([Case(1, "C-1"), Case(2, "C-2")], Merge, Cancellation);
            await transaction.CommitAsync(Cancellation);
        }

        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            Assert.Equal([UpsertResult.Replaced], await transaction.UpsertAsync([Case(2, "C-2", "tyres")], (_, next) => next, Cancellation));
            var error = await Assert.ThrowsAsync<DomainException>(() => transaction.UpsertAsync([Case(2, "C-1")], (_, next) => next, Cancellation));
            Assert.Equal("unique-index", error.Rule);
        }

        var read = Assert.Single(await InScopeAsync(scope => scope.Repository<SampleCase>().ListAsync(new SampleCasesByNumberSpec("C-2"), Cancellation)));
        Assert.Null(read.Subject);
    }

    [Fact]
    public async Task A_unique_column_holds_for_imports_too()
    {
        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            await transaction.UpsertAsync([Case(1, "C-1")], Merge, Cancellation);
            var error = await Assert.ThrowsAsync<DomainException>(() => transaction.UpsertAsync([Case(2, "C-1")], Merge, Cancellation));
            Assert.Equal("unique-index", error.Rule);
        }

        Assert.Empty(await InScopeAsync(scope => scope.Repository<SampleCase>().ListAsync(new SampleCasesByNumberSpec("C-1"), Cancellation)));
    }

    [Fact]
    public async Task The_hours_a_host_gave_an_outlet_stay()
    {
        await WriteEverythingAsync(UpsertResult.Added);
        await InScopeAsync(async scope =>
        {
            var outlet = await scope.Repository<Outlet>().GetByIdAsync(Shop("x").Id, Cancellation);
            outlet!.SetCalendar(BusinessCalendar.EveryDay with { From = new LocalTime(7, 0) });
            await scope.Repository<Outlet>().UpdateAsync(outlet, Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            Assert.Equal([UpsertResult.Unchanged], await UpsertAsync(transaction, Shop("浦东店")));
            Assert.Equal([UpsertResult.Replaced], await UpsertAsync(transaction, Shop("new name")));
            await transaction.CommitAsync(Cancellation);
        }

        var read = await InScopeAsync(scope => scope.Repository<Outlet>().GetByIdAsync(Shop("x").Id, Cancellation));
        Assert.Equal(("new name", new LocalTime(7, 0)), (read!.Name, read.Calendar.From));
    }

    [Fact]
    public async Task A_row_twice_in_one_file_is_one_row()
    {
        await using var transaction = await Store.BeginAsync(Cancellation);

        Assert.Equal(
            [UpsertResult.Added, UpsertResult.Unchanged, UpsertResult.Replaced],
            await transaction.WriteAsync([Sample.Record("A"), Sample.Record("A"), Sample.Record("A", "李雷")], Cancellation));
        Assert.Equal(
            [UpsertResult.Added, UpsertResult.Unchanged, UpsertResult.Replaced],
            await transaction.WriteAsync([Sample.Event("E1", "A", 1), Sample.Event("E1", "A", 1), Sample.Event("E1", "A", 2)], Cancellation));
        await transaction.CommitAsync(Cancellation);
    }

    [Fact]
    public async Task A_key_twice_in_one_file_settles()
    {
        await DeliverAsync(0, UpsertResult.Added, UpsertResult.Replaced);
        await DeliverAsync(10, UpsertResult.Unchanged, UpsertResult.Unchanged);
        await DeliverAsync(20, UpsertResult.Unchanged, UpsertResult.Unchanged);

        Assert.Equal("沪B·1", Assert.Single(await FindVehiclesAsync()).Plate);
        await InScopeAsync(async scope =>
        {
            Assert.Equal("李雷", (await scope.Records.FindAsync(Sample.Ref("A"), Cancellation))!.Record.Name!.FullName);
            Assert.Single(await scope.Records.ListPreviousVersionsAsync(Sample.Ref("A"), Cancellation));
        });

        async Task DeliverAsync(int day, params IReadOnlyList<UpsertResult> expected)
        {
            await using var transaction = await Store.BeginAsync(Cancellation);
            Assert.Equal(
                expected,
                await transaction.WriteAsync(
                    [Sample.Record("A") with { RecordedAt = Sample.Day(day) }, Sample.Record("A", "李雷") with { RecordedAt = Sample.Day(day) }], Cancellation));
            Assert.Equal(
                expected,
                await transaction.WriteAsync(
                    [Vehicle() with { RecordedAt = Sample.Day(day) }, Vehicle() with { RecordedAt = Sample.Day(day), Plate = "沪B·1" }], Cancellation));
            Assert.Equal(
                expected,
                await transaction.WriteAsync(
                    [
                        Sample.Event("E1", "A", 1) with { RecordedAt = Sample.Day(100 + day) },
                        Sample.Event("E1", "A", 2) with { RecordedAt = Sample.Day(100 + day) },
                    ],
                    Cancellation));
            await transaction.CommitAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_vehicle_that_changes_back_later_is_replaced_again()
    {
        foreach (var (day, plate, expected) in new[]
        {
            (0, "沪A·1", UpsertResult.Added), (10, "沪B·1", UpsertResult.Replaced), (20, "沪A·1", UpsertResult.Replaced), (30, "沪A·1", UpsertResult.Unchanged),
        })
        {
            await using var transaction = await Store.BeginAsync(Cancellation);
            Assert.Equal([expected], await transaction.WriteAsync([Vehicle() with { Plate = plate, RecordedAt = Sample.Day(day) }], Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal("沪A·1", Assert.Single(await FindVehiclesAsync()).Plate);
    }

    [Fact]
    public async Task Rows_that_are_older_than_the_stored_ones_become_history()
    {
        var newer = Sample.Record("A", "李雷") with { UpdatedAt = Sample.Day(-10) };
        var older = Sample.Record("A", "韩梅梅") with { UpdatedAt = Sample.Day(-20) };
        var late = Sample.Event("E1", "A", 1) with { RecordedAt = Sample.Day(50) };
        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            Assert.Equal(
                [UpsertResult.Added, UpsertResult.Outdated, UpsertResult.Unchanged],
                await transaction.WriteAsync([newer, older, older with { RecordedAt = Sample.Day(9) }], Cancellation));
            Assert.Equal(
                [UpsertResult.Added, UpsertResult.Outdated, UpsertResult.Unchanged],
                await transaction.WriteAsync([Sample.Event("E1", "A", 2), late, late], Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        await InScopeAsync(async scope =>
        {
            Assert.True(newer.HasSameContentAs((await scope.Records.FindAsync(Sample.Ref("A"), Cancellation))!.Record));
            Assert.True(older.HasSameContentAs(Assert.Single(await scope.Records.ListPreviousVersionsAsync(Sample.Ref("A"), Cancellation))));
            await scope.Records.AssignAsync([new(Sample.Ref("A"), Sample.CustomerId(1))], Cancellation);
            await scope.CommitAsync(Cancellation);
            foreach (var (recordedBy, expected) in new[] { (60, 1), (100, 2) })
            {
                var history = await scope.Timeline.ReadAsync(Sample.CustomerId(1), Sample.Day(400), Sample.Day(recordedBy), Cancellation);
                Assert.Equal(Sample.Day(expected), Assert.Single(history!.Events).OccurredAt);
            }
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

    private static SampleCase Case(int number, string caseNumber, string? subject = null) =>
        new(Id<SampleCase>.Derive(Sample.Ref($"case-{number}"), Sample.Day(0)), caseNumber) { Subject = subject };

    private static SampleCase? Merge(SampleCase known, SampleCase next)
    {
        if (known.Subject == next.Subject)
        {
            return null;
        }

        known.Subject = next.Subject;
        return known;
    }

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
