using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;

namespace QuickStart.Output;

/// <summary>A customer with its source records and its assessment.</summary>
public sealed record AssessedCustomer(GoldenRecord GoldenRecord, IReadOnlyList<SourceRecord> Records, CustomerAssessment Assessment);
