using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;

namespace QuickStart.Output;

/// <summary>A customer with what the systems say of it and where it stands.</summary>
public sealed record AssessedCustomer(GoldenRecord GoldenRecord, IReadOnlyList<SourceRecord> Records, CustomerAssessment Assessment);
