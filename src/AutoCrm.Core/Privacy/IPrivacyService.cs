using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Privacy;

/// <summary>What the law gives a person: a copy of the data that is held, and its erasure (GDPR articles 15, 17 and 20; PIPL articles 45 and 47).</summary>
public interface IPrivacyService
{
    /// <summary>Collects everything that is held about a person: that of AutoCrm itself, and that of plug-ins.</summary>
    /// <param name="customer">The customer; ids of merged customers are resolved.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="DomainException">The customer does not exist (<c>customer-exists</c>).</exception>
    Task<PersonalDataExport> ExportAsync(Id<Customer> customer, CancellationToken cancellationToken = default);

    /// <summary>
    /// Erases the personal data of a customer when the unit of work commits, all of it or nothing. The id, the amounts and dates of events, and the proof of
    /// consents and objections remain without the person. Records that their systems send again stay erased; a record with a new key is a new customer.
    /// A customer who is erased already is erased again, as data may have been added since.
    /// </summary>
    /// <param name="customer">The customer; ids of merged customers are resolved.</param>
    /// <param name="by">Who decided it, such as an employee. It is kept as proof.</param>
    /// <param name="why">The reason, such as the reference of the request. It is kept as proof, so it must not name the person.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="ArgumentException"><paramref name="by"/> or <paramref name="why"/> is empty.</exception>
    /// <exception cref="DomainException">The customer does not exist (<c>customer-exists</c>).</exception>
    Task EraseAsync(Id<Customer> customer, string by, string why, CancellationToken cancellationToken = default);
}
