using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Profiles;

/// <summary>
/// Loads what a plug-in shows in the profile of a customer, such as its open cases. It is registered with <c>AddProfileSection</c>, made once in a scope,
/// and asked where a host includes the section.
/// </summary>
/// <typeparam name="T">The type of the section, by which a host asks for it.</typeparam>
public interface IProfileSection<T>
    where T : class
{
    /// <summary>Loads the section, or returns <see langword="null"/> if there is nothing to show.</summary>
    Task<T?> LoadAsync(ProfileContext context, CancellationToken cancellationToken = default);
}

/// <summary>The customer a section is loaded for.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="AllIds">The id of the customer and those of the customers merged into it, under which a plug-in may have stored something.</param>
/// <param name="Records">The source records assigned to the customer.</param>
/// <param name="History">The events in chronological order.</param>
/// <param name="Assessment">The assessment; <see cref="CustomerAssessment.AsOf"/> is the instant of the profile.</param>
public sealed record ProfileContext(
    Customer Customer,
    IReadOnlyList<Id<Customer>> AllIds,
    IReadOnlyList<SourceRecord> Records,
    CustomerHistory History,
    CustomerAssessment Assessment);
