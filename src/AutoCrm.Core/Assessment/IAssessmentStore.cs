using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// Keeps the latest assessment of each customer and the one before, and the runs over the base. A store keeps contents as they are and knows nothing
/// of their sections but the values of the declared columns.
/// </summary>
public interface IAssessmentStore
{
    /// <summary>Finds the assessment of a customer, or returns <see langword="null"/>.</summary>
    Task<StoredAssessment?> FindAsync(Id<Customer> customer, CancellationToken cancellationToken = default);

    /// <summary>Streams the assessments of a range of customers, ordered by customer id. Memory use does not grow with their number.</summary>
    IAsyncEnumerable<StoredAssessment> StreamAsync(CustomerRange range, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores assessments with the messages of their changes in one transaction. Each becomes the latest of its customer, and the latest
    /// becomes the previous one. One whose customer has been assessed meanwhile is left out, and so are its messages.
    /// </summary>
    /// <param name="changes">At most one per customer, ordered by customer id.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>For each change, in their order, whether it was stored.</returns>
    Task<IReadOnlyList<bool>> SaveAsync(IReadOnlyList<AssessmentChange> changes, CancellationToken cancellationToken = default);

    /// <summary>Finds the run over the base that was completed last, or returns <see langword="null"/>.</summary>
    Task<CompletedRun?> FindLatestRunAsync(CancellationToken cancellationToken = default);

    /// <summary>Records a run over the base with its messages, and removes the assessments of merged customers, in one transaction.</summary>
    /// <param name="run">The run.</param>
    /// <param name="messages">Returns the messages from the number of assessments that were removed.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>The number of assessments removed.</returns>
    Task<int> CompleteRunAsync(CompletedRun run, Func<int, IReadOnlyList<OutboxMessage>> messages, CancellationToken cancellationToken = default);
}

/// <summary>An assessment as stores keep it. Instants have whole ticks of 100 nanoseconds.</summary>
/// <param name="AsOf">The instant of the assessment.</param>
/// <param name="ValidUntil">The instant until which it holds if no event occurs; <see langword="null"/> = for ever.</param>
/// <param name="Content">One JSON object in UTF-8 with a member for each section. Stores give back the same bytes.</param>
public sealed record AssessmentDocument(Instant AsOf, Instant? ValidUntil, ReadOnlyMemory<byte> Content);

/// <summary>The stored assessments of a customer.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Revision">How often an assessment of the customer has been stored, from 1.</param>
/// <param name="Latest">The latest.</param>
/// <param name="Previous">The one before, if any.</param>
public sealed record StoredAssessment(Id<Customer> Customer, int Revision, AssessmentDocument Latest, AssessmentDocument? Previous);

/// <summary>The stored assessments of a customer, and what they are found by; for stores that compare in memory.</summary>
/// <param name="Stored">The assessments.</param>
/// <param name="Columns">The values of <see cref="AssessmentDefinitions.Columns"/> of the latest, in their order.</param>
public sealed record IndexedAssessment(StoredAssessment Stored, IReadOnlyList<object?> Columns);

/// <summary>An assessment to store.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="ExpectedRevision">The stored revision that it follows; 0 = the customer has no assessment.</param>
/// <param name="Document">The assessment.</param>
/// <param name="Columns">The values of <see cref="AssessmentDefinitions.Columns"/>, in their order.</param>
/// <param name="Messages">The messages of what changed.</param>
public sealed record AssessmentChange(
    Id<Customer> Customer, int ExpectedRevision, AssessmentDocument Document, IReadOnlyList<object?> Columns, IReadOnlyList<OutboxMessage> Messages);

/// <summary>A completed run over the base.</summary>
/// <param name="AsOf">The instant of the assessment.</param>
/// <param name="CompletedAt">When the run was completed.</param>
/// <param name="Customers">The number of customers.</param>
/// <param name="Written">The number of assessments stored.</param>
public sealed record CompletedRun(Instant AsOf, Instant CompletedAt, long Customers, long Written);
