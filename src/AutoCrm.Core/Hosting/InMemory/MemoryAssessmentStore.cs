using System.Runtime.CompilerServices;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Assessments in the committed state.</summary>
internal sealed class MemoryAssessmentStore(MemoryStore store) : IAssessmentStore
{
    public Task<StoredAssessment?> FindAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        Task.FromResult(store.State.Assessments.GetValueOrDefault(customer)?.Stored);

    public async IAsyncEnumerable<StoredAssessment> StreamAsync(
        CustomerRange range, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var (customer, known) in store.State.Assessments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (range.Contains(customer))
            {
                yield return known.Stored;
            }
        }
    }

    public async Task<IReadOnlyList<bool>> SaveAsync(IReadOnlyList<AssessmentChange> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        bool[] saved = [.. changes.Select(draft.Save)];
        draft.Commit();
        return saved;
    }

    public Task<CompletedRun?> FindLatestRunAsync(CancellationToken cancellationToken = default) => Task.FromResult(store.State.LatestRun);

    public async Task<int> CompleteRunAsync(
        CompletedRun run, Func<int, IReadOnlyList<OutboxMessage>> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(messages);
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var removed = draft.Complete(run, messages);
        draft.Commit();
        return removed;
    }
}
