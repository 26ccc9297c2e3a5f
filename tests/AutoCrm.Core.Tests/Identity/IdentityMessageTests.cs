using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Tests.Identity;

public sealed class IdentityMessageTests
{
    [Fact]
    public async Task A_new_customer_is_told_of_and_a_record_that_joins_one()
    {
        await using var host = new CrmHost();
        var told = await host.ListMessagesOf(() => host.Commit(crm => crm.Identity.RegisterAsync(CrmHost.Record("a:1", "王小明", "13800000001"))));
        var customer = await host.CustomerOf("a:1");
        Assert.Equal((customer, "a:1"), Assert.Single(told) is CustomerRegistered { Records: [var first] } registered ? (registered.Customer, first.ToString()) : default);

        told = await host.ListMessagesOf(() => host.Commit(crm => crm.Identity.RegisterAsync(CrmHost.Record("b:1", "王小明", "13800000001"))));
        Assert.Equal((customer, "b:1"), Assert.Single(told) is RecordsLinked { Records: [var second] } linked ? (linked.Customer, second.ToString()) : default);

        // The same record once more, and a changed one, make no one new.
        Assert.Empty(await host.ListMessagesOf(() => host.Commit(crm => crm.Identity.RegisterAsync(CrmHost.Record("b:1", "王小明", "13800000001")))));
        Assert.Empty(await host.ListMessagesOf(() => host.Commit(crm => crm.Identity.RegisterAsync(CrmHost.Record("b:1", "王小明", "13800000002", "2025-01-01")))));
    }

    [Fact]
    public async Task A_merge_its_undoing_and_a_split_are_told_of_once_with_author_and_reason()
    {
        await using var host = await Base();
        var (one, other) = (await host.CustomerOf("a:1"), await host.CustomerOf("b:1"));
        LineageEntry merge = null!;
        var told = await host.ListMessagesOf(async () => merge = await host.Commit(crm => crm.Identity.MergeAsync(one, other, "chen", "Same identity card.")));
        var merged = Assert.IsType<CustomerMerged>(Assert.Single(told));
        Assert.Equal((other, one, merge.Id, "chen", "Same identity card.", other.ToString()), (merged.Customer, merged.Survivor, merged.Decision, merged.By, merged.Why, merged.Subject));

        told = await host.ListMessagesOf(() => host.Commit(crm => crm.Identity.UnmergeAsync(merge.Id, "li", "Father and son.")));
        var undone = Assert.IsType<MergeUndone>(Assert.Single(told));
        Assert.Equal((other, one, merge.Id), (undone.Customer, undone.From, undone.Undoes));

        await host.Commit(crm => crm.Identity.MergeAsync(one, other, "chen", "After all."));
        told = await host.ListMessagesOf(() => host.Commit(crm => crm.Identity.SplitAsync(one, [SourceRef.Parse("b:1")], "li", "Not the same.")));
        var split = Assert.IsType<CustomerSplit>(Assert.Single(told));
        Assert.Equal((one, "b:1"), (split.From, split.Records[0].ToString()));
        Assert.Equal(await host.CustomerOf("b:1"), split.Customer);
    }

    [Fact]
    public async Task What_is_refused_or_not_committed_tells_nothing()
    {
        await using var host = await Base();
        var one = await host.CustomerOf("a:1");
        var told = await host.ListMessagesOf(async () =>
        {
            await Assert.ThrowsAsync<DomainException>(() => host.Commit(crm => crm.Identity.MergeAsync(one, one, "chen", "Slip.")));
            await host.InScope(crm => crm.Identity.RegisterAsync(CrmHost.Record("z:1", "Nobody", "13800000009")));
        });
        Assert.Empty(told);
    }

