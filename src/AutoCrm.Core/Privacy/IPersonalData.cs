using System.Text.Json.Nodes;
using NodaTime;

namespace AutoCrm.Privacy;

/// <summary>
/// Personal data that a plug-in or the host holds elsewhere than in an aggregate of a customer, which states that by <c>OfCustomer</c> in its definition.
/// It is registered with <c>AddPersonalData</c> and made once in a scope.
/// </summary>
public interface IPersonalData
{
    /// <summary>The name of its part of the export: that of the plug-in, a point, and that of the data, such as <c>coffee.talks</c>.</summary>
    string Name { get; }

    /// <summary>Returns what is held about a person, or <see langword="null"/> if nothing is.</summary>
    Task<JsonNode?> ExportAsync(DataSubject subject, CancellationToken cancellationToken = default);

    /// <summary>Erases what is held about a person. What is in the store is enqueued in the unit of work, so that all parts are erased or none.</summary>
    Task EraseAsync(DataSubject subject, Instant at, CancellationToken cancellationToken = default);
}
