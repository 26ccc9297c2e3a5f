using System.Runtime.CompilerServices;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>
/// Writes each row of a batch by a prepared statement, which is the fastest way into a database in the same process; everything is done when
/// the method returns.
/// </summary>
internal sealed class RowTransaction : IStoreTransaction
{
    private readonly StoreSession session;
    private readonly DocumentTables tables;
    private readonly EventKinds kinds;
    private readonly RecordRows records;
    private readonly EventRows events;
    private readonly LineageRows lineage;
    private readonly OutboxRows outbox;
    private readonly InboxRows inbox;
    private readonly VehicleRows vehicles;
    private bool isEnded;

    public RowTransaction(StoreSession session, DocumentTables tables, EventKinds kinds)
    {
        this.session = session;
        this.tables = tables;
        this.kinds = kinds;
        records = new RecordRows(session);
        events = new EventRows(session, kinds);
        lineage = new LineageRows(session);
        outbox = new OutboxRows(session);
        inbox = new InboxRows(session);
        vehicles = new VehicleRows(session);
    }

    public ValueTask<IReadOnlyList<UpsertResult>> PutAsync(IReadOnlyList<SourceRecord> items, CancellationToken cancellationToken) =>
        EachAsync(items, records.PutAsync, cancellationToken);

    public ValueTask<IReadOnlyList<UpsertResult>> PutAsync(IReadOnlyList<VehicleRecord> items, CancellationToken cancellationToken) =>
        EachAsync(items, vehicles.PutAsync, cancellationToken);

    public ValueTask<IReadOnlyList<UpsertResult>> UpsertAsync<T>(
        IReadOnlyList<T> aggregates, Func<T, T, T?> merge, CancellationToken cancellationToken)
        where T : AggregateRoot
    {
        var table = tables.Get(typeof(T));
        return EachAsync(aggregates, aggregate => UpsertAsync(table, aggregate, merge), cancellationToken);
    }

    public ValueTask<IReadOnlyList<UpsertResult>> AppendAsync(IReadOnlyList<CustomerEvent> items, CancellationToken cancellationToken) =>
        EachAsync(items, events.AppendAsync, cancellationToken);

    public ValueTask AssignAsync(IReadOnlyList<RecordAssignment> assignments, CancellationToken cancellationToken) =>
        EachAsync(assignments, records.AssignAsync, cancellationToken);

    public ValueTask AppendAsync(IReadOnlyList<LineageEntry> entries, CancellationToken cancellationToken) =>
        EachAsync(entries, lineage.AppendAsync, cancellationToken);

    public ValueTask RedirectAsync(IReadOnlyList<LineageEntry> merges, CancellationToken cancellationToken) =>
        EachAsync(merges, RedirectAsync, cancellationToken);

    public ValueTask EraseAsync(IReadOnlyList<PersonalDataErasure> erasures, CancellationToken cancellationToken) =>
        EachAsync(erasures, new ErasureRows(session, kinds).EraseAsync, cancellationToken);

    public ValueTask StoreAsync(IReadOnlyList<AggregateChange> changes, CancellationToken cancellationToken) =>
        EachAsync(changes, StoreOneAsync, cancellationToken);

