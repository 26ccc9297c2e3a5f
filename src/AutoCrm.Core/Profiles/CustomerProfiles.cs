using Ardalis.Specification;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Profiles;

/// <summary>Finds customers and builds their profiles. All profiles of an answer are as of one instant, and of one consistent view of the store.</summary>
public sealed class CustomerProfiles
{
    private readonly IReadRepository<Customer> customers;
    private readonly IProfileReader reader;
    private readonly CustomerAssessor assessor;
    private readonly HomeCountry home;
    private readonly IClock clock;
    private readonly IServiceProvider services;
    private readonly IReadOnlyList<Section> sections;

    /// <summary>Created by the service container of the host.</summary>
    /// <param name="customers">Finds customers.</param>
    /// <param name="reader">Reads what the store keeps of them.</param>
    /// <param name="assessor">Assesses them.</param>
    /// <param name="home">The country assumed for phone numbers without country code.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="services">The services of the scope, for the sections of plug-ins.</param>
    public CustomerProfiles(
        IReadRepository<Customer> customers, IProfileReader reader, CustomerAssessor assessor, HomeCountry home, IClock clock, IServiceProvider services)
        : this(customers, reader, assessor, home, clock, services, [])
    {
    }

    private CustomerProfiles(
        IReadRepository<Customer> customers,
        IProfileReader reader,
        CustomerAssessor assessor,
        HomeCountry home,
        IClock clock,
        IServiceProvider services,
        IReadOnlyList<Section> sections)
    {
        this.customers = customers;
        this.reader = reader;
        this.assessor = assessor;
        this.home = home;
        this.clock = clock;
        this.services = services;
        this.sections = sections;
    }

    /// <summary>Profiles with the section of a plug-in, which <see cref="CustomerProfile.Find{T}"/> gives. It is loaded for each customer found.</summary>
    /// <typeparam name="T">The type of the section.</typeparam>
    /// <exception cref="InvalidOperationException">No section of that type is registered.</exception>
    public CustomerProfiles Include<T>()
        where T : class
    {
        var section = services.GetService<IProfileSection<T>>()
            ?? throw new InvalidOperationException($"{typeof(T).Name} is not a registered section of profiles; register it with AddProfileSection.");
        return new CustomerProfiles(customers, reader, assessor, home, clock, services, [.. sections, new Section(typeof(T), LoadAsync)]);

        async Task<object?> LoadAsync(ProfileContext context, CancellationToken cancellationToken) =>
            await section.LoadAsync(context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Finds the profile of a customer, or returns <see langword="null"/> if the customer does not exist. It is assessed as of the instant; what is
    /// ranked among all customers is that of the latest run over the base.
    /// </summary>
    /// <param name="id">The id of the customer; ids of merged customers are resolved.</param>
    /// <param name="asOf">The instant; <see langword="null"/> = now.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async Task<CustomerProfile?> FindAsync(Id<Customer> id, Instant? asOf = null, CancellationToken cancellationToken = default) =>
        (await BuildAsync([id], asOf, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

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
        var found = await customers.ListAsync(specification, cancellationToken).ConfigureAwait(false);
        return await BuildAsync([.. found.Select(customer => customer.Id)], asOf, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<CustomerProfile>> BuildAsync(IReadOnlyList<Id<Customer>> ids, Instant? asOf, CancellationToken cancellationToken)
    {
        var instant = asOf ?? clock.GetCurrentInstant();
        var profiles = new List<CustomerProfile>(ids.Count);
        foreach (var stored in ids.Count == 0 ? [] : await reader.ReadAsync(ids, instant, cancellationToken).ConfigureAwait(false))
        {
            var assessment = assessor.Assess(stored.History, instant, stored.Assessment);
            profiles.Add(new CustomerProfile(stored.Customer, stored.Records, stored.History, assessment, stored.Lineage)
            {
                Sections = await LoadSectionsAsync(stored, assessment, cancellationToken).ConfigureAwait(false),
            });
        }

        return profiles;
    }

    private async Task<IReadOnlyDictionary<Type, object>> LoadSectionsAsync(
        StoredCustomer stored, CustomerAssessment assessment, CancellationToken cancellationToken)
    {
        var loaded = new Dictionary<Type, object>();
        if (sections.Count > 0)
        {
            var ids = await customers.ListIdsAsync(stored.Customer.Id, cancellationToken).ConfigureAwait(false);
            var context = new ProfileContext(stored.Customer, ids, stored.Records, stored.History, assessment);
            foreach (var section in sections)
            {
                if (await section.LoadAsync(context, cancellationToken).ConfigureAwait(false) is { } content)
                {
                    loaded[section.Type] = content;
                }
            }
        }

        return loaded;
    }

    private sealed record Section(Type Type, Func<ProfileContext, CancellationToken, Task<object?>> LoadAsync);
}
