using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>A source record and the customer it is assigned to.</summary>
/// <param name="Record">The record.</param>
/// <param name="Customer">The customer; <see langword="null"/> until identities are resolved.</param>
public sealed record AssignedRecord(SourceRecord Record, Id<Customer>? Customer);

/// <summary>The assignment of a source record to a customer.</summary>
/// <param name="Record">The record.</param>
/// <param name="Customer">The customer.</param>
public readonly record struct RecordAssignment(SourceRef Record, Id<Customer> Customer);

/// <summary>A customer and all its source records, ordered by reference.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Records">The records, at least one.</param>
public sealed record CustomerRecords(Id<Customer> Customer, IReadOnlyList<SourceRecord> Records);