    [Fact]
    public async Task A_bulk_run_sums_itself_up_and_tells_only_of_customers_known_before()
    {
        await using var host = new CrmHost();
        await host.Import([CrmHost.Record("a:1", "王小明", "13800000001"), CrmHost.Record("b:1", "李华", "13800000002")]);
        var told = await host.ListMessagesOf(() => host.Resolve());
        Assert.Equal(new BaseResolved(2, 2, 2, 0, 0, 2, Life.On("2025-01-01")), Assert.Single(told));
        Assert.Empty(await host.ListMessagesOf(() => host.Resolve()));

        var known = await host.CustomerOf("a:1");
        await host.Import([CrmHost.Record("c:1", "王小明", "13800000001"), CrmHost.Record("c:2", "Zhang Wei", "13800000003")]);
        told = await host.ListMessagesOf(() => host.Resolve());
        Assert.Equal([typeof(RecordsLinked), typeof(BaseResolved)], told.Select(message => message.GetType()));
        Assert.Equal(known, ((RecordsLinked)told[0]).Customer);
    }

    [Fact]
    public async Task A_merge_of_a_bulk_run_is_told_of()
    {
        await using var host = await Base();
        var (one, other) = (await host.CustomerOf("a:1"), await host.CustomerOf("b:1"));
        await host.Import([CrmHost.Record("b:1", "王小明", "13800000001", "2025-01-01")]);
        var told = await host.ListMessagesOf(() => host.Resolve());
        var merged = Assert.Single(told.OfType<CustomerMerged>());
        Assert.Equal(new[] { one, other }.Order(), new[] { merged.Survivor, merged.Customer }.Order());
    }

    [Theory]
    [InlineData(BulkMessages.All, "CustomerRegistered CustomerRegistered BaseResolved")]
    [InlineData(BulkMessages.SummaryOnly, "BaseResolved")]
    public async Task A_host_says_how_much_a_bulk_run_tells(BulkMessages publish, string expected)
    {
        await using var host = new CrmHost();
        await host.Import([CrmHost.Record("a:1", "王小明", "13800000001"), CrmHost.Record("b:1", "李华", "13800000002")]);
        var told = await host.ListMessagesOf(() => host.InScope(crm => crm.Resolution.ResolveAsync(publish)));
        Assert.Equal(expected, string.Join(' ', told.Select(message => message.GetType().Name)));
    }

    [Fact]
    public async Task Consents_granted_and_withdrawn_by_the_host_are_told_of_once()
    {
        await using var host = await Base();
        var id = await host.CustomerOf("a:1");
        var consent = new Consent { Purpose = "marketing", Channel = "email", Basis = LegalBasis.Consent, GivenAt = Life.On("2024-05-01"), Evidence = "form-7" };
        var told = await host.ListMessagesOf(() => Change(host, id, customer => customer.GrantConsent(consent)));
        Assert.Equal(
            new CustomerConsentChanged(id, "marketing", "email", true, LegalBasis.Consent, "form-7", Life.On("2024-05-01")), Assert.Single(told));
        Assert.Empty(await host.ListMessagesOf(() => Change(host, id, customer => customer.GrantConsent(consent with { Evidence = "form-8" }))));
        told = await host.ListMessagesOf(() => Change(host, id, customer => customer.WithdrawConsent("marketing", null, Life.On("2024-06-01"))));
        Assert.Equal((false, Life.On("2024-06-01")), Assert.Single(told) is CustomerConsentChanged changed ? (changed.IsGranted, changed.OccurredAt) : default);
        Assert.Empty(await host.ListMessagesOf(() => Change(host, id, customer => customer.WithdrawConsent("marketing", null, Life.On("2024-06-02")))));
    }

    [Fact]
    public async Task A_new_customer_made_of_a_record_that_matches_an_unresolved_one_is_registered()
    {
        await using var host = new CrmHost();
        await host.Import([CrmHost.Record("a:1", "王小明", "13800000001")]);
        var told = await host.ListMessagesOf(() => host.Commit(crm => crm.Identity.RegisterAsync(CrmHost.Record("b:1", "王小明", "13800000001"))));
        Assert.IsType<CustomerRegistered>(Assert.Single(told));
    }

