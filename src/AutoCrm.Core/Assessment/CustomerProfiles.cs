using Ardalis.Specification;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>Finds customers and builds their profiles.</summary>
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
    /// Finds the profile of a customer, or returns <see langword="null"/> if the customer does not exist. It is assessed as of the instant; RFM scores
    /// and tier are those of the latest snapshot, as they depend on the whole base.
    /// </summary>
    /// <param name="id">The id of the customer; ids of merged customers are resolved.</param>
    /// <param name="asOf">The instant; <see langword="null"/> = now.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async Task<CustomerProfile?> FindAsync(Id<Customer> id, Instant? asOf = null, CancellationToken cancellationToken = default)
    {
        var current = await lineage.ResolveIdAsync(id, cancellationToken).ConfigureAwait(false);
        return current is { } known && await customers.GetByIdAsync(known, cancellationToken).ConfigureAwait(false) is { } customer
            ? await BuildProfileAsync(customer, asOf, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>Finds the profiles of the customers with a phone number, ordered by id.</summary>
    /// <param name="phoneNumber">The number in any common notation.</param>
    /// <param name="country">ISO 3166-1 alpha-2 of the country assumed for a number without country code; <see langword="null"/> = that of the host.</param>
    /// <param name="asOf">The instant; <see langword="null"/> = now.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public Task<IReadOnlyList<CustomerProfile>> FindByPhoneAsync(
        string phoneNumber, string? country = null, Instant? asOf = null, CancellationToken cancellationToken = default) =>
        FindAsync(new CustomersByPhoneSpec(PhoneNumber.Read(phoneNumber, country ?? home.Code).Value), asOf, cancellationToken);

    /// <summary>Finds the profiles of the customers with an e-mail address, ordered by id.</summary>
    public Task<IReadOnlyList<CustomerProfile>> FindByEmailAsync(
        string emailAddress, Instant? asOf = null, CancellationToken cancellationToken = default) =>
        FindAsync(new CustomersByEmailSpec(EmailAddress.Read(emailAddress).Value), asOf, cancellationToken);

    /// <summary>Finds the profiles of the customers that satisfy a specification, in its order.</summary>
    public async Task<IReadOnlyList<CustomerProfile>> FindAsync(
        ISpecification<Customer> specification, Instant? asOf = null, CancellationToken cancellationToken = default)
    {
        var profiles = new List<CustomerProfile>();
        foreach (var customer in await customers.ListAsync(specification, cancellationToken).ConfigureAwait(false))
        {
            profiles.Add(await BuildProfileAsync(customer, asOf, cancellationToken).ConfigureAwait(false));
        }

        return profiles;
    }

    private async Task<CustomerProfile> BuildProfileAsync(Customer customer, Instant? asOf, CancellationToken cancellationToken)
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
