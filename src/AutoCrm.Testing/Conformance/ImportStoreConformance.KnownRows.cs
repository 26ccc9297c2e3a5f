using AutoCrm.Network;
using AutoCrm.SharedKernel;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

// Rows whose key is known: unchanged, replaced, or older than what is stored.
public abstract partial class ImportStoreConformance
{
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
}
