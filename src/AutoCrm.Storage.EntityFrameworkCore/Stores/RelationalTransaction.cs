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
internal sealed class RelationalTransaction : IStoreTransaction
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

    public RelationalTransaction(StoreSession session, DocumentTables tables, EventKinds kinds)
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
        Each(items, records.Put, cancellationToken);

    public ValueTask<IReadOnlyList<UpsertResult>> PutAsync(IReadOnlyList<VehicleRecord> items, CancellationToken cancellationToken) =>
        Each(items, vehicles.Put, cancellationToken);

    public ValueTask<IReadOnlyList<UpsertResult>> UpsertAsync<T>(
        IReadOnlyList<T> aggregates, Func<T, T, T?> merge, CancellationToken cancellationToken)
        where T : AggregateRoot
    {
        var table = tables.Get(typeof(T));
        return Each(aggregates, aggregate => Upsert(table, aggregate, merge), cancellationToken);
    }

    public ValueTask<IReadOnlyList<UpsertResult>> AppendAsync(IReadOnlyList<CustomerEvent> items, CancellationToken cancellationToken) =>
        Each(items, events.Append, cancellationToken);

    public ValueTask AssignAsync(IReadOnlyList<RecordAssignment> assignments, CancellationToken cancellationToken) =>
        Each(assignments, records.Assign, cancellationToken);

    public ValueTask AppendAsync(IReadOnlyList<LineageEntry> entries, CancellationToken cancellationToken) =>
        Each(entries, lineage.Append, cancellationToken);

    public ValueTask RedirectAsync(IReadOnlyList<LineageEntry> merges, CancellationToken cancellationToken) =>
        Each(merges, Redirect, cancellationToken);

    public ValueTask EraseAsync(IReadOnlyList<PersonalDataErasure> erasures, CancellationToken cancellationToken) =>
        Each(erasures, new ErasureRows(session, kinds).Erase, cancellationToken);

    public ValueTask StoreAsync(IReadOnlyList<AggregateChange> changes, CancellationToken cancellationToken) =>
        Each(changes, Store, cancellationToken);

    public ValueTask PublishAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken) =>
        Each(messages, outbox.Add, cancellationToken);

    public ValueTask ReceiveAsync(IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken) =>
        Each(entries, inbox.Add, cancellationToken);

    public async IAsyncEnumerable<CustomerRecords> StreamStaleAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var customer in RecordQueries.StreamStale(session, kinds))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return customer;
        }
    }

    public ValueTask<IReadOnlyList<AppliedGoldenRecord>> ApplyAsync(
        IReadOnlyList<(Id<Customer> Customer, GoldenRecord GoldenRecord)> goldenRecords, CancellationToken cancellationToken) =>
        Each(goldenRecords, Apply, cancellationToken);

    public ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        session.Commit();
        return DisposeAsync();
    }

    public ValueTask DisposeAsync()
    {
        if (!isEnded)
        {
            isEnded = true;
            session.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Refuses to go on after the end, when a row would be stored on its own.</summary>
    private void EnsureOpen(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(isEnded, this);
    }

    private ValueTask<IReadOnlyList<TResult>> Each<TRow, TResult>(
        IReadOnlyList<TRow> rows, Func<TRow, TResult> write, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        var results = new TResult[rows.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = write(rows[i]);
        }

        return ValueTask.FromResult<IReadOnlyList<TResult>>(results);
    }

    private ValueTask Each<TRow>(IReadOnlyList<TRow> rows, Action<TRow> write, CancellationToken cancellationToken)
    {
        EnsureOpen(cancellationToken);
        foreach (var row in rows)
        {
            write(row);
        }

        return ValueTask.CompletedTask;
    }

    private void Store(AggregateChange change)
    {
        var table = tables.Get(change.Definition.AggregateType);
        if (change.Kind != AggregateChangeKind.Delete && table.FindDuplicate(session, change.Aggregate) is { } column)
        {
            throw change.CreateUniqueException(column);
        }

        var isStored = change.Kind switch
        {
            AggregateChangeKind.Add => table.TryInsert(session, change.Aggregate),
            AggregateChangeKind.Update => table.TryUpdate(session, change.Aggregate),
            _ => table.TryDelete(session, change.Aggregate),
        };
        if (!isStored)
        {
            throw change.CreateConcurrencyException(table.FindVersion(session, change.Aggregate.Key));
        }
    }

    private void Redirect(LineageEntry merge)
    {
        if (merge.Other is { } absorbed)
        {
            Store(CustomerMerge.Redirect((Customer?)tables.Get(typeof(Customer)).Find(session, absorbed.Value), merge));
        }
    }

    private UpsertResult Upsert<T>(DocumentTable table, T aggregate, Func<T, T, T?> merge)
        where T : AggregateRoot
    {
        if (table.Find(session, aggregate.Key) is not T known)
        {
            Store(new AggregateChange(table.Definition, aggregate, AggregateChangeKind.Add));
            return UpsertResult.Added;
        }

        var before = table.Definition.Serialize(known);
        if (AggregateMerge.Decide((AggregateDefinition<T>)table.Definition, known, aggregate, merge) is not { } change)
        {
            return UpsertResult.Unchanged;
        }

        new ReplacedRows(session).Keep(table.Definition.Name, aggregate.Key, before);
        Store(change);
        return UpsertResult.Replaced;
    }

    /// <summary>Stores who a customer is. A new one need not be read before.</summary>
    private AppliedGoldenRecord Apply((Id<Customer> Customer, GoldenRecord GoldenRecord) item)
    {
        var table = tables.Get(typeof(Customer));
        var customer = new Customer(item.Customer, item.GoldenRecord.Kind);
        customer.ApplyGoldenRecord(item.GoldenRecord);
        var isNew = table.TryInsert(session, customer);
        if (!isNew)
        {
            customer = (Customer)table.Find(session, item.Customer.Value)!;
            if (customer.Erasure is null)
            {
                customer.ApplyGoldenRecord(item.GoldenRecord);
                table.TryUpdate(session, customer);
            }
        }

        var applied = session.Prepare("DELETE FROM stale_customers WHERE customer_id = $1");
        applied.Bind(1, item.Customer);
        applied.Execute();
        return new AppliedGoldenRecord(isNew, customer.DomainEvents);
    }
}
