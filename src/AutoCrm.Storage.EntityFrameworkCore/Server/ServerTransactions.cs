using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Stores;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>
/// Commits a unit of work in two round trips: the first takes its locks, in one order for all, and reads all that decides what becomes of it; the second
/// writes everything and commits.
/// </summary>
internal sealed class ServerTransactions(ServerSessions sessions, DocumentTables tables, AssessmentTable assessments, EventKinds kinds) : IStoreTransactions
{
    private static readonly IReadOnlyList<RelationalColumn> Numbers = TableColumns.Of("number", integers: "number");

    private static readonly IReadOnlyList<RelationalColumn> Receipt = TableColumns.Of("ordinal, consumer, message_id", integers: "ordinal", ids: "message_id");

    /// <summary>
    /// Begins a transaction of batches, which waits until no other one runs: two that write the same rows in different orders would wait for each other. Units of
    /// work go on beside it.
    /// </summary>
    public async ValueTask<IStoreTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var session = await sessions.OpenAsync(isWriting: true, cancellationToken, isBulk: true).ConfigureAwait(false);
        try
        {
            await session.LockAsync(ServerSessions.BatchesLock).ConfigureAwait(false);
            return new ServerTransaction(session, tables, kinds);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        await sessions.AddSystemsAsync([.. SystemsOf(changes).Distinct().Order(StringComparer.Ordinal)], cancellationToken).ConfigureAwait(false);
        var session = await sessions.OpenAsync(isWriting: true, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await WriteAsync(session, changes).ConfigureAwait(false);
            await session.CommitAsync().ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<bool>> SaveAsync(IReadOnlyList<AssessmentChange> changes, CancellationToken cancellationToken)
    {
        var session = await sessions.OpenAsync(isWriting: true, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var saved = await new AssessmentBatch(session, assessments, changes).SaveAsync().ConfigureAwait(false);
            await session.CommitAsync().ConfigureAwait(false);
            return saved;
        }
    }

    private static IEnumerable<string> SystemsOf(ChangeSet changes) =>
    [
        .. changes.Records.Select(record => record.Source.System),
        .. changes.Events.SelectMany(customerEvent => new[] { customerEvent.Source.System, customerEvent.Record.System, customerEvent.RefersTo?.System }).OfType<string>(),
        .. changes.Assignments.Select(assignment => assignment.Record.System),
    ];

    private async ValueTask WriteAsync(ServerSession session, ChangeSet changes)
    {
        var writer = new TableWriter(session);
        var records = new RecordBatch(session);
        var events = new EventBatch(session, kinds, records);
        records.Add(changes.Records.Select(record => record.Source)
            .Concat(changes.Assignments.Select(assignment => assignment.Record))
            .Concat(changes.Events.Select(customerEvent => customerEvent.Record)));
        SourceRef[] sources = [.. changes.Events.Select(customerEvent => customerEvent.Source).Distinct()];
        List<AggregateBatch> aggregates =
        [
            .. changes.Aggregates.GroupBy(change => tables.Get(change.Definition.AggregateType)).Select(group => new AggregateBatch(session, group.Key, [.. group])),
        ];

        var reads = new List<(ServerStatement[] Selects, Func<ServerStatement[], ValueTask> Read)>();
        if (Lock(session, changes) is { } locking)
        {
            // Units of work wait for each other above, and may wait long; for what batches hold they wait below, and give way.
            ServerStatement[] limiting = sessions.Dialect.LimitWaits is { } limit ? [session.PrepareOnServer(limit)] : [];
            reads.Add(([locking, .. limiting], _ => ValueTask.CompletedTask));
        }

        if (changes.Received.Count > 0)
        {
            reads.Add(([SelectReceived(session, changes.Received)], selects => CheckReceivedAsync(selects[0], changes.Received)));
        }

        if (records.All.Count > 0)
        {
            reads.Add(([records.SelectLocked(records.All)], selects => RecordBatch.ReadLockedAsync(selects[0], records.All)));
            reads.Add(([records.SelectErased(records.All)], selects => RecordBatch.ReadErasedAsync(selects[0], records.All)));
            reads.Add(([records.SelectPrevious(records.All)], selects => RecordBatch.ReadPreviousAsync(selects[0], records.All)));
        }

        if (sources.Length > 0)
        {
            reads.Add(([records.SelectLastEvents(records.All)], selects => RecordBatch.ReadLastEventsAsync(selects[0], records.All)));
            reads.Add(([events.Select(sources, areSuperseded: false)], selects => events.ReadAsync(selects[0], sources)));
            reads.Add(([events.Select(sources, areSuperseded: true)], selects => events.ReadAsync(selects[0], sources)));
        }

        // An erasure works on the aggregates' tables itself, so their versions are held against what is expected after it.
        if (changes.Erasures.Count == 0)
        {
            reads.AddRange(aggregates.Select(batch => ((ServerStatement[])[.. batch.Select()], (Func<ServerStatement[], ValueTask>)(selects => batch.ReadAsync(selects)))));
        }

        await ReadAsync(session, reads).ConfigureAwait(false);
        foreach (var record in changes.Records)
        {
            records.Put(record);
        }

        foreach (var assignment in changes.Assignments)
        {
            records.Assign(assignment);
        }

        foreach (var customerEvent in changes.Events)
        {
            events.Append(customerEvent);
        }

        await writer.InsertAsync("inbox", ServerRows.Of(changes.Received)).ConfigureAwait(false);
        await writer.InsertAsync("source_records", records.NewRows()).ConfigureAwait(false);
        await records.EnqueueChangesAsync(writer).ConfigureAwait(false);
        await events.EnqueueAsync(writer).ConfigureAwait(false);
        await writer.InsertAsync("lineage", ServerRows.Of(changes.Lineage)).ConfigureAwait(false);
        if (changes.Erasures.Count > 0)
        {
            var erasures = new ErasureRows(session, kinds);
            foreach (var erasure in changes.Erasures)
            {
                await erasures.EraseAsync(erasure).ConfigureAwait(false);
            }

            foreach (var batch in aggregates)
            {
                var selects = batch.Select();
                await session.SendAsync([.. selects]).ConfigureAwait(false);
                await batch.ReadAsync(selects).ConfigureAwait(false);
            }
        }

        foreach (var batch in aggregates)
        {
            batch.Check();
        }

        foreach (var batch in aggregates)
        {
            await batch.EnqueueAsync(writer).ConfigureAwait(false);
        }

        await writer.InsertMessagesAsync(changes.Messages).ConfigureAwait(false);
    }

    private static async ValueTask ReadAsync(ServerSession session, List<(ServerStatement[] Selects, Func<ServerStatement[], ValueTask> Read)> reads)
    {
        if (reads.Count > 0)
        {
            await session.SendAsync([.. reads.SelectMany(read => read.Selects)]).ConfigureAwait(false);
            foreach (var (selects, read) in reads)
            {
                await read(selects).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Locks the names of all that the unit of work touches, in the order of their hashes: two that touch the same run one after the other, and none waits
    /// for one that waits for it. As the locks come before the transaction writes, transactions about the same subject begin to write in the order in which they commit.
    /// </summary>
    private ServerStatement? Lock(ServerSession session, ChangeSet changes)
    {
        var numbers = new SortedSet<long>();
        foreach (var record in changes.Records)
        {
            numbers.Add(NumberOf("record", record.Source.ToString()));
        }

        foreach (var assignment in changes.Assignments)
        {
            numbers.Add(NumberOf("record", assignment.Record.ToString()));
        }

        foreach (var customerEvent in changes.Events)
        {
            numbers.Add(NumberOf("record", customerEvent.Record.ToString()));
            numbers.Add(NumberOf("event", customerEvent.Source.ToString()));
        }

        foreach (var change in changes.Aggregates)
        {
            numbers.Add(NumberOf("subject", change.Aggregate.Key.ToString()));
        }

        foreach (var message in changes.Messages)
        {
            numbers.Add(NumberOf("subject", message.Subject));
        }

        foreach (var entry in changes.Received)
        {
            numbers.Add(NumberOf("message", $"{entry.Consumer} {entry.Message}"));
        }

        if (numbers.Count == 0)
        {
            return null;
        }

        var rows = new RowList(Numbers);
        foreach (var number in numbers)
        {
            rows.Bind(1, number);
            rows.EndRow();
        }

        return session.PrepareOnServer(sessions.Dialect.LockNumbers(rows.Text(sessions.Dialect))).BindRows(rows);
    }

    private static long NumberOf(string what, string name) => HashCode64.Of(what, name);

    private static ServerStatement SelectReceived(ServerSession session, IReadOnlyList<InboxEntry> entries)
    {
        var rows = new RowList(Receipt);
        for (var i = 0; i < entries.Count; i++)
        {
            rows.Bind(1, (long)i);
            rows.BindText(2, entries[i].Consumer);
            rows.Bind(3, entries[i].Message);
            rows.EndRow();
        }

        return session.PrepareOnServer(
            $"SELECT q.ordinal FROM {rows.Text(session.Dialect)} JOIN inbox t ON t.consumer = q.consumer AND t.message_id = q.message_id").BindRows(rows);
    }

    private static async ValueTask CheckReceivedAsync(ServerStatement select, IReadOnlyList<InboxEntry> entries)
    {
        if (await select.ReadAsync().ConfigureAwait(false))
        {
            throw entries[(int)select.Int64(0)].CreateConcurrencyException();
        }
    }
}
