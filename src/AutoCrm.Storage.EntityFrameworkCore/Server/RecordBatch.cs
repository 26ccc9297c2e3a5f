using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>The source records that a transaction works on: read together, decided one after the other, and written together.</summary>
internal sealed class RecordBatch(ServerSession session)
{
    private static readonly IReadOnlyList<RelationalColumn> Change =
    [
        new("record_no", ColumnType.Integer), new("known_since", ColumnType.Integer), .. TableColumns.Record, new("content_hash", ColumnType.Integer),
    ];

    private static readonly IReadOnlyList<RelationalColumn> Since = TableColumns.Of("record_no, known_since", integers: "record_no, known_since");

    private static readonly IReadOnlyList<RelationalColumn> Assignment = TableColumns.Of("record_no, customer_id", integers: "record_no", ids: "customer_id");

    private readonly Dictionary<SourceRef, RecordState> states = [];
    private readonly List<RecordState> order = [];
    private readonly HashSet<Id<Customer>> stale = [];

    public RecordState this[SourceRef source] => states[source];

    /// <summary>Names the records to work on. The numbers of their systems are known.</summary>
    public void Add(IEnumerable<SourceRef> sources)
    {
        foreach (var source in sources)
        {
            if (!states.ContainsKey(source))
            {
                var state = new RecordState(source, session.Systems.NumberOf(source.System));
                states.Add(source, state);
                order.Add(state);
            }
        }
    }

    /// <summary>Marks a customer whose golden record is out of date.</summary>
    public void MarkStale(Id<Customer> customer) => stale.Add(customer);

    /// <summary>Prepares the records with all they say, locked against other writers in the order of their numbers.</summary>
    public ServerStatement SelectLocked(IReadOnlyList<RecordState> which)
    {
        var rows = References(which, state => state.Source.Key);
        return session.PrepareOnServer(
            $"SELECT q.ordinal, t.record_no, t.customer_id, t.known_since, {Parameters.Of("t", RecordColumns.Names)} FROM {rows.Text(session.Dialect)} " +
            $"JOIN source_records t ON t.system_no = q.system_no AND t.key = q.key ORDER BY t.record_no{session.Dialect.LockRows}").BindRows(rows);
    }

