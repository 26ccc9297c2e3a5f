using AutoCrm.Customers;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;

namespace WebHost;

/// <summary>By what customers are looked up: one of the five, as people write it.</summary>
/// <param name="Phone">A phone number.</param>
/// <param name="Email">An e-mail address.</param>
/// <param name="Vin">A vehicle.</param>
/// <param name="Plate">A licence plate.</param>
/// <param name="Name">The beginning of a name.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
/// <param name="Limit">The maximum number of customers.</param>
public sealed record CustomerLookup(string? Phone, string? Email, string? Vin, string? Plate, string? Name, string? After, int Limit = 20)
{
    /// <summary>Finds the customers.</summary>
    /// <exception cref="ArgumentException">None of the five is given or more than one, or one that is not what it should be.</exception>
    public Task<Page<Customer>> FindAsync(ICustomerSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        var page = new PageRequest(Limit, After);
        return (Phone, Email, Vin, Plate, Name) switch
        {
            ({ } phone, null, null, null, null) => search.FindByPhoneAsync(phone, page: page, cancellationToken: cancellationToken),
            (null, { } email, null, null, null) => search.FindByEmailAsync(email, page, cancellationToken),
            (null, null, { } vin, null, null) => search.FindByVehicleAsync(AutoCrm.Vehicles.Vin.Parse(vin), page, cancellationToken),
            (null, null, null, { } plate, null) => search.FindByPlateAsync(plate, page, cancellationToken),
            (null, null, null, null, { } name) => search.FindByNameAsync(name, page: page, cancellationToken: cancellationToken),
            _ => throw new ArgumentException("The query is not clear; expected exactly one of phone, email, vin, plate and name."),
        };
    }
}
