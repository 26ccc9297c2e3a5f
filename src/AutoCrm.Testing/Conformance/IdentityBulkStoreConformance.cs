using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="IIdentityBulkStore"/> promises.</summary>
public abstract class IdentityBulkStoreConformance : StoreConformance
{
    private IIdentityBulkStore Store => Services.GetRequiredService<IIdentityBulkStore>();

    [Fact]
    public async Task Assigned_records_make_their_customers_undescribed_in_the_order_of_ids()
    {
        await PutAsync("A", "B", "C", "D");

        await using var transaction = await Store.BeginAsync(Cancellation);
        await transaction.AssignAsync([Part("C", 2), Part("B", 1), Part("A", 1)], Cancellation);
        var stale = await transaction.StreamStaleAsync(Cancellation).ToListAsync();

        Assert.Equal([Sample.CustomerId(1), Sample.CustomerId(2)], stale.Select(customer => customer.Customer));
        Assert.Equal(["A", "B"], stale[0].Records.Select(record => record.Source.Key));
    }

    [Fact]
    public async Task Described_customers_are_made_and_described_until_a_record_changes()
    {
        await PutAsync("A", "B");
        await ResolveAsync(Part("A", 1), Part("B", 2));
        Assert.Empty(await StaleAsync());
        var made = await ReadAsync(1);
        Assert.Equal(("A", 1), (made!.Name!.FullName, made.Version));
        Assert.Equal("+8613800001234", Assert.Single(made.ContactPoints).Value);

        await InScopeAsync(async scope =>
        {
            await scope.Records.PutAsync(Sample.Record("B", "李雷"), Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        Assert.Equal([Sample.CustomerId(2)], await StaleAsync());
    }

    [Fact]
    public async Task Customers_may_be_described_while_the_undescribed_are_read()
    {
        string[] keys = [.. Enumerable.Range(10, 50).Select(number => $"R{number}")];
        await PutAsync(keys);

        await ResolveAsync([.. keys.Select((key, number) => Part(key, number))]);

        Assert.Empty(await StaleAsync());
        Assert.Equal("R59", (await ReadAsync(49))!.Name!.FullName);
    }

    [Fact]
    public async Task A_record_that_changes_its_customer_makes_both_undescribed()
    {
        await PutAsync("A", "B", "C");
        await ResolveAsync(Part("A", 1), Part("B", 1), Part("C", 2));

        await using var transaction = await Store.BeginAsync(Cancellation);
        await transaction.AssignAsync([Part("B", 2), Part("A", 1)], Cancellation);

        Assert.Equal(
            [Sample.CustomerId(1), Sample.CustomerId(2)],
            (await transaction.StreamStaleAsync(Cancellation).ToListAsync()).Select(customer => customer.Customer));
    }

    [Fact]
    public async Task An_assignment_that_changes_nothing_describes_nobody_anew()
    {
        await PutAsync("A");
        await ResolveAsync(Part("A", 1));

        await using var transaction = await Store.BeginAsync(Cancellation);
        await transaction.AssignAsync([Part("A", 1)], Cancellation);

        Assert.Empty(await transaction.StreamStaleAsync(Cancellation).ToListAsync());
    }

    [Fact]
    public async Task What_the_host_added_stays_when_a_customer_is_described_again()
    {
        await PutAsync("A");
        await ResolveAsync(Part("A", 1));
        await InScopeAsync(async scope =>
        {
            var customer = await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation);
            customer!.AddContactPoint(ContactPoint.Email("own@example.com") with { IsPreferred = true });
            customer.GrantConsent(new Consent { Purpose = "marketing", Basis = LegalBasis.Consent, GivenAt = Sample.Day(1), Evidence = "form" });
            await scope.Repository<Customer>().UpdateAsync(customer, Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        await DescribeAsync(1, Description("新名字"));

        var read = await ReadAsync(1);
        Assert.Equal(("新名字", 3), (read!.Name!.FullName, read.Version));
        Assert.Equal(["own@example.com", "+8613800001234"], read.ContactPoints.Select(point => point.Value));
        Assert.Single(read.Consents);
    }

    [Fact]
    public async Task An_erased_customer_is_left_as_it_is()
    {
        await PutAsync("A");
        await ResolveAsync(Part("A", 1));
        await InScopeAsync(async scope =>
        {
            await scope.Privacy.EraseAsync(Sample.CustomerId(1), "kit", "request 1", Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        await DescribeAsync(1, Description("back again"));

        Assert.Null((await ReadAsync(1))!.Name);
        Assert.Empty(await StaleAsync());
    }

    [Fact]
    public async Task An_event_that_changes_a_consent_makes_its_customer_stale_and_comes_with_it()
    {
        await PutAsync("A");
        await ResolveAsync(Part("A", 1));
        var withdrawn = Sample.Event("E1", "A", 5, ConsentChanged.Definition) with { Topic = "marketing", Note = "withdrawn" };
        await InScopeAsync(async scope =>
        {
            await scope.Timeline.AppendAsync([withdrawn], Cancellation);
            await scope.CommitAsync(Cancellation);
            Assert.Equal([withdrawn], await scope.Timeline.ListByRecordsAsync([Sample.Ref("A"), Sample.Ref("unknown")], ConsentChanged.Definition, Cancellation));
        });

        await using var transaction = await Store.BeginAsync(Cancellation);
        var stale = Assert.Single(await transaction.StreamStaleAsync(Cancellation).ToListAsync());
        Assert.Equal(Sample.CustomerId(1), stale.Customer);
        Assert.Equal([withdrawn], stale.Consents);
    }

    [Fact]
    public async Task A_merge_leads_the_absorbed_id_to_the_survivor()
    {
        await PutAsync("A", "B");
        await ResolveAsync(Part("A", 1), Part("B", 2));
        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            await transaction.AssignAsync([Part("B", 1)], Cancellation);
            await transaction.AppendAsync([Sample.Entry(1, LineageKind.Merged, 1, other: 2)], Cancellation);
            await transaction.CommitAsync(Cancellation);
        }

        await InScopeAsync(async scope =>
        {
            Assert.Equal(Sample.CustomerId(1), await scope.Lineage.ResolveIdAsync(Sample.CustomerId(2), Cancellation));
            Assert.Equal(Sample.CustomerId(1), (await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(2), Cancellation))!.MergedInto);
            Assert.Single(await scope.Lineage.ListByCustomerAsync(Sample.CustomerId(2), Cancellation));
        });
        Assert.Equal([Sample.CustomerId(1)], await StaleAsync());
    }

    [Fact]
    public async Task Nothing_is_seen_before_the_commit_and_nothing_stays_without_one()
    {
        await PutAsync("A");
        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            await transaction.AssignAsync([Part("A", 1)], Cancellation);
            await transaction.ApplyAsync([(Sample.CustomerId(1), Description("A"))], Cancellation);
            await transaction.AppendAsync([Sample.Entry(1, LineageKind.Linked, 1)], Cancellation);
            Assert.Null(await ReadAsync(1));
        }

        await InScopeAsync(async scope =>
        {
            Assert.Null((await scope.Records.FindAsync(Sample.Ref("A"), Cancellation))!.Customer);
            Assert.Null(await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation));
            Assert.Empty(await scope.Lineage.ListByCustomerAsync(Sample.CustomerId(1), Cancellation));
        });
    }

    [Fact]
    public async Task Describing_a_customer_makes_an_older_copy_lose_the_race()
    {
        await PutAsync("A");
        await ResolveAsync(Part("A", 1));
        await InScopeAsync(async scope =>
        {
            var stale = await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation);
            await DescribeAsync(1, Description("newer"));
            await scope.Repository<Customer>().UpdateAsync(stale!, Cancellation);
            await Assert.ThrowsAsync<ConcurrencyException>(() => scope.CommitAsync(Cancellation));
        });
    }

    [Fact]
    public async Task Messages_are_committed_with_the_result_in_their_order_or_not_at_all()
    {
        await PutAsync("A");
        OutboxMessage[] messages = [Message("first"), Message("second"), Message("third")];
        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            await transaction.AssignAsync([Part("A", 1)], Cancellation);
            await transaction.PublishAsync(messages, Cancellation);
        }

        Assert.Empty(await ListPublishedAsync());

        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            await transaction.AssignAsync([Part("A", 1)], Cancellation);
            await transaction.PublishAsync(messages[..2], Cancellation);
            await transaction.PublishAsync(messages[2..], Cancellation);
            await transaction.CommitAsync(Cancellation);
            await Assert.ThrowsAsync<ObjectDisposedException>(() => transaction.PublishAsync(messages, Cancellation));
        }

        Assert.Equal(messages.Select(message => message.Id), await ListPublishedAsync());
    }

    [Fact]
    public async Task Storing_a_golden_record_says_who_is_new_and_what_changed_of_those_known()
    {
        await PutAsync("A");
        var granted = Description("A") with
        {
            ConsentStatements = [new ConsentStatement(Sample.Ref("A"), "marketing", null, IsGranted: true, Sample.Day(1))],
        };
        var withdrawn = granted with
        {
            ConsentStatements = [.. granted.ConsentStatements, new ConsentStatement(Sample.Ref("A"), "marketing", null, IsGranted: false, Sample.Day(2))],
        };

        await using var transaction = await Store.BeginAsync(Cancellation);
        await transaction.AssignAsync([Part("A", 1)], Cancellation);
        var made = Assert.Single(await transaction.ApplyAsync([(Sample.CustomerId(1), granted)], Cancellation));
        var same = Assert.Single(await transaction.ApplyAsync([(Sample.CustomerId(1), granted)], Cancellation));
        var changed = Assert.Single(await transaction.ApplyAsync([(Sample.CustomerId(1), withdrawn)], Cancellation));

        Assert.Equal((true, true), (made.IsNew, Assert.IsType<CustomerConsentChanged>(Assert.Single(made.Events)).IsGranted));
        Assert.False(same.IsNew);
        Assert.Empty(same.Events);
        Assert.Equal((false, false), (changed.IsNew, Assert.IsType<CustomerConsentChanged>(Assert.Single(changed.Events)).IsGranted));
    }

    [Fact]
    public async Task After_the_commit_the_transaction_takes_nothing_more()
    {
        await PutAsync("A");
        await using var transaction = await Store.BeginAsync(Cancellation);
        await transaction.CommitAsync(Cancellation);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => transaction.AssignAsync([Part("A", 1)], Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => transaction.ApplyAsync([(Sample.CustomerId(1), Description("A"))], Cancellation));
    }

    private static RecordAssignment Part(string key, int customer) => new(Sample.Ref(key), Sample.CustomerId(customer));

    private static GoldenRecord Description(string name) => new()
    {
        Kind = CustomerKind.Person,
        Name = new CustomerName(name),
        ContactPoints = [ContactPoint.Phone("13800001234", "CN") with { Source = Sample.Ref("A"), IsPreferred = true }],
    };

    private OutboxMessage Message(string evidence) => Services.GetRequiredService<MessageDefinitions>().Create(
        new CustomerConsentChanged(Sample.CustomerId(1), "marketing", null, IsGranted: true, LegalBasis.Consent, evidence, Sample.Day(1)));

    private async Task<IReadOnlyList<Guid>> ListPublishedAsync()
    {
        var outbox = Services.GetRequiredService<IOutbox>();
        var claimed = await outbox.ClaimAsync("test", 100, Duration.FromMinutes(1), cancellationToken: Cancellation);
        if (claimed.Count > 0)
        {
            await outbox.ReleaseAsync(claimed[0].Lease, Cancellation);
        }

        return [.. claimed.Select(message => message.Message.Id)];
    }

    private Task PutAsync(params IReadOnlyList<string> keys) => InScopeAsync(async scope =>
    {
        foreach (var key in keys)
        {
            await scope.Records.PutAsync(Sample.Record(key, key), Cancellation);
        }

        await scope.CommitAsync(Cancellation);
    });

    private async Task ResolveAsync(params IReadOnlyList<RecordAssignment> assignments)
    {
        await using var transaction = await Store.BeginAsync(Cancellation);
        await transaction.AssignAsync(assignments, Cancellation);
        await foreach (var customer in transaction.StreamStaleAsync(Cancellation))
        {
            await transaction.ApplyAsync([(customer.Customer, Description(customer.Records[0].Source.Key))], Cancellation);
        }

        await transaction.CommitAsync(Cancellation);
    }

    private async Task DescribeAsync(int customer, GoldenRecord description)
    {
        await using var transaction = await Store.BeginAsync(Cancellation);
        await transaction.ApplyAsync([(Sample.CustomerId(customer), description)], Cancellation);
        await transaction.CommitAsync(Cancellation);
    }

    private async Task<IReadOnlyList<Id<Customer>>> StaleAsync()
    {
        await using var transaction = await Store.BeginAsync(Cancellation);
        return [.. (await transaction.StreamStaleAsync(Cancellation).ToListAsync()).Select(customer => customer.Customer)];
    }

    private Task<Customer?> ReadAsync(int customer) =>
        InScopeAsync(scope => scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(customer), Cancellation));
}