    [Fact]
    public async Task A_receiver_who_follows_consents_in_order_answers_as_the_customer_does()
    {
        await using var host = await Base();
        var id = await host.CustomerOf("a:1");
        Consent For(string? channel) => new() { Purpose = "marketing", Channel = channel, Basis = LegalBasis.Consent, GivenAt = Life.On("2024-05-01"), Evidence = "form" };
        var allowed = new HashSet<string>();
        void Follow(IEnumerable<IDomainEvent> told)
        {
            foreach (var change in told.Cast<CustomerConsentChanged>())
            {
                IReadOnlyList<string> channels = change.Channel is { } one ? [one] : ["email", "phone"];
                allowed = change.IsGranted ? [.. allowed.Union(channels)] : [.. allowed.Except(channels)];
            }
        }

        Follow(await host.ListMessagesOf(() => Change(host, id, customer => customer.GrantConsent(For(null)))));
        Assert.Equal(["email", "phone"], allowed.Order(StringComparer.Ordinal));
        Assert.Empty(await host.ListMessagesOf(() => Change(host, id, customer => customer.GrantConsent(For("email")))));
        await host.Import([CrmHost.Record("a:1", "王小明", "13800000001", "2024-12-01") with { MarketingConsent = true }]);
        Follow(await host.ListMessagesOf(() => host.Resolve()).ContinueWith(told => told.Result.OfType<CustomerConsentChanged>(), TaskScheduler.Default));
        Assert.Equal(["email", "phone"], allowed.Order(StringComparer.Ordinal));
        Follow(await host.ListMessagesOf(() => Change(host, id, customer => customer.WithdrawConsent("marketing", "phone", Life.On("2024-12-10")))));
        var customer = await host.InScope(crm => crm.Customers.GetByIdAsync(id));
        Assert.Equal(allowed.Contains("email"), customer!.Allows("marketing", "email", Life.On("2025-01-01")));
        Assert.Equal(allowed.Contains("phone"), customer.Allows("marketing", "phone", Life.On("2025-01-01")));
    }

    [Fact]
    public async Task Consents_that_records_and_events_bring_are_told_of_when_identities_are_resolved()
    {
        await using var host = await Base();
        var id = await host.CustomerOf("a:1");
        await host.Import([CrmHost.Record("a:1", "王小明", "13800000001", "2024-12-01") with { MarketingConsent = true }]);
        var told = await host.ListMessagesOf(() => host.Resolve());
        var granted = Assert.Single(told.OfType<CustomerConsentChanged>());
        Assert.Equal((id, "marketing", true), (granted.Customer, granted.Purpose, granted.IsGranted));

        await host.Commit(crm => crm.Timeline.AppendAsync([Life.Event(ConsentChanged.Definition, "2024-12-20") with
        {
            Source = SourceRef.Parse("a:c1"), Record = SourceRef.Parse("a:1"), Topic = "marketing", Note = "withdrawn",
        }]));
        told = await host.ListMessagesOf(() => host.Resolve());
        var withdrawn = Assert.Single(told.OfType<CustomerConsentChanged>());
        Assert.Equal((false, Life.On("2024-12-20")), (withdrawn.IsGranted, withdrawn.OccurredAt));
        Assert.Empty((await host.ListMessagesOf(() => host.Resolve())).OfType<CustomerConsentChanged>());
    }

    [Fact]
    public async Task An_erasure_is_told_of_once_and_without_personal_data()
    {
        await using var host = await Base();
        var id = await host.CustomerOf("a:1");
        var told = await host.ListMessagesOf(() => Change(host, id, customer => customer.Erase(new Erasure(Life.On("2025-01-01"), "dpo", "request 1"))));
        Assert.Equal(new CustomerErased(id, Life.On("2025-01-01")), Assert.Single(told));
        Assert.Empty(await host.ListMessagesOf(() => Change(host, id, customer => customer.Erase(new Erasure(Life.On("2025-01-02"), "dpo", "request 1")))));
    }

    private static Task Change(CrmHost host, Id<Customer> id, Action<Customer> change) => host.Commit(async crm =>
    {
        var customer = (await crm.Customers.GetByIdAsync(id))!;
        change(customer);
        await crm.Customers.UpdateAsync(customer);
        return true;
    });

    private static async Task<CrmHost> Base()
    {
        var host = new CrmHost();
        await host.Import([CrmHost.Record("a:1", "王小明", "13800000001"), CrmHost.Record("b:1", "李华", "13800000002")]);
        await host.Resolve();
        return host;
    }
}
