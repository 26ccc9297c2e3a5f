using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.Timeline;

namespace AutoCrm.Assessment;

/// <summary>Everything known of a customer: the 360° view (客户全景).</summary>
/// <param name="Customer">Who it is, with the origin of each field.</param>
/// <param name="Records">The source records it is made of.</param>
/// <param name="History">What happened, in order.</param>
/// <param name="Path">The stages it went through, each with its reason.</param>
/// <param name="Assessment">Where it stands, with reasons.</param>
/// <param name="Lineage">The decisions on its identity.</param>
public sealed record CustomerProfile(
    Customer Customer,
    IReadOnlyList<SourceRecord> Records,
    CustomerHistory History,
    IReadOnlyList<LifecycleStep> Path,
    CustomerAssessment Assessment,
    IReadOnlyList<LineageEntry> Lineage);
