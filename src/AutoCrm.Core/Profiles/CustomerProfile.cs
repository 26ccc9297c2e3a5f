using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Profiles;

/// <summary>The 360° view of a customer (客户全景).</summary>
/// <param name="Customer">The customer, with the origin of each field.</param>
/// <param name="Records">The source records assigned to the customer.</param>
/// <param name="History">The events in chronological order.</param>
/// <param name="Assessment">The assessment, with reasons.</param>
/// <param name="Lineage">The identity decisions.</param>
[JsonConverter(typeof(CustomerProfileJsonConverter))]
public sealed record CustomerProfile(
    Customer Customer,
    IReadOnlyList<SourceRecord> Records,
    CustomerHistory History,
    CustomerAssessment Assessment,
    IReadOnlyList<LineageEntry> Lineage)
{
    /// <summary>The lifecycle stages so far, each with its reason.</summary>
    public IReadOnlyList<LifecycleStep> Path => Assessment.Lifecycle.Path;

    /// <summary>The sections of plug-ins that were asked for with <see cref="ICustomerProfiles.Include{T}"/>, by their type.</summary>
    internal IReadOnlyDictionary<Type, object> Sections { get; init; } = new Dictionary<Type, object>();

    /// <summary>The sections of plug-ins of a profile that another host has sent, by the name of their type.</summary>
    internal JsonObject WrittenSections { get; init; } = [];

    /// <summary>
    /// The section of a plug-in, or <see langword="null"/> where there is nothing to show of the customer, or it was not asked for with
    /// <see cref="ICustomerProfiles.Include{T}"/>.
    /// </summary>
    /// <typeparam name="T">The type of the section.</typeparam>
    public T? Find<T>()
        where T : class =>
        (T?)Sections.GetValueOrDefault(typeof(T)) ?? (WrittenSections[typeof(T).Name] is { } section ? section.Deserialize(AutoCrmJson.GetTypeInfo<T>()) : null);
}
