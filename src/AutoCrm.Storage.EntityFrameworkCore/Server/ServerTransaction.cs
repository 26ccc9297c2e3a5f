using System.Data.Common;
using System.Runtime.CompilerServices;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Stores;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>Writes batches of rows set by set: what is known of a batch is read in one round trip, what is new is loaded in bulk.</summary>
internal sealed class ServerTransaction(ServerSession session, DocumentTables tables, EventKinds kinds) : IStoreTransaction
{
    private readonly TableWriter writer = new(session);
    private readonly Dictionary<string, bool> hasErased = [];
    private EventLoad? load;
    private bool hasStagedMessages;
    private long stagedMessages;
    private bool isEnded;

    public async ValueTask<IReadOnlyList<UpsertResult>> PutAsync(IReadOnlyList<SourceRecord> records, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        await session.Systems.AddAsync(records.Select(record => record.Source.System)).ConfigureAwait(false);
        await ReadErasedSystemsAsync(records.Select(record => record.Source.System)).ConfigureAwait(false);
        return await RepeatAsync(() => PutOnceAsync(records)).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<UpsertResult>> PutAsync(IReadOnlyList<VehicleRecord> vehicles, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        await session.Systems.AddAsync(vehicles.Select(vehicle => vehicle.Source.System)).ConfigureAwait(false);
        return await RepeatAsync(() => new VehicleBatch(session, vehicles).PutAsync(writer)).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<UpsertResult>> UpsertAsync<T>(
        IReadOnlyList<T> aggregates, Func<T, T, T?> merge, CancellationToken cancellationToken)
        where T : AggregateRoot
    {
        EnsureOpen(cancellationToken);
        var table = tables.Get(typeof(T));
        var results = new UpsertResult[aggregates.Count];
        var changes = new Dictionary<Guid, AggregateChange>();
        var stored = await ListAsync(table, [.. aggregates.Select(aggregate => aggregate.Key)]).ConfigureAwait(false);
        for (var i = 0; i < results.Length; i++)
        {
            var next = aggregates[i];
            if (changes.ContainsKey(next.Key))
            {
                // A key that is named twice finds what its first row has left.
                await StoreAsync([.. changes.Values], cancellationToken).ConfigureAwait(false);
                changes.Clear();
                stored = await ListAsync(table, [.. aggregates.Skip(i).Select(aggregate => aggregate.Key)]).ConfigureAwait(false);
            }

            if (stored.GetValueOrDefault(next.Key) is not T known)
            {
                changes[next.Key] = new AggregateChange(table.Definition, next, AggregateChangeKind.Add);
                results[i] = UpsertResult.Added;
                continue;
            }

            var before = table.Definition.Serialize(known);
            if (AggregateMerge.Decide((AggregateDefinition<T>)table.Definition, known, next, merge) is { } change)
            {
                await new ReplacedRows(session).KeepAsync(table.Definition.Name, next.Key, before).ConfigureAwait(false);
                changes[next.Key] = change;
                results[i] = UpsertResult.Replaced;
            }
            else
            {
                // Deciding may have changed the instance all the same.
                stored[next.Key] = table.Definition.Deserialize(before, table.Definition.StateVersion, known.Version);
                results[i] = UpsertResult.Unchanged;
            }
        }

        await StoreAsync([.. changes.Values], cancellationToken).ConfigureAwait(false);
        return results;
    }

    public async ValueTask<IReadOnlyList<UpsertResult>> AppendAsync(IReadOnlyList<CustomerEvent> events, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        await session.Systems.AddAsync(
            events.SelectMany(customerEvent => new[] { customerEvent.Source.System, customerEvent.Record.System, customerEvent.RefersTo?.System }).OfType<string>())
            .ConfigureAwait(false);
        await ReadErasedSystemsAsync(events.Select(customerEvent => customerEvent.Record.System)).ConfigureAwait(false);
        load ??= new EventLoad(session, kinds);
        return await load.AppendAsync(events, system => hasErased[system]).ConfigureAwait(false);
    }

    public async ValueTask AssignAsync(IReadOnlyList<RecordAssignment> assignments, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        var known = new List<RecordAssignment>(assignments.Count);
        foreach (var assignment in assignments)
        {
            _ = await session.Systems.FindAsync(assignment.Record.System).ConfigureAwait(false) ?? throw assignment.CreateUnknownRecordException();
            known.Add(assignment);
        }

        var records = new RecordBatch(session);
        records.Add(known.Select(assignment => assignment.Record));
        await RecordBatch.ReadLockedAsync(records.SelectLocked(records.All), records.All).ConfigureAwait(false);
        foreach (var assignment in known)
        {
            records.Assign(assignment);
        }

        await records.EnqueueChangesAsync(writer).ConfigureAwait(false);
    }

    public ValueTask AppendAsync(IReadOnlyList<LineageEntry> entries, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        return writer.InsertAsync("lineage", ServerRows.Of(entries));
    }

    public async ValueTask RedirectAsync(IReadOnlyList<LineageEntry> merges, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        var table = tables.Get(typeof(Customer));
        var absorbing = merges.Where(merge => merge.Other is not null).ToList();
        var stored = await ListAsync(table, [.. absorbing.Select(merge => merge.Other!.Value.Value)]).ConfigureAwait(false);
        foreach (var merge in absorbing)
        {
            var id = merge.Other!.Value.Value;
            var change = CustomerMerge.Redirect((Customer?)stored.GetValueOrDefault(id), merge);
            await StoreAsync([change], cancellationToken).ConfigureAwait(false);
            stored[id] = table.Definition.Deserialize(table.Definition.Serialize(change.Aggregate), table.Definition.StateVersion, change.NextVersion);
        }
    }

    public async ValueTask EraseAsync(IReadOnlyList<PersonalDataErasure> erasures, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        foreach (var erasure in erasures)
        {
            await new ErasureRows(session, kinds).EraseAsync(erasure).ConfigureAwait(false);
        }
    }

    public async ValueTask StoreAsync(IReadOnlyList<AggregateChange> changes, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        foreach (var group in changes.GroupBy(change => tables.Get(change.Definition.AggregateType)))
        {
            var batch = new AggregateBatch(session, group.Key, [.. group]);
            var selects = batch.Select();
            await session.SendAsync([.. selects]).ConfigureAwait(false);
            await batch.ReadAsync(selects).ConfigureAwait(false);
            batch.Check();
            await batch.EnqueueAsync(writer).ConfigureAwait(false);
        }
    }

    public ValueTask PublishAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        return messages.Count == 0 ? ValueTask.CompletedTask : StageAsync(messages);
    }

    public async ValueTask ReceiveAsync(IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        foreach (var entry in entries)
        {
            if (await writer.InsertMissingNowAsync("inbox", ServerRows.Of([entry])).ConfigureAwait(false) == 0)
            {
                throw entry.CreateConcurrencyException();
            }
        }
    }

    public async IAsyncEnumerable<CustomerRecords> StreamStaleAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var customer in RecordQueries.StreamStaleAsync(session, kinds).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return customer;
        }
    }

    public async ValueTask<IReadOnlyList<AppliedGoldenRecord>> ApplyAsync(
        IReadOnlyList<(Id<Customer> Customer, GoldenRecord GoldenRecord)> goldenRecords, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        var table = tables.Get(typeof(Customer));
        var stored = await ListAsync(table, [.. goldenRecords.Select(item => item.Customer.Value)]).ConfigureAwait(false);
        var applied = new AppliedGoldenRecord[goldenRecords.Count];
        var changes = new List<AggregateChange>(applied.Length);
        var described = new RowList(TableColumns.Customer);
        for (var i = 0; i < applied.Length; i++)
        {
            var (id, goldenRecord) = goldenRecords[i];
            var known = (Customer?)stored.GetValueOrDefault(id.Value);
            var customer = known ?? new Customer(id, goldenRecord.Kind);
            if (customer.Erasure is null)
            {
                customer.ApplyGoldenRecord(goldenRecord);
                changes.Add(new AggregateChange(table.Definition, customer, known is null ? AggregateChangeKind.Add : AggregateChangeKind.Update));
            }

            described.Bind(1, id);
            described.EndRow();
            applied[i] = new AppliedGoldenRecord(known is null, customer.DomainEvents);
        }

        await StoreAsync(changes, cancellationToken).ConfigureAwait(false);
        await session.PrepareOnServer($"DELETE FROM stale_customers WHERE customer_id IN (SELECT q.customer_id FROM {described.Text(session.Dialect)})")
            .BindRows(described).EnqueueAsync().ConfigureAwait(false);
        return applied;
    }

    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        if (load is not null)
        {
            await load.FlushAsync().ConfigureAwait(false);
        }

        if (hasStagedMessages)
        {
            session.HoldOutbox();
            await session.PrepareOnServer(
                $"INSERT INTO outbox ({MessageNames}) SELECT {MessageNames} FROM {StagedMessages} ORDER BY ordinal").EnqueueAsync().ConfigureAwait(false);
        }

        await session.CommitAsync().ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        if (!isEnded)
        {
            isEnded = true;
            return session.DisposeAsync();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Keeps messages aside until the end, as from the first one that is added to the outbox until the commit no message after it can leave.
    /// </summary>
    private async ValueTask StageAsync(IReadOnlyList<OutboxMessage> messages)
    {
        if (!hasStagedMessages)
        {
            session.Enqueue(new ServerCommand(session.Dialect.CreateTemporaryTable(StagedMessages, StagedMessageColumns), []));
            hasStagedMessages = true;
        }

        var rows = new RowList(StagedMessageColumns);
        foreach (var message in messages)
        {
            ServerRows.Bind(rows, message);
            rows.Bind(StagedMessageColumns.Count, stagedMessages++);
            rows.EndRow();
        }

        await writer.InsertAsync(StagedMessages, rows).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<UpsertResult>> PutOnceAsync(IReadOnlyList<SourceRecord> records)
    {
        var batch = new RecordBatch(session);
        batch.Add(records.Select(record => record.Source));
        await batch.ReadHashesAsync(batch.SelectHashes()).ConfigureAwait(false);
        var hashes = records.Select(RecordBatch.HashOf).ToArray();

        // Those that say what is stored need not be read.
        var isSame = records.Select((record, i) => batch[record.Source].Hash == hashes[i]).ToArray();
        RecordState[] unlike = [.. records.Where((record, i) => !isSame[i] && batch[record.Source].Number is not null).Select(record => batch[record.Source]).Distinct()];
        RecordState[] unknown = [.. batch.All.Where(state => state.Number is null && hasErased[state.Source.System])];
        if (unlike.Length + unknown.Length > 0)
        {
            var (locked, previous, erased) = (batch.SelectLocked(unlike), batch.SelectPrevious(unlike), batch.SelectErased(unknown));
            await session.SendAsync(locked, previous, erased).ConfigureAwait(false);
            await RecordBatch.ReadLockedAsync(locked, unlike).ConfigureAwait(false);
            await RecordBatch.ReadPreviousAsync(previous, unlike).ConfigureAwait(false);
            await RecordBatch.ReadErasedAsync(erased, unknown).ConfigureAwait(false);
        }

        var results = new UpsertResult[records.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = isSame[i] && batch[records[i].Source].Current is null ? UpsertResult.Unchanged : batch.Put(records[i]);
        }

        await batch.EnqueueChangesAsync(writer).ConfigureAwait(false);
        await writer.InsertAsync("source_records", batch.NewRows()).ConfigureAwait(false);
        return results;
    }

    /// <summary>Writes a batch, and once more where another transaction has added one of its keys meanwhile, which is known then.</summary>
    private async ValueTask<IReadOnlyList<UpsertResult>> RepeatAsync(Func<ValueTask<IReadOnlyList<UpsertResult>>> write)
    {
        for (var attempt = 0; ; attempt++)
        {
            session.Enqueue(new ServerCommand("SAVEPOINT batch", []));
            try
            {
                var results = await write().ConfigureAwait(false);
                await session.FlushAsync().ConfigureAwait(false);
                session.Enqueue(new ServerCommand("RELEASE SAVEPOINT batch", []));
                return results;
            }
            catch (DbException exception) when (attempt == 0 && session.Dialect.Classify(exception) == RelationalError.DuplicateKey)
            {
                await session.RollbackToAsync("batch").ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<Dictionary<Guid, AggregateRoot>> ListAsync(DocumentTable table, IReadOnlyList<Guid> ids)
    {
        var rows = new RowList(Ids);
        foreach (var id in ids.Distinct())
        {
            rows.Bind(1, id);
            rows.EndRow();
        }

        var select = session.PrepareOnServer(
            $"SELECT t.version, t.state_version, t.content FROM {rows.Text(session.Dialect)} JOIN {table.Name} t ON t.id = q.id " +
            $"ORDER BY t.id{session.Dialect.LockRows}").BindRows(rows);
        var found = new Dictionary<Guid, AggregateRoot>();
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            var aggregate = table.Definition.Deserialize(select.Text(2), (int)select.Int64(1), (int)select.Int64(0));
            found[aggregate.Key] = aggregate;
        }

        return found;
    }

    /// <summary>Reads whether the personal data of any record of a system was erased, once for each, so that a system without such records pays nothing for a row.</summary>
    private async ValueTask ReadErasedSystemsAsync(IEnumerable<string> systems)
    {
        foreach (var system in systems.Distinct())
        {
            if (!hasErased.ContainsKey(system))
            {
                var select = session.Prepare("SELECT 1 FROM source_records WHERE system_no = $1 AND key >= 'erased-' AND key < 'erased.' LIMIT 1");
                select.Bind(1, session.Systems.NumberOf(system));
                hasErased[system] = await select.ReadNumberAsync().ConfigureAwait(false) is not null;
            }
        }
    }

    private void EnsureOpen(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(isEnded, this);
    }

    private const string StagedMessages = "staged_messages";

    private static readonly IReadOnlyList<RelationalColumn> StagedMessageColumns = [.. ServerRows.Messages, new("ordinal", ColumnType.Integer)];

    private static readonly string MessageNames = TableColumns.Names(ServerRows.Messages);

    private static readonly IReadOnlyList<RelationalColumn> Ids = TableColumns.Of("id", ids: "id");
}
