using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="ISourceRecordStore"/> promises.</summary>
public abstract class SourceRecordStoreConformance : StoreConformance
{
    [Fact]
    public async Task Text_that_no_store_gives_back_is_refused()
    {
        foreach (var (text, character) in new[] { ($"a{(char)0xD800}b", "U+D800"), ($"{(char)0xDC00}", "U+DC00"), ($"a{(char)0xFFFE}", "U+FFFE") })
        {
            await InScopeAsync(async scope =>
            {
                var named = await Assert.ThrowsAsync<ArgumentException>(() => scope.Records.PutAsync(Sample.Record("A", text), Cancellation));
                Assert.Contains($"Name of {Sample.Ref("A")} holds {character}", named.Message, StringComparison.Ordinal);
                await Assert.ThrowsAsync<ArgumentException>(() => scope.Identity.RegisterAsync(Sample.Record("A", text), Cancellation));
                await scope.Records.PutAsync(Sample.Record("B", "😀 王"), Cancellation);
                await Assert.ThrowsAsync<ArgumentException>(() => scope.Timeline.AppendAsync([Sample.Event("E", "B", 1) with { Note = text }], Cancellation));
            });
        }
    }

    [Fact]
    public async Task A_record_comes_back_as_it_was_given()
    {
        await PutAsync(Sample.FullRecord("A"));

        var read = await FindAsync("A");

        Assert.True(Sample.FullRecord("A").HasSameContentAs(read!.Record));
        Assert.Equal(Sample.Day(0), read.Record.RecordedAt);
        Assert.Null(read.Customer);
    }

    [Fact]
    public async Task A_record_of_which_little_is_known_comes_back_so()
    {
        var bare = new SourceRecord { Source = Sample.Ref("A"), Kind = CustomerKind.Person, RecordedAt = Sample.Day(0) };
        await PutAsync(bare);

        Assert.True(bare.HasSameContentAs((await FindAsync("A"))!.Record));
    }

    [Fact]
    public async Task Nobody_knows_an_unknown_record() => Assert.Null(await FindAsync("A"));

    [Fact]
    public async Task The_same_record_twice_is_the_same_record()
    {
        Assert.Equal(UpsertResult.Added, await PutAsync(Sample.FullRecord("A")));

        Assert.Equal(UpsertResult.Unchanged, await PutAsync(Sample.FullRecord("A") with { RecordedAt = Sample.Day(7) }));

        Assert.Equal(Sample.Day(0), (await FindAsync("A"))!.Record.RecordedAt);
        Assert.Empty(await ListPreviousVersionsAsync("A"));
    }

