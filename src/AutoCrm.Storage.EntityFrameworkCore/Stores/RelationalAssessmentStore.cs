using System.Runtime.CompilerServices;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Assessments in their table, the latest and the one before in one row per customer.</summary>
internal sealed class RelationalAssessmentStore(RelationalDatabase database, AssessmentTable table) : IAssessmentStore
{
    public async Task<StoredAssessment?> FindAsync(Id<Customer> customer, CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return AssessmentTable.Find(session, customer);
    }

    public async IAsyncEnumerable<StoredAssessment> StreamAsync(
        CustomerRange range, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var stored in AssessmentTable.Stream(session, range))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return stored;
        }
    }

    public async Task<IReadOnlyList<bool>> SaveAsync(IReadOnlyList<AssessmentChange> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        using var session = await database.WriteAsync(cancellationToken).ConfigureAwait(false);
        var outbox = new OutboxRows(session);
        var saved = new bool[changes.Count];
        for (var i = 0; i < saved.Length; i++)
        {
            saved[i] = table.TrySave(session, changes[i]);
            if (saved[i])
            {
                foreach (var message in changes[i].Messages)
                {
                    outbox.Add(message);
                }
            }
        }

        session.Commit();
        return saved;
    }

    public async Task<CompletedRun?> FindLatestRunAsync(CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new AssessmentRunRows(session).FindLatest();
    }

    public async Task<int> CompleteRunAsync(
        CompletedRun run, Func<int, IReadOnlyList<OutboxMessage>> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(messages);
        using var session = await database.WriteAsync(cancellationToken).ConfigureAwait(false);
        var removed = AssessmentTable.DeleteMerged(session);
        new AssessmentRunRows(session).Add(run);
        var outbox = new OutboxRows(session);
        foreach (var message in messages(removed))
        {
            outbox.Add(message);
        }

        session.Commit();
        return removed;
    }
}
