using Ardalis.Specification;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>Finds customers and shows everything known of them.</summary>
public sealed class CustomerProfiles(
    IReadRepository<Customer> customers,
    ISourceRecordStore records,
    ITimeline timeline,
    ILineage lineage,
    ISnapshotStore<CustomerAssessment> snapshots,
    CustomerAssessor assessor,
    LifecycleAssessor lifecycle,
    HomeCountry home,
    IClock clock)
{
    /// <summary>
    /// The profile of a customer, or <see langword="null"/> where there is none with this id. It is assessed as of the instant; RFM scores
    /// and tier are those of the latest snapshot, as they depend on the whole base.
    /// </summary>
    /// <param name="id">The customer's id; ids of customers that were merged into another lead there.</param>
    /// <param name="asOf">The instant; <see langword="null"/> = now.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async Task<CustomerProfile?> FindAsync(Id<Customer> id, Instant? asOf = null, CancellationToken cancellationToken = default)
    {
        var current = await lineage.ResolveIdAsync(id, cancellationToken).ConfigureAwait(false);
        return current is { } known && await customers.GetByIdAsync(known, cancellationToken).ConfigureAwait(false) is { } customer
            ? await ShowAsync(customer, asOf, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>The profiles of the customers that a phone number reaches, by id.</summary>
    /// <param name="given">The number in any usual notation.</param>
    /// <param name="country">ISO 3166-1 alpha-2 of the country whose habits apply to a number without country code; <see langword="null"/> = the host's.</param>
    /// <param name="asOf">The instant; <see langword="null"/> = now.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public Task<IReadOnlyList<CustomerProfile>> FindByPhoneAsync(
        string given, string? country = null, Instant? asOf = null, CancellationToken cancellationToken = default) =>
        FindAsync(new CustomersByPhoneSpec(PhoneNumber.Read(given, country ?? home.Code).Value), asOf, cancellationToken);

    /// <summary>The profiles of the customers that an e-mail address reaches, by id.</summary>
    public Task<IReadOnlyList<CustomerProfile>> FindByEmailAsync(
        string given, Instant? asOf = null, CancellationToken cancellationToken = default) =>
        FindAsync(new CustomersByEmailSpec(EmailAddress.Read(given).Value), asOf, cancellationToken);

    /// <summary>The profiles of the customers of a specification, in its order.</summary>
    public async Task<IReadOnlyList<CustomerProfile>> FindAsync(
        ISpecification<Customer> specification, Instant? asOf = null, CancellationToken cancellationToken = default)
    {
        var profiles = new List<CustomerProfile>();
        foreach (var customer in await customers.ListAsync(specification, cancellationToken).ConfigureAwait(false))
        {
            profiles.Add(await ShowAsync(customer, asOf, cancellationToken).ConfigureAwait(false));
        }

        return profiles;
    }

    private async Task<CustomerProfile> ShowAsync(Customer customer, Instant? asOf, CancellationToken cancellationToken)
    {
        var instant = asOf ?? clock.GetCurrentInstant();
        var cluster = await records.ListByCustomerAsync(customer.Id, cancellationToken).ConfigureAwait(false);
        var history = await timeline.ReadAsync(customer.Id, instant, null, cancellationToken).ConfigureAwait(false)
            ?? CustomerHistory.Of(customer.Id, instant, [], instant);
        var latest = await snapshots.LatestAsync(customer.Id, cancellationToken).ConfigureAwait(false);
        var assessment = assessor.Assess(history, instant) with { Rfm = latest?.Content.Rfm, Tier = latest?.Content.Tier };
        return new CustomerProfile(
            customer,
            cluster,
            history,
            lifecycle.Assess(history, instant).Path,
            assessment,
            await lineage.ListByCustomerAsync(customer.Id, cancellationToken).ConfigureAwait(false));
    }
}
