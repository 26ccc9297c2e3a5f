using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Identity;

/// <summary>A source record and the customer it is assigned to.</summary>
/// <param name="Record">The record.</param>
/// <param name="Customer">The customer; <see langword="null"/> until identities are resolved.</param>
public sealed record AssignedRecord(SourceRecord Record, Id<Customer>? Customer);

/// <summary>The assignment of a source record to a customer.</summary>
/// <param name="Record">The record.</param>
/// <param name="Customer">The customer.</param>
/// <param name="IsClaim">
/// Whether the record must not be part of another customer yet. A commit that finds it assigned meanwhile throws <see cref="ConcurrencyException"/>, so
/// that two registrations of one record never make two customers.
/// </param>
public readonly record struct RecordAssignment(SourceRef Record, Id<Customer> Customer, bool IsClaim = false)
{
    /// <summary>The exception of a claim on a record that is part of a customer already.</summary>
    public ConcurrencyException CreateClaimException(Id<Customer> owner) => new(
        $"Record {Record} cannot be assigned to customer {Customer}: it was assigned to {owner} meanwhile. Read it again and repeat.");

    /// <summary>The exception of an assignment whose record is not known.</summary>
    public DomainException CreateUnknownRecordException() => new(
        "assignment-needs-record", $"Record {Record} cannot be part of customer {Customer}: there is no such record. Put it first.");
}

/// <summary>A customer and all its source records, ordered by reference.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Records">The records, at least one.</param>
public sealed record CustomerRecords(Id<Customer> Customer, IReadOnlyList<SourceRecord> Records)
{
    /// <summary>The events of the records that change consents, as they stand; filled where stale customers are streamed.</summary>
    public IReadOnlyList<ConsentChanged> Consents { get; init; } = [];
}
