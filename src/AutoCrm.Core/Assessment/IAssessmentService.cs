using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// Assesses single customers, or the whole base in parallel with bounded memory. What has changed is stored, and published through the outbox. An
/// interrupted run over the base can be repeated: assessments it has stored are unchanged.
/// </summary>
public interface IAssessmentService
{
    /// <summary>
    /// Assesses one customer without storing the result. What is ranked among all customers is that of the stored assessment, as it was when the base
    /// was ranked.
    /// </summary>
    /// <param name="customer">The id of the customer; ids of merged customers are resolved.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="recordedBy">If set, data recorded later is ignored.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>The assessment, or <see langword="null"/> if the customer does not exist.</returns>
    Task<CustomerAssessment?> AssessAsync(
        Id<Customer> customer, Instant asOf, Instant? recordedBy = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Assesses one customer as of now and stores the result with the messages of what changed, so that lists and counts have it before the next run over the
    /// base. What is ranked among all customers stays as it was when the base was ranked.
    /// </summary>
    /// <param name="customer">The id of the customer; ids of merged customers are resolved.</param>
    /// <param name="publish">Which messages are published; <see cref="BulkMessages.SummaryOnly"/> publishes none.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>The assessment, or <see langword="null"/> if the customer does not exist or has no source record.</returns>
    /// <exception cref="ConcurrencyException">The customer was assessed by others each of several times.</exception>
    Task<CustomerAssessment?> AssessAndStoreAsync(
        Id<Customer> customer, BulkMessages publish = BulkMessages.Known, CancellationToken cancellationToken = default);

    /// <summary>Assesses all customers and stores what has changed since the previous assessment.</summary>
    /// <param name="asOf">The instant, kept in whole ticks of 100 nanoseconds.</param>
    /// <param name="publish">Which messages are published through the outbox.</param>
    /// <param name="progress">Receives the number of customers assessed and stored so far.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="StoreException">The store failed. Customers stored before keep their new assessments, each whole; a repeated run does the others.</exception>
    Task<AssessmentRun> AssessAllAsync(
        Instant asOf, BulkMessages publish = BulkMessages.Known, IProgress<AssessmentProgress>? progress = null, CancellationToken cancellationToken = default);
}
