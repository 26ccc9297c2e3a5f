using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Tests.Identity;

public sealed class ConsentTests
{
    private static readonly SourceRef Wang = SourceRef.Parse("dms:1");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public async Task A_record_that_states_consent_decides_what_its_customer_allows(bool? consent)
    {
        await using var host = new CrmHost();
        await RegisterAsync(host, consent, "2024-05-01");

        var customer = await CustomerAsync(host);

        Assert.Equal(consent == true, customer.Allows("marketing", "email", Life.On("2024-06-01")));
        Assert.False(customer.Allows("marketing", "email", Life.On("2024-04-01")));
        Assert.False(customer.Allows("research", "email", Life.On("2024-06-01")));
    }

    [Fact]
    public async Task An_event_grants_and_a_later_one_withdraws_for_its_channel()
    {
        await using var host = new CrmHost();
        await RegisterAsync(host, null, "2024-05-01");
        await AppendAsync(host, "E1", "given", null, "2024-06-01");
        await AppendAsync(host, "E2", "withdrawn", "email", "2024-07-01");
        await AppendAsync(host, "E3", "given", "wechat", "2024-08-01");

        var customer = await CustomerAsync(host);

        Assert.True(customer.Allows("marketing", "email", Life.On("2024-06-15")));
        Assert.False(customer.Allows("marketing", "email", Life.On("2024-07-15")));
        Assert.True(customer.Allows("marketing", "wechat", Life.On("2024-08-15")));
    }

    [Fact]
    public async Task A_withdrawal_ends_what_the_host_granted_before_and_nothing_it_grants_later()
    {
        await using var host = new CrmHost();
        await RegisterAsync(host, null, "2024-05-01");
        await GrantAsync(host, "2024-05-02");
        await AppendAsync(host, "E1", "withdrawn", null, "2024-06-01");
        await CustomerAsync(host);
        await GrantAsync(host, "2024-09-01");
        await AppendAsync(host, "E2", "given", "wechat", "2024-10-01");

        var customer = await CustomerAsync(host);

        Assert.True(customer.Allows("marketing", "email", Life.On("2024-05-15")));
        Assert.False(customer.Allows("marketing", "email", Life.On("2024-07-01")));
        Assert.True(customer.Allows("marketing", "email", Life.On("2024-09-15")));
    }

    [Fact]
    public async Task An_event_that_does_not_state_what_changed_is_refused()
    {
        await using var host = new CrmHost();
        await RegisterAsync(host, null, "2024-05-01");

        var error = await Assert.ThrowsAsync<DomainException>(() => AppendAsync(host, "E1", "perhaps", null, "2024-06-01"));

        Assert.Contains("'perhaps' is not a note of consent_changed; expected one of given, withdrawn.", error.Message, StringComparison.Ordinal);
    }

    private static Task RegisterAsync(CrmHost host, bool? consent, string updated) => host.Commit(
        crm => crm.Identity.RegisterAsync(CrmHost.Record(Wang.ToString(), "Wang", updated: updated) with { MarketingConsent = consent }));

    private static Task AppendAsync(CrmHost host, string key, string note, string? channel, string at) => host.Commit(
        crm => crm.Timeline.AppendAsync(
        [
            ConsentChanged.Definition.Prototype with
            {
                Source = new SourceRef("web", key), Record = Wang, OccurredAt = Life.On(at), RecordedAt = Life.On(at), Topic = "marketing", Channel = channel, Note = note,
            },
        ]));

    private static async Task GrantAsync(CrmHost host, string at) => await host.Commit(async crm =>
    {
        var customer = await crm.Customers.GetByIdAsync(await host.CustomerOf(Wang.ToString()));
        customer!.GrantConsent(new Consent { Purpose = "marketing", Basis = LegalBasis.Consent, GivenAt = Life.On(at), Evidence = "form" });
        await crm.Customers.UpdateAsync(customer);
        return customer;
    });

    private static async Task<Customer> CustomerAsync(CrmHost host)
    {
        await host.Resolve();
        return (await host.InScope(async crm => await crm.Customers.GetByIdAsync(await host.CustomerOf(Wang.ToString()))))!;
    }
}
