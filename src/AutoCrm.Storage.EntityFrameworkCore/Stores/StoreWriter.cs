using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Schema;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using Microsoft.EntityFrameworkCore;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>What a transaction can write. Disposing without committing rolls back.</summary>
internal sealed class StoreWriter : IDisposable
{
    /// <summary>SQLite takes 32766 parameters and PostgreSQL 65535; reading so many customers at once costs no more per customer.</summary>
    private const int Batch = 500;

    private readonly StoreSession session;
    private readonly AggregateTables tables;
    private readonly IDbContextFactory<AutoCrmDbContext> contexts;
    private readonly RecordRows records;
    private readonly EventRows events;
    private readonly LineageRows lineage;
    private readonly OutboxRows outbox;
    private readonly VehicleRows vehicles;
    private bool isEnded;

    public StoreWriter(StoreSession session, AggregateTables tables, IDbContextFactory<AutoCrmDbContext> contexts, EventKinds kinds)
    {
        this.session = session;
        this.tables = tables;
        this.contexts = contexts;
        records = new RecordRows(session);
        events = new EventRows(session, kinds);
        lineage = new LineageRows(session);
        outbox = new OutboxRows(session);
        vehicles = new VehicleRows(session);
    }

    public void Add(AggregateRoot aggregate)
    {
        if (!tables.Of(aggregate.GetType()).TryInsert(session, aggregate))
        {
            throw Lost(aggregate, "there is one already");
        }
    }

    public void Update(AggregateRoot aggregate)
    {
        if (!tables.Of(aggregate.GetType()).TryUpdate(session, aggregate))
        {
            throw Lost(aggregate, "somebody else changed or removed it");
        }
    }

    public void Delete(AggregateRoot aggregate)
    {
        if (!tables.Of(aggregate.GetType()).TryDelete(session, aggregate))
        {
            throw Lost(aggregate, "somebody else changed or removed it");
        }
    }

    public UpsertResult Put(SourceRecord record) => records.Put(record);

    public UpsertResult Put(VehicleRecord record) => vehicles.Put(record);

    public UpsertResult Append(CustomerEvent customerEvent) => events.Append(customerEvent);

    public void Assign(RecordAssignment assignment) => records.Assign(assignment);

    public void Append(LineageEntry entry) => lineage.Append(entry);

    public void Publish(IDomainEvent domainEvent) => outbox.Add(domainEvent);

    /// <summary>Leads the absorbed customer's id to the survivor.</summary>
    public void Redirect(LineageEntry merge)
    {
        if (merge.Other is { } absorbed && !lineage.TryRedirect(absorbed, merge.Customer))
        {
            var customer = new Customer(absorbed, CustomerKind.Person);
            customer.MergeInto(merge.Customer);
            Add(customer);
        }
    }

    /// <summary>Stores an outlet as a file describes it; the hours are the host's.</summary>
    public UpsertResult Put(Outlet outlet)
    {
        var table = tables.Of(typeof(Outlet));
        if (table.TryInsert(session, outlet))
        {
            return UpsertResult.Added;
        }

        using var context = Context();
        var known = context.Set<Outlet>().AsNoTracking().Single(other => other.Id == outlet.Id);
        if (known.Name == outlet.Name && known.Kind == outlet.Kind && known.TimeZone.Equals(outlet.TimeZone)
            && known.Parent == outlet.Parent && known.Region == outlet.Region)
        {
            return UpsertResult.Unchanged;
        }

        new ReplacedRows(session).Keep(ReplacedRows.Outlet, 0, known.Code.Value, known);
        var next = new Outlet(outlet.Code, outlet.Name, outlet.Kind, outlet.TimeZone);
        next.SetParent(outlet.Parent);
        next.SetRegion(outlet.Region);
        next.SetCalendar(known.Calendar);
        next.MarkStored(known.Version);
        Update(next);
        return UpsertResult.Replaced;
    }

    /// <summary>Stores who customers are. New ones need not be read before.</summary>
    public void Describe(IReadOnlyList<(Id<Customer> Customer, GoldenRecord GoldenRecord)> descriptions)
    {
        var table = tables.Of(typeof(Customer));
        var described = session.Prepare("DELETE FROM stale_customers WHERE customer_id = $1");
        var known = new Dictionary<Id<Customer>, GoldenRecord>();
        foreach (var (id, description) in descriptions)
        {
            var customer = new Customer(id, description.Kind);
            customer.ApplyGoldenRecord(description);
            if (!table.TryInsert(session, customer))
            {
                known[id] = description;
            }

            described.Bind(1, id);
            described.Execute();
        }

        foreach (var batch in known.Chunk(Batch))
        {
            Refresh(table, batch);
        }
    }

    /// <summary>The customers that are to be described, as this transaction sees them.</summary>
    public IEnumerable<CustomerRecords> StaleCustomers() => RecordQueries.StreamStale(session);

    /// <summary>Refuses to go on after the end, when a row would be stored on its own.</summary>
    public void EnsureOpen() => ObjectDisposedException.ThrowIf(isEnded, this);

    public void Commit()
    {
        EnsureOpen();
        session.Commit();
        Dispose();
    }

    public void Dispose()
    {
        if (!isEnded)
        {
            isEnded = true;
            session.Dispose();
        }
    }

    private static ConcurrencyException Lost(AggregateRoot aggregate, string why) => new(
        $"{aggregate.GetType().Name} {aggregate.Key} cannot be stored: {why} since it was read as version {aggregate.Version}. Read it again and repeat.");

    private void Refresh(AggregateTable table, KeyValuePair<Id<Customer>, GoldenRecord>[] batch)
    {
        using var context = Context();
        var ids = batch.Select(pair => pair.Key).ToArray();
        var customers = context.Set<Customer>().AsNoTracking().Where(customer => ids.Contains(customer.Id)).ToDictionary(customer => customer.Id);
        foreach (var (id, description) in batch)
        {
            var customer = customers[id];
            if (customer.ErasedAt is null)
            {
                customer.ApplyGoldenRecord(description);
                table.TryUpdate(session, customer);
            }
        }
    }

    private AutoCrmDbContext Context()
    {
        var context = contexts.CreateDbContext();
        context.Database.SetDbConnection(session.Connection);
        return context;
    }
}
