using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.Timeline;

namespace AutoCrm.Assessment;

/// <summary>The 360° view of a customer (客户全景).</summary>
/// <param name="Customer">The customer, with the origin of each field.</param>
/// <param name="Records">The source records assigned to the customer.</param>
/// <param name="History">The events in chronological order.</param>
/// <param name="Path">The lifecycle stages so far, each with its reason.</param>
/// <param name="Assessment">The assessment, with reasons.</param>
/// <param name="Lineage">The identity decisions.</param>
public sealed record CustomerProfile(
    Customer Customer,
    IReadOnlyList<SourceRecord> Records,
    CustomerHistory History,
    IReadOnlyList<LifecycleStep> Path,
    CustomerAssessment Assessment,
    IReadOnlyList<LineageEntry> Lineage);
