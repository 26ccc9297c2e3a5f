using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>Stores the next assessments of customers: the revisions that stand are read and locked together, and those that follow them written together.</summary>
internal sealed class AssessmentBatch(ServerSession session, AssessmentTable table, IReadOnlyList<AssessmentChange> changes)
{
    private static readonly IReadOnlyList<RelationalColumn> Ids = TableColumns.Of("customer_id", ids: "customer_id");

    /// <returns>By change whether it was stored.</returns>
    public async ValueTask<IReadOnlyList<bool>> SaveAsync()
    {
        var writer = new TableWriter(session);
        var revisions = await ReadRevisionsAsync().ConfigureAwait(false);
        var saved = new bool[changes.Count];
        var (added, updated, messages) = (new RowList(table.RowColumns), new RowList(table.RowColumns), new List<OutboxMessage>());
        for (var i = 0; i < saved.Length; i++)
        {
            var change = changes[i];
            saved[i] = revisions.GetValueOrDefault(change.Customer.Value) == change.ExpectedRevision;
            if (saved[i])
            {
                var rows = change.ExpectedRevision == 0 ? added : updated;
                AssessmentTable.BindRow(rows, change);
                rows.EndRow();
                messages.AddRange(change.Messages);
                revisions[change.Customer.Value] = change.ExpectedRevision + 1;
            }
        }

        await writer.InsertAsync(table.Name, added).ConfigureAwait(false);
        await UpdateAsync(updated).ConfigureAwait(false);
        await writer.InsertMessagesAsync(messages).ConfigureAwait(false);
        return saved;
    }

    private async ValueTask<Dictionary<Guid, long>> ReadRevisionsAsync()
    {
        var rows = new RowList(Ids);
        foreach (var change in changes)
        {
            rows.Bind(1, change.Customer);
            rows.EndRow();
        }

        var select = session.PrepareOnServer(
            $"SELECT t.customer_id, t.revision FROM {rows.Text(session.Dialect)} JOIN {table.Name} t ON t.customer_id = q.customer_id " +
            $"ORDER BY t.customer_id{session.Dialect.LockRows}").BindRows(rows);
        var revisions = new Dictionary<Guid, long>();
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            revisions[select.Guid(0)] = select.Int64(1);
        }

        return revisions;
    }

    private ValueTask UpdateAsync(RowList rows) => rows.Count == 0
        ? ValueTask.CompletedTask
        : session.PrepareOnServer(
            $"UPDATE {table.Name} AS t SET previous_as_of = t.as_of, previous_valid_until = t.valid_until, previous_content = t.content, " +
            $"{string.Join(", ", table.RowColumns.Skip(1).Select(column => $"{Parameters.Quote(column.Name)} = q.{Parameters.Quote(column.Name)}"))} " +
            $"FROM {rows.Text(session.Dialect)} WHERE t.customer_id = q.customer_id").BindRows(rows).EnqueueAsync();
}
