using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Timeline;

/// <summary>
/// The append-only events of all customers. What is appended belongs to the unit of work of the scope and is stored
/// when it commits; what is read is what has been committed.
/// </summary>
public interface ITimeline
{
    /// <summary>
    /// Appends events. One whose reference is known with the same content is left as it is; one with other content supersedes the earlier one, which is
    /// kept; one that was recorded before the stored one is kept as history and changes nothing that stands. One of a record whose personal data was erased is
    /// not stored (<see cref="UpsertResult.Erased"/>).
    /// </summary>
    /// <param name="events">The events; the source record of each must be known.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>What each event did, in the order given.</returns>
    /// <exception cref="DomainException">
    /// The kind of an event is not registered (<c>event-kind-registered</c>), an event breaks a rule of its kind (<c>event-valid</c>), or its source record
    /// is not known (<c>event-needs-record</c>). Nothing is appended then.
    /// </exception>
    Task<IReadOnlyList<UpsertResult>> AppendAsync(IReadOnlyCollection<CustomerEvent> events, CancellationToken cancellationToken = default);

    /// <summary>The history of one customer, or <see langword="null"/> where there is no such customer, or none with a source record.</summary>
    /// <param name="customer">The customer's id; ids of customers that were merged into another lead there.</param>
    /// <param name="asOf">Events that occurred later are left out.</param>
    /// <param name="recordedBy">Where given, also what was recorded later is left out, so that the answer is what it was then.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    Task<CustomerHistory?> ReadAsync(Id<Customer> customer, Instant asOf, Instant? recordedBy = null, CancellationToken cancellationToken = default);

    /// <summary>The events of a kind of these records, as they stand, in the order in which they apply.</summary>
    Task<IReadOnlyList<CustomerEvent>> ListByRecordsAsync(
        IReadOnlyCollection<SourceRef> records, EventKind kind, CancellationToken cancellationToken = default);

    /// <summary>All versions of the events of these records, those that were superseded among them, in the order of their references and recording.</summary>
    Task<IReadOnlyList<EventVersion>> ListVersionsAsync(IReadOnlyCollection<SourceRef> records, CancellationToken cancellationToken = default);

    /// <summary>Which records were seen with these vehicles and when, ordered by vehicle, then by instant.</summary>
    Task<IReadOnlyList<VehicleSighting>> ListSightingsAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default);

    /// <summary>All histories of the customers of a range that have a source record, in the order of their ids. Memory does not grow with their number.</summary>
    IAsyncEnumerable<CustomerHistory> StreamAsync(CustomerRange range, Instant asOf, CancellationToken cancellationToken = default);

    /// <summary>Cuts the customers into ranges of about the same size that together hold each customer once.</summary>
    /// <param name="count">How many ranges to make at most; at least 1.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    Task<IReadOnlyList<CustomerRange>> PartitionAsync(int count, CancellationToken cancellationToken = default);

    /// <summary>
    /// Which records were seen with which vehicle and when, ordered by vehicle: every event that names a vehicle, whether its record
    /// belongs to a customer yet or not.
    /// </summary>
    IAsyncEnumerable<VehicleSighting> StreamSightingsAsync(CancellationToken cancellationToken = default);
}
