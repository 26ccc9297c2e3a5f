using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="IUnitOfWork"/> promises: all of it or nothing.</summary>
public abstract class UnitOfWorkConformance : StoreConformance
{
    [Fact]
    public async Task Everything_noted_is_stored_together()
    {
        await InScopeAsync(async scope =>
        {
            await NoteEverythingAsync(scope);
            await scope.CommitAsync(Cancellation);
        });

        await InScopeAsync(async scope =>
        {
            Assert.NotNull(await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation));
            Assert.Equal(Sample.CustomerId(1), (await scope.Records.FindAsync(Sample.Ref("A"), Cancellation))!.Customer);
            Assert.Single((await scope.Timeline.ReadAsync(Sample.CustomerId(1), Sample.Day(50), null, Cancellation))!.Events);
            Assert.Single(await scope.Lineage.ListByCustomerAsync(Sample.CustomerId(1), Cancellation));
        });
        Assert.Single(await ListPendingAsync());
    }

    [Fact]
    public async Task Nothing_is_seen_by_others_before_the_commit_and_nothing_stays_without_one()
    {
        await InScopeAsync(async scope =>
        {
            await NoteEverythingAsync(scope);
            Assert.NotNull(await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation));
            Assert.NotNull(await scope.Records.FindAsync(Sample.Ref("A"), Cancellation));
            Assert.Null(await scope.Timeline.ReadAsync(Sample.CustomerId(1), Sample.Day(50), null, Cancellation));
            Assert.Empty(await scope.Lineage.ListByCustomerAsync(Sample.CustomerId(1), Cancellation));
            await InScopeAsync(async other =>
            {
                Assert.Null(await other.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation));
                Assert.Null(await other.Records.FindAsync(Sample.Ref("A"), Cancellation));
            });
        });

        await InScopeAsync(async scope => Assert.Null(await scope.Records.FindAsync(Sample.Ref("A"), Cancellation)));
        Assert.Empty(await ListPendingAsync());
    }

    [Fact]
    public async Task A_lost_race_throws_and_stores_nothing_of_the_unit_of_work()
    {
        await AddCustomerAsync();
        await InScopeAsync(async scope =>
        {
            var stale = await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation);
            await InScopeAsync(winner => BelongAsync(winner, 2));
            stale!.SetParent(Sample.CustomerId(3));
            await scope.Records.PutAsync(Sample.Record("A"), Cancellation);
            await scope.Records.AssignAsync([new RecordAssignment(Sample.Ref("A"), Sample.CustomerId(1))], Cancellation);
            await scope.Timeline.AppendAsync([Sample.Event("E1", "A", 1)], Cancellation);
            scope.UnitOfWork.Publish(new SampleHappened("1", Sample.Start, "loser"));
            await scope.Repository<Customer>().UpdateAsync(stale, Cancellation);

            await Assert.ThrowsAsync<ConcurrencyException>(() => scope.CommitAsync(Cancellation));
        });

        await InScopeAsync(async scope =>
        {
            Assert.Equal(Sample.CustomerId(2), (await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation))!.Parent);
            Assert.Null(await scope.Records.FindAsync(Sample.Ref("A"), Cancellation));
        });
        Assert.Empty(await ListPendingAsync());
    }

    [Fact]
    public async Task After_a_lost_race_the_scope_can_read_again_and_repeat()
    {
        await AddCustomerAsync();
        await InScopeAsync(async scope =>
        {
            var stale = await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation);
            await InScopeAsync(winner => BelongAsync(winner, 2));
            await scope.Repository<Customer>().UpdateAsync(stale!, Cancellation);
            await Assert.ThrowsAsync<ConcurrencyException>(() => scope.CommitAsync(Cancellation));

            await BelongAsync(scope, 3);
        });

        var read = await InScopeAsync(scope => scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation));
        Assert.Equal(Sample.CustomerId(3), read!.Parent);
    }

    [Fact]
    public async Task Changing_what_somebody_else_removed_is_a_lost_race()
    {
        var id = Id<SampleCase>.Derive(Sample.Ref("case"), Sample.Day(0));
        await InScopeAsync(async scope =>
        {
            await scope.Repository<SampleCase>().AddAsync(new SampleCase(id, "C-1"), Cancellation);
            await scope.CommitAsync(Cancellation);
        });
        await InScopeAsync(async scope =>
        {
            var stale = await scope.Repository<SampleCase>().GetByIdAsync(id, Cancellation);
            await InScopeAsync(async winner =>
            {
                var known = await winner.Repository<SampleCase>().GetByIdAsync(id, Cancellation);
                await winner.Repository<SampleCase>().DeleteAsync(known!, Cancellation);
                await winner.CommitAsync(Cancellation);
            });
            await scope.Repository<SampleCase>().UpdateAsync(stale!, Cancellation);

            await Assert.ThrowsAsync<ConcurrencyException>(() => scope.CommitAsync(Cancellation));
        });
    }

    [Fact]
    public async Task Adding_what_somebody_else_added_is_a_lost_race()
    {
        await AddCustomerAsync();
        await InScopeAsync(async scope =>
        {
            await scope.Repository<Customer>().AddAsync(new Customer(Sample.CustomerId(1), CustomerKind.Person), Cancellation);

            await Assert.ThrowsAsync<ConcurrencyException>(() => scope.CommitAsync(Cancellation));
        });
    }

    [Fact]
    public async Task An_aggregate_added_and_deleted_again_leaves_nothing()
    {
        await InScopeAsync(async scope =>
        {
            var added = new SampleCase(Id<SampleCase>.Derive(Sample.Ref("case"), Sample.Day(0)), "C-1");
            await scope.Repository<SampleCase>().AddAsync(added, Cancellation);
            await scope.Repository<SampleCase>().DeleteAsync(added, Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        Assert.False(await InScopeAsync(scope => scope.Repository<SampleCase>().AnyAsync(new SampleCasesByNumberSpec("C-1"), Cancellation)));
    }

    [Fact]
    public async Task An_event_may_follow_its_record_in_the_same_unit_of_work()
    {
        var outcomes = await InScopeAsync(async scope =>
        {
            await scope.Records.PutAsync(Sample.Record("A"), Cancellation);
            var appended = await scope.Timeline.AppendAsync([Sample.Event("E1", "A", 1), Sample.Event("E1", "A", 1)], Cancellation);
            await scope.CommitAsync(Cancellation);
            return appended;
        });

        Assert.Equal([UpsertResult.Added, UpsertResult.Unchanged], outcomes);
    }

    [Fact]
    public async Task A_key_twice_in_one_scope_settles_as_it_does_when_it_is_stored()
    {
        UpsertResult[] expected = [UpsertResult.Added, UpsertResult.Replaced, UpsertResult.Unchanged, UpsertResult.Unchanged];
        var (first, second) = (Sample.Event("E1", "A", 1), Sample.Event("E1", "A", 2));
        var older = first with { RecordedAt = Sample.Day(50) };
        await InScopeAsync(async scope =>
        {
            var outcomes = new List<UpsertResult>();
            foreach (var record in new[] { Sample.Record("A"), Sample.Record("A", "李雷"), Sample.Record("A"), Sample.Record("A", "李雷") })
            {
                outcomes.Add(await scope.Records.PutAsync(record, Cancellation));
            }

            Assert.Equal("李雷", (await scope.Records.FindAsync(Sample.Ref("A"), Cancellation))!.Record.Name!.FullName);

            Assert.Equal(expected, outcomes);
            Assert.Equal(expected, await scope.Timeline.AppendAsync([first, second, first, second], Cancellation));
            Assert.Equal([UpsertResult.Outdated, UpsertResult.Unchanged], await scope.Timeline.AppendAsync([older, older], Cancellation));
            await scope.Records.AssignAsync([new RecordAssignment(Sample.Ref("A"), Sample.CustomerId(1))], Cancellation);
            await scope.Repository<Customer>().AddAsync(new Customer(Sample.CustomerId(1), CustomerKind.Person), Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        await InScopeAsync(async scope =>
        {
            Assert.Equal("李雷", (await scope.Records.FindAsync(Sample.Ref("A"), Cancellation))!.Record.Name!.FullName);
            Assert.Single(await scope.Records.ListPreviousVersionsAsync(Sample.Ref("A"), Cancellation));
            foreach (var (recordedBy, day) in new[] { (60, 1), (100, 2) })
            {
                var history = await scope.Timeline.ReadAsync(Sample.CustomerId(1), Sample.Day(400), Sample.Day(recordedBy), Cancellation);
                Assert.Equal(Sample.Day(day), Assert.Single(history!.Events).OccurredAt);
            }
        });
    }

    [Fact]
    public async Task Committing_twice_stores_once()
    {
        await InScopeAsync(async scope =>
        {
            scope.UnitOfWork.Publish(new SampleHappened("1", Sample.Start, "once"));
            await scope.CommitAsync(Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        Assert.Single(await ListPendingAsync());
    }

    private static async Task NoteEverythingAsync(StoreScope scope)
    {
        await scope.Repository<Customer>().AddAsync(new Customer(Sample.CustomerId(1), CustomerKind.Person), Cancellation);
        await scope.Records.PutAsync(Sample.Record("A"), Cancellation);
        await scope.Records.AssignAsync([new RecordAssignment(Sample.Ref("A"), Sample.CustomerId(1))], Cancellation);
        await scope.Timeline.AppendAsync([Sample.Event("E1", "A", 1)], Cancellation);
        await scope.Lineage.AppendAsync(Sample.Entry(1, LineageKind.Linked, 1), Cancellation);
        scope.UnitOfWork.Publish(new SampleHappened("1", Sample.Start, "noted"));
    }

    private static async Task BelongAsync(StoreScope scope, int parent)
    {
        var customer = await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation);
        customer!.SetParent(Sample.CustomerId(parent));
        await scope.Repository<Customer>().UpdateAsync(customer, Cancellation);
        await scope.CommitAsync(Cancellation);
    }

    private Task AddCustomerAsync() => InScopeAsync(async scope =>
    {
        await scope.Repository<Customer>().AddAsync(new Customer(Sample.CustomerId(1), CustomerKind.Person), Cancellation);
        await scope.CommitAsync(Cancellation);
    });
}