    [Fact]
    public async Task A_record_with_other_content_replaces_and_keeps_the_former_content()
    {
        await PutAsync(Sample.FullRecord("A"));
        await InScopeAsync(async scope =>
        {
            await scope.Records.AssignAsync([new(Sample.Ref("A"), Sample.CustomerId(1))], Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        Assert.Equal(UpsertResult.Replaced, await PutAsync(Sample.Record("A", "李雷") with { RecordedAt = Sample.Day(1) }));
        Assert.Equal(UpsertResult.Replaced, await PutAsync(Sample.Record("A", "韩梅梅") with { RecordedAt = Sample.Day(2) }));

        var now = await FindAsync("A");
        Assert.Equal(("韩梅梅", Sample.CustomerId(1)), (now!.Record.Name!.FullName, now.Customer));
        var replaced = await ListPreviousVersionsAsync("A");
        Assert.Equal(["李雷", "María José García López"], replaced.Select(record => record.Name!.FullName));
        Assert.True(Sample.FullRecord("A").HasSameContentAs(replaced[1]));
    }

    [Fact]
    public async Task A_record_that_the_source_changed_earlier_becomes_history()
    {
        var newer = Sample.Record("A", "李雷") with { UpdatedAt = Sample.Day(-10) };
        var older = Sample.Record("A", "韩梅梅") with { UpdatedAt = Sample.Day(-20), RecordedAt = Sample.Day(5) };
        await PutAsync(newer);

        Assert.Equal(UpsertResult.Outdated, await PutAsync(older));
        Assert.Equal(UpsertResult.Unchanged, await PutAsync(older with { RecordedAt = Sample.Day(6) }));
        Assert.Equal(UpsertResult.Unchanged, await PutAsync(newer with { RecordedAt = Sample.Day(7) }));

        Assert.True(newer.HasSameContentAs((await FindAsync("A"))!.Record));
        Assert.True(older.HasSameContentAs(Assert.Single(await ListPreviousVersionsAsync("A"))));
    }

    [Fact]
    public async Task An_earlier_record_in_the_scope_of_the_newer_one_is_not_over_it()
    {
        await InScopeAsync(async scope =>
        {
            Assert.Equal(UpsertResult.Added, await scope.Records.PutAsync(Sample.Record("A", "李雷") with { UpdatedAt = Sample.Day(-10) }, Cancellation));
            Assert.Equal(UpsertResult.Outdated, await scope.Records.PutAsync(Sample.Record("A", "韩梅梅") with { UpdatedAt = Sample.Day(-20) }, Cancellation));
            Assert.Equal("李雷", (await scope.Records.FindAsync(Sample.Ref("A"), Cancellation))!.Record.Name!.FullName);
            await scope.CommitAsync(Cancellation);
        });

        Assert.Equal("李雷", (await FindAsync("A"))!.Record.Name!.FullName);
        Assert.Equal("韩梅梅", Assert.Single(await ListPreviousVersionsAsync("A")).Name!.FullName);
    }

    [Fact]
    public async Task A_claim_on_a_record_that_was_assigned_meanwhile_is_a_lost_race_and_stores_nothing()
    {
        await PutAsync(Sample.Record("A"));
        await InScopeAsync(async scope =>
        {
            await scope.Records.PutAsync(Sample.Record("B"), Cancellation);
            await scope.Records.AssignAsync([new(Sample.Ref("A"), Sample.CustomerId(1), IsClaim: true)], Cancellation);
            await InScopeAsync(async winner =>
            {
                await winner.Records.AssignAsync([new(Sample.Ref("A"), Sample.CustomerId(2), IsClaim: true)], Cancellation);
                await winner.CommitAsync(Cancellation);
            });

            await Assert.ThrowsAsync<ConcurrencyException>(() => scope.CommitAsync(Cancellation));
        });

        Assert.Equal(Sample.CustomerId(2), (await FindAsync("A"))!.Customer);
        Assert.Null(await FindAsync("B"));
    }

    [Fact]
    public async Task A_claim_for_the_customer_that_has_the_record_is_no_race()
    {
        await InScopeAsync(scope => scope.AppendAllAsync([("A", 1)]));

        await InScopeAsync(async scope =>
        {
            await scope.Records.AssignAsync([new(Sample.Ref("A"), Sample.CustomerId(1), IsClaim: true)], Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        Assert.Equal(Sample.CustomerId(1), (await FindAsync("A"))!.Customer);
    }

    [Fact]
    public async Task A_record_put_and_registered_twice_in_one_scope_is_one_customer()
    {
        await InScopeAsync(async scope =>
        {
            var identity = scope.Identity;
            await scope.Records.PutAsync(Sample.Record("A", "韩梅梅"), Cancellation);
            var customer = await identity.RegisterAsync(Sample.Record("A", "李雷"), Cancellation);
            Assert.Equal(customer, await identity.RegisterAsync(Sample.Record("A", "李雷"), Cancellation));
            await scope.CommitAsync(Cancellation);
        });

        await InScopeAsync(async scope =>
        {
            var single = Assert.Single(await scope.Records.StreamByCustomerAsync(CustomerRange.All, Cancellation).ToListAsync());
            Assert.Equal("李雷", Assert.Single(single.Records).Name!.FullName);
            Assert.Equal("李雷", (await scope.Repository<Customer>().GetByIdAsync(single.Customer, Cancellation))!.Name!.FullName);
        });
    }

    [Fact]
    public async Task Of_two_scopes_that_register_one_record_one_loses_the_race_and_leaves_no_customer()
    {
        await InScopeAsync(async scope =>
        {
            var lost = await scope.Identity.RegisterAsync(Sample.Record("A"), Cancellation);
            await InScopeAsync(async winner =>
            {
                await winner.Identity.RegisterAsync(Sample.Record("A"), Cancellation);
                await winner.CommitAsync(Cancellation);
            });

            await Assert.ThrowsAsync<ConcurrencyException>(() => scope.CommitAsync(Cancellation));
            Assert.Null(await scope.Repository<Customer>().GetByIdAsync(lost, Cancellation));
            Assert.Equal((await FindAsync("A"))!.Customer, await scope.Identity.RegisterAsync(Sample.Record("A"), Cancellation));
        });
    }

    [Fact]
    public async Task Records_are_found_by_the_key_of_their_name_in_the_order_of_references()
    {
        await PutAsync(Sample.Record("B", "Wang Xiaoming"));
        await PutAsync(Sample.Record("A", "王小明"));
        await PutAsync(Sample.Record("C", "李雷"));
        await PutAsync(Sample.Record("D", "王小明"));
        await PutAsync(Sample.Record("D", "李雷"));

        var found = await InScopeAsync(scope =>
            scope.Records.ListByNameKeyAsync(NameKey.Of(new CustomerName("王小明")).Latin, Cancellation));

        Assert.Equal([Sample.Ref("A"), Sample.Ref("B")], found.Select(assigned => assigned.Record.Source));
    }

    [Fact]
    public async Task Records_are_found_by_their_customer_in_the_order_of_references()
    {
        await InScopeAsync(scope => scope.AppendAllAsync([("C", 1), ("A", 1), ("B", 2)]));

        await InScopeAsync(async scope =>
        {
            Assert.Equal(["A", "C"], (await scope.Records.ListByCustomerAsync(Sample.CustomerId(1), Cancellation)).Select(record => record.Source.Key));
            Assert.Empty(await scope.Records.ListByCustomerAsync(Sample.CustomerId(3), Cancellation));
        });
    }

    [Fact]
    public async Task An_assignment_moves_a_record_with_its_events()
    {
        await InScopeAsync(async scope =>
        {
            await scope.AppendAllAsync([("A", 1), ("B", 2)], Sample.Event("E1", "A", 1));
            await scope.Records.AssignAsync([new(Sample.Ref("A"), Sample.CustomerId(2))], Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        await InScopeAsync(async scope =>
        {
            Assert.Equal(Sample.CustomerId(2), (await scope.Records.FindAsync(Sample.Ref("A"), Cancellation))!.Customer);
            Assert.Empty(await scope.Records.ListByCustomerAsync(Sample.CustomerId(1), Cancellation));
            Assert.Single((await scope.Timeline.ReadAsync(Sample.CustomerId(2), Sample.Day(9), null, Cancellation))!.Events);
        });
    }

    [Fact]
    public async Task All_records_stream_in_the_order_of_references()
    {
        await InScopeAsync(async scope =>
        {
            await scope.AppendAllAsync([("b", 1), ("B", 1)]);
            await scope.Records.PutAsync(Sample.Record("x") with { Source = new SourceRef("a-system", "9") }, Cancellation);
            await scope.Records.PutAsync(Sample.Record("x") with { Source = new SourceRef("Z-system", "1") }, Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        var all = await InScopeAsync(scope => scope.Records.StreamAsync(Cancellation).ToListAsync());

        Assert.Equal(["Z-system:1", "a-system:9", "dms:B", "dms:b"], all.Select(assigned => assigned.Record.Source.ToString()));
        Assert.Equal([null, null, Sample.CustomerId(1), Sample.CustomerId(1)], all.Select(assigned => assigned.Customer));
    }

    [Fact]
    public async Task Customers_stream_with_their_records_in_the_order_of_ids_within_the_range()
    {
        await InScopeAsync(async scope =>
        {
            await scope.AppendAllAsync([("C", 3), ("B", 2), ("A2", 1), ("A1", 1)]);
            await scope.Records.PutAsync(Sample.Record("unassigned"), Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        await InScopeAsync(async scope =>
        {
            var all = await scope.Records.StreamByCustomerAsync(CustomerRange.All, Cancellation).ToListAsync();
            Assert.Equal([Sample.CustomerId(1), Sample.CustomerId(2), Sample.CustomerId(3)], all.Select(customer => customer.Customer));
            Assert.Equal(["A1", "A2"], all[0].Records.Select(record => record.Source.Key));
            var range = new CustomerRange(Sample.CustomerId(1), Sample.CustomerId(2));
            Assert.Equal(Sample.CustomerId(2), Assert.Single(await scope.Records.StreamByCustomerAsync(range, Cancellation).ToListAsync()).Customer);
        });
    }

    private Task<UpsertResult> PutAsync(SourceRecord record) => InScopeAsync(async scope =>
    {
        var outcome = await scope.Records.PutAsync(record, Cancellation);
        await scope.CommitAsync(Cancellation);
        return outcome;
    });

    private Task<AssignedRecord?> FindAsync(string key) => InScopeAsync(scope => scope.Records.FindAsync(Sample.Ref(key), Cancellation));

    private Task<IReadOnlyList<SourceRecord>> ListPreviousVersionsAsync(string key) =>
        InScopeAsync(scope => scope.Records.ListPreviousVersionsAsync(Sample.Ref(key), Cancellation));
}
