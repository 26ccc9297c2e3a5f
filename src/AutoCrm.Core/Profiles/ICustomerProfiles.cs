using Ardalis.Specification;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Profiles;

/// <summary>Finds customers and builds their profiles. All profiles of an answer are as of one instant, and of one consistent view of the store.</summary>
public interface ICustomerProfiles
{
    /// <summary>Profiles with the section of a plug-in, which <see cref="CustomerProfile.Find{T}"/> gives. It is loaded for each customer found.</summary>
    /// <typeparam name="T">The type of the section.</typeparam>
    /// <exception cref="InvalidOperationException">No section of that type is registered.</exception>
    ICustomerProfiles Include<T>()
        where T : class;

    /// <summary>
    /// Finds the profile of a customer, or returns <see langword="null"/> if the customer does not exist. It is assessed as of the instant; what is
    /// ranked among all customers is that of the latest run over the base.
    /// </summary>
    /// <param name="id">The id of the customer; ids of merged customers are resolved.</param>
    /// <param name="asOf">The instant; <see langword="null"/> = now.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    Task<CustomerProfile?> FindAsync(Id<Customer> id, Instant? asOf = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the profiles of the customers with a phone number, ordered by id.</summary>
    /// <param name="phoneNumber">The number in any common notation.</param>
    /// <param name="country">ISO 3166-1 alpha-2 of the country assumed for a number without country code; <see langword="null"/> = that of the host.</param>
    /// <param name="asOf">The instant; <see langword="null"/> = now.</param>
    /// <param name="page">The page; <see langword="null"/> = the first 20.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The text is not a possible phone number, the country is not a country code, or the page is of another list.</exception>
    Task<Page<CustomerProfile>> FindByPhoneAsync(
        string phoneNumber, string? country = null, Instant? asOf = null, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the profiles of the customers with an e-mail address, ordered by id.</summary>
    /// <exception cref="ArgumentException">The text is not an e-mail address, or the page is of another list.</exception>
    Task<Page<CustomerProfile>> FindByEmailAsync(
        string emailAddress, Instant? asOf = null, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the profiles of the customers who were seen with a vehicle, the one seen last first.</summary>
    /// <exception cref="ArgumentException">The vehicle is the default value, or the page is of another list.</exception>
    Task<Page<CustomerProfile>> FindByVehicleAsync(
        Vin vehicle, Instant? asOf = null, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the profiles of the customers who were seen with a vehicle that has a licence plate, the one seen last first.</summary>
    /// <exception cref="ArgumentException">The text has no letter or digit, or the page is of another list.</exception>
    Task<Page<CustomerProfile>> FindByPlateAsync(
        string plate, Instant? asOf = null, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the profiles of the people and organisations whose name begins so, ordered by name.</summary>
    /// <param name="name">The beginning of the name, as <see cref="ICustomerSearch.FindByNameAsync"/> takes it.</param>
    /// <param name="kind">Only people, or only organisations; <see langword="null"/> = both.</param>
    /// <param name="asOf">The instant; <see langword="null"/> = now.</param>
    /// <param name="page">The page; <see langword="null"/> = the first 20.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The text has no letter or digit, or the page is of another list.</exception>
    Task<Page<CustomerProfile>> FindByNameAsync(
        string name, CustomerKind? kind = null, Instant? asOf = null, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the profiles of the customers that satisfy a specification, in its order.</summary>
    Task<IReadOnlyList<CustomerProfile>> FindAsync(
        ISpecification<Customer> specification, Instant? asOf = null, CancellationToken cancellationToken = default);
}
