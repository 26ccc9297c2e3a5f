using Ardalis.Specification;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Profiles;

/// <inheritdoc cref="ICustomerProfiles"/>
internal sealed class CustomerProfiles : ICustomerProfiles
{
    private readonly IReadRepository<Customer> customers;
    private readonly IProfileReader reader;
    private readonly Deferred<CustomerAssessor> assessor;
    private readonly ICustomerSearch search;
    private readonly IClock clock;
    private readonly IServiceProvider services;
    private readonly IReadOnlyList<Section> sections;

    /// <summary>Created by the service container of the host.</summary>
    /// <param name="customers">Finds customers.</param>
    /// <param name="reader">Reads what the store keeps of them.</param>
    /// <param name="assessor">Assesses them.</param>
    /// <param name="search">Finds customers by what people know of them.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="services">The services of the scope, for the sections of plug-ins.</param>
    public CustomerProfiles(
        IReadRepository<Customer> customers, IProfileReader reader, Deferred<CustomerAssessor> assessor, ICustomerSearch search, IClock clock, IServiceProvider services)
        : this(customers, reader, assessor, search, clock, services, [])
    {
    }

    private CustomerProfiles(
        IReadRepository<Customer> customers,
        IProfileReader reader,
        Deferred<CustomerAssessor> assessor,
        ICustomerSearch search,
        IClock clock,
        IServiceProvider services,
        IReadOnlyList<Section> sections)
    {
        this.customers = customers;
        this.reader = reader;
        this.assessor = assessor;
        this.search = search;
        this.clock = clock;
        this.services = services;
        this.sections = sections;
    }

    /// <inheritdoc/>
    public ICustomerProfiles Include<T>()
        where T : class
    {
        var section = services.GetService<IProfileSection<T>>()
            ?? throw new InvalidOperationException($"{typeof(T).Name} is not a registered section of profiles; register it with AddProfileSection.");
        return new CustomerProfiles(customers, reader, assessor, search, clock, services, [.. sections, new Section(typeof(T), LoadAsync)]);

        async Task<object?> LoadAsync(ProfileContext context, CancellationToken cancellationToken) =>
            await section.LoadAsync(context, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<CustomerProfile?> FindAsync(Id<Customer> id, Instant? asOf = null, CancellationToken cancellationToken = default) =>
        (await BuildAsync([id], asOf, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    /// <inheritdoc/>
    public async Task<Page<CustomerProfile>> FindByPhoneAsync(
        string phoneNumber, string? country = null, Instant? asOf = null, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        await BuildAsync(await search.FindByPhoneAsync(phoneNumber, country, page, cancellationToken).ConfigureAwait(false), asOf, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<Page<CustomerProfile>> FindByEmailAsync(
        string emailAddress, Instant? asOf = null, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        await BuildAsync(await search.FindByEmailAsync(emailAddress, page, cancellationToken).ConfigureAwait(false), asOf, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<Page<CustomerProfile>> FindByVehicleAsync(
        Vin vehicle, Instant? asOf = null, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        await BuildAsync(await search.FindByVehicleAsync(vehicle, page, cancellationToken).ConfigureAwait(false), asOf, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<Page<CustomerProfile>> FindByPlateAsync(
        string plate, Instant? asOf = null, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        await BuildAsync(await search.FindByPlateAsync(plate, page, cancellationToken).ConfigureAwait(false), asOf, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<Page<CustomerProfile>> FindByNameAsync(
        string name, CustomerKind? kind = null, Instant? asOf = null, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        await BuildAsync(await search.FindByNameAsync(name, kind, page, cancellationToken).ConfigureAwait(false), asOf, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CustomerProfile>> FindAsync(
        ISpecification<Customer> specification, Instant? asOf = null, CancellationToken cancellationToken = default)
    {
        var found = await customers.ListAsync(specification, cancellationToken).ConfigureAwait(false);
        return await BuildAsync([.. found.Select(customer => customer.Id)], asOf, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Page<CustomerProfile>> BuildAsync(Page<Customer> found, Instant? asOf, CancellationToken cancellationToken) =>
        new(await BuildAsync([.. found.Select(customer => customer.Id)], asOf, cancellationToken).ConfigureAwait(false), found.Next);

    private async Task<IReadOnlyList<CustomerProfile>> BuildAsync(IReadOnlyList<Id<Customer>> ids, Instant? asOf, CancellationToken cancellationToken)
    {
        var instant = asOf ?? clock.GetCurrentInstant();
        var profiles = new List<CustomerProfile>(ids.Count);
        foreach (var stored in ids.Count == 0 ? [] : await reader.ReadAsync(ids, instant, cancellationToken).ConfigureAwait(false))
        {
            var assessment = assessor.Value.Assess(stored.History, instant, stored.Assessment);
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