    public ValueTask PublishAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken) =>
        EachAsync(messages, outbox.AddAsync, cancellationToken);

    public ValueTask ReceiveAsync(IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken) =>
        EachAsync(entries, inbox.AddAsync, cancellationToken);

    public async IAsyncEnumerable<CustomerRecords> StreamStaleAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var customer in RecordQueries.StreamStaleAsync(session, kinds).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return customer;
        }
    }

    public ValueTask<IReadOnlyList<AppliedGoldenRecord>> ApplyAsync(
        IReadOnlyList<(Id<Customer> Customer, GoldenRecord GoldenRecord)> goldenRecords, CancellationToken cancellationToken) =>
        EachAsync(goldenRecords, ApplyOneAsync, cancellationToken);

    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
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

    /// <summary>Refuses to go on after the end, when a row would be stored on its own.</summary>
    private void EnsureOpen(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(isEnded, this);
    }

    private async ValueTask<IReadOnlyList<TResult>> EachAsync<TRow, TResult>(
        IReadOnlyList<TRow> rows, Func<TRow, ValueTask<TResult>> write, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        var results = new TResult[rows.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = await write(rows[i]).ConfigureAwait(false);
        }

        return results;
    }

    private async ValueTask EachAsync<TRow>(IReadOnlyList<TRow> rows, Func<TRow, ValueTask> write, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        foreach (var row in rows)
        {
            await write(row).ConfigureAwait(false);
        }
    }

    private async ValueTask StoreOneAsync(AggregateChange change)
    {
        var table = tables.Get(change.Definition.AggregateType);
        if (change.Kind != AggregateChangeKind.Delete && await table.FindDuplicateAsync(session, change.Aggregate).ConfigureAwait(false) is { } column)
        {
            throw change.CreateUniqueException(column);
        }

        var isStored = change.Kind switch
        {
            AggregateChangeKind.Add => await table.TryInsertAsync(session, change.Aggregate).ConfigureAwait(false),
            AggregateChangeKind.Update => await table.TryUpdateAsync(session, change.Aggregate).ConfigureAwait(false),
            _ => await table.TryDeleteAsync(session, change.Aggregate).ConfigureAwait(false),
        };
        if (!isStored)
        {
            throw change.CreateConcurrencyException(await table.FindVersionAsync(session, change.Aggregate.Key).ConfigureAwait(false));
        }
    }

    private async ValueTask RedirectAsync(LineageEntry merge)
    {
        if (merge.Other is { } absorbed)
        {
            var customer = (Customer?)await tables.Get(typeof(Customer)).FindAsync(session, absorbed.Value).ConfigureAwait(false);
            await StoreOneAsync(CustomerMerge.Redirect(customer, merge)).ConfigureAwait(false);
        }
    }

    private async ValueTask<UpsertResult> UpsertAsync<T>(DocumentTable table, T aggregate, Func<T, T, T?> merge)
        where T : AggregateRoot
    {
        if (await table.FindAsync(session, aggregate.Key).ConfigureAwait(false) is not T known)
        {
            await StoreOneAsync(new AggregateChange(table.Definition, aggregate, AggregateChangeKind.Add)).ConfigureAwait(false);
            return UpsertResult.Added;
        }

        var before = table.Definition.Serialize(known);
        if (AggregateMerge.Decide((AggregateDefinition<T>)table.Definition, known, aggregate, merge) is not { } change)
        {
            return UpsertResult.Unchanged;
        }

        await new ReplacedRows(session).KeepAsync(table.Definition.Name, aggregate.Key, before).ConfigureAwait(false);
        await StoreOneAsync(change).ConfigureAwait(false);
        return UpsertResult.Replaced;
    }

    /// <summary>Stores who a customer is. A new one need not be read before.</summary>
    private async ValueTask<AppliedGoldenRecord> ApplyOneAsync((Id<Customer> Customer, GoldenRecord GoldenRecord) item)
    {
        var table = tables.Get(typeof(Customer));
        var customer = new Customer(item.Customer, item.GoldenRecord.Kind);
        customer.ApplyGoldenRecord(item.GoldenRecord);
        var isNew = await table.TryInsertAsync(session, customer).ConfigureAwait(false);
        if (!isNew)
        {
            customer = (Customer)(await table.FindAsync(session, item.Customer.Value).ConfigureAwait(false))!;
            if (customer.Erasure is null)
            {
                customer.ApplyGoldenRecord(item.GoldenRecord);
                await table.TryUpdateAsync(session, customer).ConfigureAwait(false);
            }
        }

        var applied = session.Prepare("DELETE FROM stale_customers WHERE customer_id = $1");
        applied.Bind(1, item.Customer);
        await applied.EnqueueAsync().ConfigureAwait(false);
        return new AppliedGoldenRecord(isNew, customer.DomainEvents);
    }
}
