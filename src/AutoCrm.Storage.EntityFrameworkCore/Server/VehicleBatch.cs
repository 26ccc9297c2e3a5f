using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>What systems say of vehicles, put together in one batch.</summary>
internal sealed class VehicleBatch(ServerSession session, IReadOnlyList<VehicleRecord> vehicles)
{
    private const int RecordedAtParameter = 2;

    private static readonly IReadOnlyList<RelationalColumn> Change = [new("vehicle_no", ColumnType.Integer), .. TableColumns.Vehicle.Skip(2)];

    private readonly Dictionary<SourceRef, State> states = [];

    public async ValueTask<IReadOnlyList<UpsertResult>> PutAsync(TableWriter writer)
    {
        SourceRef[] sources = [.. vehicles.Select(vehicle => vehicle.Source).Distinct()];
        foreach (var source in sources)
        {
            states[source] = new State(source);
        }

        await ReadHashesAsync(sources).ConfigureAwait(false);
        var isSame = vehicles.Select(vehicle => states[vehicle.Source].Hash == HashOf(vehicle)).ToArray();
        State[] unlike = [.. vehicles.Where((vehicle, i) => !isSame[i] && states[vehicle.Source].Number is not null).Select(vehicle => states[vehicle.Source]).Distinct()];
        if (unlike.Length > 0)
        {
            await ReadContentsAsync(unlike).ConfigureAwait(false);
        }

        var results = vehicles.Select((vehicle, i) => isSame[i] && states[vehicle.Source].Current is null ? UpsertResult.Unchanged : Put(states[vehicle.Source], vehicle)).ToArray();
        await EnqueueAsync(writer, sources).ConfigureAwait(false);
        return results;
    }

    private static UpsertResult Put(State state, VehicleRecord record)
    {
        if (state.Current is not { } known)
        {
            (state.Current, state.IsNew) = (record, true);
            return UpsertResult.Added;
        }

        record = ErasedForm.Apply(known, record);
        if (known == record with { RecordedAt = known.RecordedAt }
            || state.Previous.Exists(earlier => earlier.RecordedAt == known.RecordedAt && earlier == record with { RecordedAt = earlier.RecordedAt }))
        {
            return UpsertResult.Unchanged;
        }

        state.Kept.Add(known);
        state.Previous.Insert(0, known);
        (state.Current, state.IsChanged) = (record, !state.IsNew);
        return UpsertResult.Replaced;
    }

    private static long HashOf(VehicleRecord vehicle)
    {
        var hash = new ContentHash(RecordedAtParameter);
        VehicleRows.Bind(hash, 1, vehicle);
        return hash.Take();
    }

    private async ValueTask ReadHashesAsync(SourceRef[] sources)
    {
        var rows = EventBatch.References(session, sources);
        var select = session.PrepareOnServer(
            $"SELECT q.ordinal, t.vehicle_no, t.content_hash FROM {rows.Text(session.Dialect)} JOIN vehicle_records t ON t.system_no = q.system_no AND t.key = q.key").BindRows(rows);
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            var state = states[sources[(int)select.Int64(0)]];
            (state.Number, state.Hash) = (select.Int64(1), select.IsNull(2) ? null : select.Int64(2));
        }
    }

    private async ValueTask ReadContentsAsync(State[] unlike)
    {
        var rows = EventBatch.References(session, [.. unlike.Select(state => state.Source)]);
        var locked = session.PrepareOnServer(
            $"SELECT q.ordinal, {Parameters.Of("t", VehicleRows.Columns)} FROM {rows.Text(session.Dialect)} JOIN vehicle_records t ON t.system_no = q.system_no AND t.key = q.key " +
            $"ORDER BY t.vehicle_no{session.Dialect.LockRows}").BindRows(rows);
        var previous = session.PrepareOnServer(
            $"SELECT q.ordinal, t.content FROM {rows.Text(session.Dialect)} JOIN replaced_rows t ON t.kind = '{ReplacedRows.Vehicle}' AND t.system_no = q.system_no " +
            "AND t.key = q.key ORDER BY q.ordinal, t.replaced_no DESC").BindRows(rows);
        await session.SendAsync(locked, previous).ConfigureAwait(false);
        while (await locked.ReadAsync().ConfigureAwait(false))
        {
            var state = unlike[(int)locked.Int64(0)];
            state.Current = VehicleRows.Read(locked, 1, state.Source);
        }

        while (await previous.ReadAsync().ConfigureAwait(false))
        {
            unlike[(int)previous.Int64(0)].Previous.Add(AutoCrmJson.Deserialize<VehicleRecord>(previous.Text(1))!);
        }
    }

    private async ValueTask EnqueueAsync(TableWriter writer, SourceRef[] sources)
    {
        var (added, changed, kept) = (new RowList(TableColumns.Vehicle), new RowList(Change), new RowList(TableColumns.Replaced));
        foreach (var source in sources)
        {
            var state = states[source];
            var system = session.Systems.NumberOf(source.System);
            foreach (var version in state.Kept)
            {
                kept.BindText(1, ReplacedRows.Vehicle);
                kept.Bind(2, system);
                kept.BindText(3, source.Key);
                kept.BindText(4, AutoCrmJson.Serialize(version));
                kept.EndRow();
            }

            if (state.IsChanged)
            {
                changed.Bind(1, state.Number!.Value);
                VehicleRows.Bind(changed, 2, state.Current!);
                changed.Bind(2 + VehicleRows.Count, HashOf(state.Current!));
                changed.EndRow();
            }
            else if (state.IsNew)
            {
                added.Bind(1, system);
                added.BindText(2, source.Key);
                VehicleRows.Bind(added, 3, state.Current!);
                added.Bind(3 + VehicleRows.Count, HashOf(state.Current!));
                added.EndRow();
            }
        }

        await writer.UpdateAsync("vehicle_records", "vehicle_no", changed).ConfigureAwait(false);
        await writer.InsertAsync("replaced_rows", kept).ConfigureAwait(false);
        await writer.InsertAsync("vehicle_records", added).ConfigureAwait(false);
    }

    /// <summary>A vehicle record as the batch found it and is about to leave it.</summary>
    private sealed class State(SourceRef source)
    {
        public SourceRef Source => source;

        public long? Number { get; set; }

        public long? Hash { get; set; }

        public VehicleRecord? Current { get; set; }

        public List<VehicleRecord> Previous { get; } = [];

        public List<VehicleRecord> Kept { get; } = [];

        public bool IsNew { get; set; }

        public bool IsChanged { get; set; }
    }
}
