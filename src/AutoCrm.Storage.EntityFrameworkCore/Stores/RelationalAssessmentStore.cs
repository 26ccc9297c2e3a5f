using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Assessments in their table, the latest and the one before in one row per customer.</summary>
internal sealed class RelationalAssessmentStore(RelationalDatabase database) : IAssessmentStore
{
    public Task<StoredAssessment?> FindAsync(Id<Customer> customer, CancellationToken cancellationToken = default) => database.ReadAsync(
        async session =>
        {
            var select = AssessmentTable.Select(session, customer);
            await session.SendLastAsync(select).ConfigureAwait(false);
            return await AssessmentTable.FindAsync(select).ConfigureAwait(false);
        },
        cancellationToken);

    public IAsyncEnumerable<StoredAssessment> StreamAsync(CustomerRange range, CancellationToken cancellationToken = default) =>
        database.StreamAsync(session => AssessmentTable.StreamAsync(session, range), cancellationToken);

    public Task<IReadOnlyList<bool>> SaveAsync(IReadOnlyList<AssessmentChange> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return database.SaveAsync(changes, cancellationToken);
    }

    public Task<CompletedRun?> FindLatestRunAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => new AssessmentRunRows(session).FindLatestAsync(), cancellationToken);

    public Task<int> CompleteRunAsync(
        CompletedRun run, Func<int, IReadOnlyList<OutboxMessage>> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(messages);
        return database.WriteAsync(
            async session =>
            {
                var removed = await AssessmentTable.DeleteMergedAsync(session).ConfigureAwait(false);
                await new AssessmentRunRows(session).AddAsync(run).ConfigureAwait(false);
                var outbox = new OutboxRows(session);
                foreach (var message in messages(removed))
                {
                    await outbox.AddAsync(message).ConfigureAwait(false);
                }

                return removed;
            },
            cancellationToken);
    }
}
