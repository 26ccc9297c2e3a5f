using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;

namespace AutoCrm.Profiles;

/// <summary>
/// Finds customers by what people know of them. It gives the customers alone, without history and assessment, as lists and completions need them;
/// <see cref="ICustomerProfiles"/> gives everything. Merged customers are found under their survivor, erased ones not at all.
/// </summary>
public interface ICustomerSearch
{
    /// <summary>Finds the customers with a phone number, ordered by id.</summary>
    /// <param name="phoneNumber">The number in any common notation.</param>
    /// <param name="country">ISO 3166-1 alpha-2 of the country assumed for a number without country code; <see langword="null"/> = that of the host.</param>
    /// <param name="page">The page; <see langword="null"/> = the first 20.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The text is not a possible phone number, the country is not a country code, or the page is of another list.</exception>
    Task<Page<Customer>> FindByPhoneAsync(
        string phoneNumber, string? country = null, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the customers with an e-mail address, ordered by id.</summary>
    /// <param name="emailAddress">The address; case does not matter.</param>
    /// <param name="page">The page; <see langword="null"/> = the first 20.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The text is not an e-mail address, or the page is of another list.</exception>
    Task<Page<Customer>> FindByEmailAsync(string emailAddress, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the customers who were seen with a vehicle, the one seen last first.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="page">The page; <see langword="null"/> = the first 20.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The vehicle is the default value, or the page is of another list.</exception>
    Task<Page<Customer>> FindByVehicleAsync(Vin vehicle, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the customers who were seen with a vehicle that has a licence plate, the one seen last first.</summary>
    /// <param name="plate">The plate in any notation; its letters and digits are compared.</param>
    /// <param name="page">The page; <see langword="null"/> = the first 20.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The text has no letter or digit, or the page is of another list.</exception>
    Task<Page<Customer>> FindByPlateAsync(string plate, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the people and organisations whose name begins so, ordered by name.</summary>
    /// <param name="name">
    /// The beginning of the name as written (<c>王小</c>), in pinyin (<c>wang xiao</c>), or of any of its words (<c>garcía</c>); case, accents and spaces do not matter.
    /// </param>
    /// <param name="kind">Only people, or only organisations; <see langword="null"/> = both.</param>
    /// <param name="page">The page; <see langword="null"/> = the first 20.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The text has no letter or digit, or the page is of another list.</exception>
    Task<Page<Customer>> FindByNameAsync(
        string name, CustomerKind? kind = null, PageRequest? page = null, CancellationToken cancellationToken = default);
}
