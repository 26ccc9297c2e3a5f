using System.Globalization;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Profiles;

/// <inheritdoc cref="ICustomerSearch"/>
internal sealed class CustomerSearch(
    IReadRepository<Customer> customers,
    IProfileReader reader,
    ISourceRecordStore records,
    ITimeline timeline,
    IVehicleRecords vehicles,
    HomeCountry home) : ICustomerSearch
{
    private const string ByContact = "customers by id";
    private const string ByVehicle = "customers by vehicle";
    private const string ByName = "customers by name";

    /// <inheritdoc/>
    public Task<Page<Customer>> FindByPhoneAsync(
        string phoneNumber, string? country = null, PageRequest? page = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(phoneNumber);
        var assumed = country ?? home.Code;
        if (Iso3166.Find(assumed) is not { } code)
        {
            throw new ArgumentException($"'{assumed}' is not a country; expected an ISO 3166-1 alpha-2 code such as CN or DE.", nameof(country));
        }

        var number = PhoneNumber.Read(phoneNumber, code);
        return number.IsPossible
            ? ListAsync((after, limit) => new CustomersByPhoneSpec(number.Value, after, limit), page, cancellationToken)
            : throw new ArgumentException($"'{phoneNumber}' is not a phone number of {code}; expected one such as 138 0000 1234 or +86 138 0000 1234.", nameof(phoneNumber));
    }

    /// <inheritdoc/>
    public Task<Page<Customer>> FindByEmailAsync(string emailAddress, PageRequest? page = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(emailAddress);
        var address = EmailAddress.Read(emailAddress);
        return address.IsValid
            ? ListAsync((after, limit) => new CustomersByEmailSpec(address.Value, after, limit), page, cancellationToken)
            : throw new ArgumentException($"'{emailAddress}' is not an e-mail address; expected one such as name@example.com.", nameof(emailAddress));
    }

    /// <inheritdoc/>
    public Task<Page<Customer>> FindByVehicleAsync(Vin vehicle, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        vehicle.Value.Length == 0
            ? throw new ArgumentException("The VIN is empty; expected 17 letters and digits.", nameof(vehicle))
            : ListSeenAsync([vehicle], page, cancellationToken);

    /// <inheritdoc/>
    public async Task<Page<Customer>> FindByPlateAsync(string plate, PageRequest? page = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plate);
        if (!LicencePlate.TryParse(plate, null, out var parsed))
        {
            throw new ArgumentException($"'{plate}' is not a licence plate; expected letters or digits.", nameof(plate));
        }

        var found = await vehicles.ListByPlateAsync(parsed, cancellationToken).ConfigureAwait(false);
        return await ListSeenAsync([.. found.Select(record => record.Vin).Distinct()], page, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Page<Customer>> FindByNameAsync(
        string name, CustomerKind? kind = null, PageRequest? page = null, CancellationToken cancellationToken = default)
    {
        var prefix = SearchName.ReadPrefix(name);
        if (prefix.Length == 0)
        {
            throw new ArgumentException($"'{name}' is not the beginning of a name; expected letters or digits.", nameof(name));
        }

        page ??= PageRequest.First;
        var after = ReadNamed(page);
        var found = new List<(NamedCustomer Named, Customer Customer)>();
        IReadOnlyList<NamedCustomer> batch;
        do
        {
            batch = await reader.ListByNameAsync(prefix, after, page.Limit + 1, cancellationToken).ConfigureAwait(false);
            foreach (var named in batch)
            {
                if (await customers.GetByIdAsync(named.Customer, cancellationToken).ConfigureAwait(false) is { } customer
                    && (kind is null || customer.Kind == kind) && IsFirstForm(customer, prefix, named.Name))
                {
                    found.Add((named, customer));
                }
            }

            after = batch.Count > 0 ? batch[^1] : after;
        }
        while (found.Count <= page.Limit && batch.Count > page.Limit);

        return found.Count <= page.Limit
            ? new Page<Customer>([.. found.Select(one => one.Customer)], null)
            : new Page<Customer>([.. found.Take(page.Limit).Select(one => one.Customer)], Write(found[page.Limit - 1].Named));
    }

    /// <summary>Whether a customer, whose name may have several forms that begin so, stands in the list by this one.</summary>
    private static bool IsFirstForm(Customer customer, string prefix, string form) => customer.SearchNames
        .Select(name => name.Value)
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        .Min(Comparer<string>.Create(ColumnValue.Compare)) == form;

    private static string Write(NamedCustomer named) => PageToken.Write(ByName, named.Name, named.Customer.ToString());

    private static NamedCustomer? ReadNamed(PageRequest page) => page.After is { } token
        ? PageToken.Read(ByName, token, 2, keys => new NamedCustomer(keys[0], Id<Customer>.Parse(keys[1])))
        : null;

    private async Task<Page<Customer>> ListAsync(
        Func<Id<Customer>?, int, Ardalis.Specification.ISpecification<Customer>> specification, PageRequest? page, CancellationToken cancellationToken)
    {
        page ??= PageRequest.First;
        Id<Customer>? after = page.After is { } token ? PageToken.Read(ByContact, token, 1, keys => Id<Customer>.Parse(keys[0])) : null;
        var found = await customers.ListAsync(specification(after, page.Limit + 1), cancellationToken).ConfigureAwait(false);
        return found.Count <= page.Limit
            ? new Page<Customer>(found, null)
            : new Page<Customer>([.. found.Take(page.Limit)], PageToken.Write(ByContact, found[page.Limit - 1].Id.ToString()));
    }

    /// <summary>The customers of the records that were seen with the vehicles; few are, so they are ordered here.</summary>
    private async Task<Page<Customer>> ListSeenAsync(IReadOnlyList<Vin> seenWith, PageRequest? page, CancellationToken cancellationToken)
    {
        page ??= PageRequest.First;
        var sightings = await timeline.ListSightingsAsync(seenWith, cancellationToken).ConfigureAwait(false);
        var latest = new Dictionary<Id<Customer>, Instant>();
        foreach (var ofRecord in sightings.GroupBy(sighting => sighting.Record))
        {
            if ((await records.FindAsync(ofRecord.Key, cancellationToken).ConfigureAwait(false))?.Customer is { } customer)
            {
                latest[customer] = Instant.Max(latest.GetValueOrDefault(customer, Instant.MinValue), ofRecord.Max(sighting => sighting.At));
            }
        }

        IEnumerable<(Instant At, Id<Customer> Id)> ordered = latest.Select(pair => (At: pair.Value, Id: pair.Key)).OrderByDescending(seen => seen.At).ThenBy(seen => seen.Id);
        if (page.After is { } token)
        {
            var position = PageToken.Read(ByVehicle, token, 2, keys =>
                (At: Instant.FromUnixTimeTicks(long.Parse(keys[0], CultureInfo.InvariantCulture)), Id: Id<Customer>.Parse(keys[1])));
            ordered = ordered.Where(seen => seen.At < position.At || (seen.At == position.At && seen.Id > position.Id));
        }

        var found = new List<(Instant At, Customer Customer)>();
        foreach (var (at, customerId) in ordered)
        {
            if (await customers.GetByIdAsync(customerId, cancellationToken).ConfigureAwait(false) is { Erasure: null } customer)
            {
                found.Add((at, customer));
            }

            if (found.Count > page.Limit)
            {
                break;
            }
        }

        return found.Count <= page.Limit
            ? new Page<Customer>([.. found.Select(one => one.Customer)], null)
            : new Page<Customer>(
                [.. found.Take(page.Limit).Select(one => one.Customer)],
                PageToken.Write(ByVehicle, found[page.Limit - 1].At.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture), found[page.Limit - 1].Customer.Id.ToString()));
    }
}