    public static async ValueTask ReadLockedAsync(ServerStatement select, IReadOnlyList<RecordState> which)
    {
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            var state = which[(int)select.Int64(0)];
            state.Found(select.Int64(1), select.IdOrNull<Customer>(2), select.Instant(3), RecordColumns.Read(select, 4, state.Source));
        }
    }

    /// <summary>Prepares the hashes of the records.</summary>
    public ServerStatement SelectHashes()
    {
        var rows = References(order, state => state.Source.Key);
        return session.PrepareOnServer(
            $"SELECT q.ordinal, t.record_no, t.customer_id, t.known_since, t.content_hash FROM {rows.Text(session.Dialect)} " +
            "JOIN source_records t ON t.system_no = q.system_no AND t.key = q.key").BindRows(rows);
    }

    public async ValueTask ReadHashesAsync(ServerStatement select)
    {
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            var state = order[(int)select.Int64(0)];
            state.Found(select.Int64(1), select.IdOrNull<Customer>(2), select.Instant(3), null);
            state.Hash = select.IsNull(4) ? null : select.Int64(4);
        }
    }

    /// <summary>Prepares which of the records were erased.</summary>
    public ServerStatement SelectErased(IReadOnlyList<RecordState> which)
    {
        var rows = References(which, state => ErasedReference.Of(state.Source).Key);
        return session.PrepareOnServer(
            $"SELECT q.ordinal FROM {rows.Text(session.Dialect)} JOIN source_records t ON t.system_no = q.system_no AND t.key = q.key").BindRows(rows);
    }

    public static async ValueTask ReadErasedAsync(ServerStatement select, IReadOnlyList<RecordState> which)
    {
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            which[(int)select.Int64(0)].IsErased = true;
        }
    }

    /// <summary>Prepares what the records said before.</summary>
    public ServerStatement SelectPrevious(IReadOnlyList<RecordState> which)
    {
        var rows = References(which, state => state.Source.Key);
        return session.PrepareOnServer(
            $"SELECT q.ordinal, t.content FROM {rows.Text(session.Dialect)} JOIN replaced_rows t ON t.kind = '{ReplacedRows.Record}' AND t.system_no = q.system_no " +
            "AND t.key = q.key ORDER BY q.ordinal, t.replaced_no DESC").BindRows(rows);
    }

    public static async ValueTask ReadPreviousAsync(ServerStatement select, IReadOnlyList<RecordState> which)
    {
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            which[(int)select.Int64(0)].Previous.Add(AutoCrmJson.Deserialize<SourceRecord>(select.Text(1))!);
        }
    }

    /// <summary>Prepares the number of the latest event of the records, which are locked by then.</summary>
    public ServerStatement SelectLastEvents(IReadOnlyList<RecordState> which)
    {
        var rows = References(which, state => state.Source.Key);
        return session.PrepareOnServer(
            $"SELECT q.ordinal, (SELECT max(e.event_no) FROM events e WHERE e.event_no BETWEEN t.record_no * {EventColumns.Places} " +
            $"AND t.record_no * {EventColumns.Places} + {EventColumns.LastPlace}) FROM {rows.Text(session.Dialect)} " +
            "JOIN source_records t ON t.system_no = q.system_no AND t.key = q.key").BindRows(rows);
    }

    public static async ValueTask ReadLastEventsAsync(ServerStatement select, IReadOnlyList<RecordState> which)
    {
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            which[(int)select.Int64(0)].LastPlace = select.IsNull(1) ? 0 : select.Int64(1) & EventColumns.LastPlace;
        }
    }

    public UpsertResult Put(SourceRecord record)
    {
        var state = states[record.Source];
        var (wasStored, known) = (state.Number is not null, state.Customer);
        var result = state.Put(record);
        if (result == UpsertResult.Replaced && wasStored && known is { } described)
        {
            stale.Add(described);
        }

        return result;
    }

    public void Assign(RecordAssignment assignment)
    {
        var state = states.GetValueOrDefault(assignment.Record) ?? throw assignment.CreateUnknownRecordException();
        if (state.TryAssign(assignment, out var former))
        {
            stale.Add(assignment.Customer);
            if (former is { } left)
            {
                stale.Add(left);
            }
        }
    }

    /// <summary>The rows of the new records, to be inserted or loaded.</summary>
    public RowList NewRows()
    {
        var rows = new RowList(TableColumns.NewRecord);
        foreach (var state in order.Where(state => state.IsNew))
        {
            rows.Bind(1, state.System);
            rows.BindText(2, state.Source.Key);
            rows.Bind(3, state.Customer);
            rows.Bind(4, state.KnownSince);
            rows.Bind(5, state.FirstRecordedAt);
            RecordColumns.Bind(rows, 6, state.Current!);
            rows.Bind(6 + RecordColumns.Count, HashOf(state.Current!));
            rows.EndRow();
        }

        return rows;
    }

    /// <summary>Enqueues what becomes of records that are stored, what was said before, and the customers to be described.</summary>
    public async ValueTask EnqueueChangesAsync(TableWriter writer)
    {
        var (changed, since, assigned, kept, customers) = (
            new RowList(Change), new RowList(Since), new RowList(Assignment), new RowList(TableColumns.Replaced), new RowList(TableColumns.Customer));
        foreach (var state in order)
        {
            foreach (var version in state.Kept)
            {
                kept.BindText(1, ReplacedRows.Record);
                kept.Bind(2, state.System);
                kept.BindText(3, state.Source.Key);
                kept.BindText(4, AutoCrmJson.Serialize(version));
                kept.EndRow();
            }

            if (state.IsChanged)
            {
                changed.Bind(1, state.Number!.Value);
                changed.Bind(2, state.KnownSince);
                RecordColumns.Bind(changed, 3, state.Current!);
                changed.Bind(3 + RecordColumns.Count, HashOf(state.Current!));
                changed.EndRow();
            }
            else if (state is { IsKnownEarlier: true, IsNew: false })
            {
                since.Bind(1, state.Number!.Value);
                since.Bind(2, state.KnownSince);
                since.EndRow();
            }

            if (state is { IsAssigned: true, IsNew: false })
            {
                assigned.Bind(1, state.Number!.Value);
                assigned.Bind(2, state.Customer);
                assigned.EndRow();
            }
        }

        foreach (var customer in stale.Order())
        {
            customers.Bind(1, customer);
            customers.EndRow();
        }

        await writer.UpdateAsync("source_records", "record_no", changed).ConfigureAwait(false);
        await writer.UpdateAsync("source_records", "record_no", since).ConfigureAwait(false);
        await writer.UpdateAsync("source_records", "record_no", assigned).ConfigureAwait(false);
        await writer.InsertAsync("replaced_rows", kept).ConfigureAwait(false);
        await writer.InsertMissingAsync("stale_customers", customers).ConfigureAwait(false);
    }

    public IReadOnlyList<RecordState> All => order;

    public static long HashOf(SourceRecord record)
    {
        var hash = new ContentHash(recordedAt: RecordedAtParameter);
        RecordColumns.BindContent(hash, 1, record);
        return hash.Take();
    }

    private const int RecordedAtParameter = 17;

    private static RowList References(IReadOnlyList<RecordState> states, Func<RecordState, string> key)
    {
        var rows = new RowList(TableColumns.Reference);
        for (var i = 0; i < states.Count; i++)
        {
            rows.Bind(1, (long)i);
            rows.Bind(2, states[i].System);
            rows.BindText(3, key(states[i]));
            rows.EndRow();
        }

        return rows;
    }
}
