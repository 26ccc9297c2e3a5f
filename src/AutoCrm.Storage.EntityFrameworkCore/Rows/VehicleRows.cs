using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Writes and reads what systems say of vehicles.</summary>
internal sealed class VehicleRows(StoreSession session)
{
    public const string Columns = "vin, recorded_at, plate, make, model, trim, model_year, fuel, first_registered, attributes, plate_key";

    public const int Count = 11;

    private readonly SqlStatement insert = session.Prepare(
        $"INSERT INTO vehicle_records (system_no, key, {Columns}) VALUES ({Parameters.From(1, 2 + Count)}) ON CONFLICT DO NOTHING");

    public async ValueTask<UpsertResult> PutAsync(VehicleRecord record)
    {
        var system = session.Systems.NumberOf(record.Source.System);
        insert.Bind(1, system);
        insert.BindText(2, record.Source.Key);
        Bind(insert, 3, record);
        return await insert.ExecuteAsync().ConfigureAwait(false) == 1 ? UpsertResult.Added : await ReplaceAsync(system, record).ConfigureAwait(false);
    }

    /// <summary>The records of vehicles: vehicle by vehicle as they are given, those of each in the order of their references.</summary>
    public async ValueTask<IReadOnlyList<VehicleRecord>> ListAsync(IReadOnlyCollection<Vin> vehicles)
    {
        var records = new List<VehicleRecord>();
        foreach (var chunk in vehicles.Chunk(session.StatementsPerTrip))
        {
            SqlStatement[] selects = [.. chunk.Select(Select)];
            await session.SendAsync(selects).ConfigureAwait(false);
            foreach (var select in selects)
            {
                records.AddRange((await ReadAsync(select).ConfigureAwait(false)).OrderBy(record => record.Source));
            }
        }

        return records;
    }

    private SqlStatement Select(Vin vin, int copy)
    {
        var select = session.Prepare($"SELECT system_no, key, {Columns} FROM vehicle_records WHERE vin = $1", copy);
        select.BindText(1, vin.Value);
        return select;
    }

    /// <summary>The records with a plate, ordered by VIN, then by reference.</summary>
    public async ValueTask<IReadOnlyList<VehicleRecord>> ListByPlateAsync(LicencePlate plate)
    {
        var select = session.Prepare($"SELECT system_no, key, {Columns} FROM vehicle_records WHERE plate_key = $1");
        select.BindText(1, plate.Normalized);
        return [.. (await ReadAsync(select).ConfigureAwait(false)).OrderBy(record => record.Vin).ThenBy(record => record.Source)];
    }

    private async ValueTask<List<VehicleRecord>> ReadAsync(SqlStatement select)
    {
        var records = new List<VehicleRecord>();
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            records.Add(Read(select, 2, new SourceRef(session.Systems.NameOf(select.Int64(0)), select.Text(1))));
        }

        return records;
    }

    private static string? KeyOf(string? plate) => LicencePlate.TryParse(plate, null, out var parsed) ? parsed.Normalized : null;

    /// <summary>Erases the plates of a vehicle and the previous versions of its records.</summary>
    public async ValueTask EraseAsync(Vin vin)
    {
        var update = session.Prepare($"UPDATE vehicle_records SET plate = NULL, plate_key = NULL, attributes = $1{(session.KeepsContentHashes ? ", content_hash = NULL" : "")} WHERE system_no = $2 AND key = $3");
        foreach (var erased in (await ListAsync([vin]).ConfigureAwait(false)).Select(ErasedForm.Of))
        {
            var system = session.Systems.NumberOf(erased.Source.System);
            update.Bind(1, WriteAttributes(erased));
            update.Bind(2, system);
            update.BindText(3, erased.Source.Key);
            await update.EnqueueAsync().ConfigureAwait(false);
            await new ReplacedRows(session).DeleteAsync(ReplacedRows.Vehicle, system, erased.Source.Key).ConfigureAwait(false);
        }
    }

    private static string? WriteAttributes(VehicleRecord record) =>
        record.Attributes.Count == 0 ? null : AutoCrmJson.Serialize(record.Attributes);

    public static void Bind(RowBinder statement, int first, VehicleRecord record)
    {
        statement.BindText(first, record.Vin.Value);
        statement.Bind(first + 1, record.RecordedAt);
        statement.Bind(first + 2, record.Plate);
        statement.Bind(first + 3, record.Make);
        statement.Bind(first + 4, record.Model);
        statement.Bind(first + 5, record.Trim);
        statement.Bind(first + 6, (long?)record.ModelYear);
        statement.Bind(first + 7, record.Fuel);
        statement.Bind(first + 8, record.FirstRegistered);
        statement.Bind(first + 9, WriteAttributes(record));
        statement.Bind(first + 10, KeyOf(record.Plate));
    }

    public static VehicleRecord Read(SqlStatement row, int first, SourceRef source) => new()
    {
        Source = source,
        Vin = Vin.Parse(row.Text(first)),
        RecordedAt = row.Instant(first + 1),
        Plate = row.TextOrNull(first + 2),
        Make = row.PooledStringOrNull(first + 3),
        Model = row.PooledStringOrNull(first + 4),
        Trim = row.PooledStringOrNull(first + 5),
        ModelYear = row.IsNull(first + 6) ? null : (int)row.Int64(first + 6),
        Fuel = row.PooledStringOrNull(first + 7),
        FirstRegistered = row.DateOrNull(first + 8),
        Attributes = row.IsNull(first + 9) ? Attributes.None : AutoCrmJson.Deserialize<Attributes>(row.Bytes(first + 9))!,
    };

    private async ValueTask<UpsertResult> ReplaceAsync(long system, VehicleRecord record)
    {
        var select = session.Prepare($"SELECT vehicle_no, {Columns} FROM vehicle_records WHERE system_no = $1 AND key = $2");
        select.Bind(1, system);
        select.BindText(2, record.Source.Key);
        await select.ReadAsync().ConfigureAwait(false);
        var number = select.Int64(0);
        var known = Read(select, 1, record.Source);
        select.Reset();
        record = ErasedForm.Apply(known, record);
        var replaced = new ReplacedRows(session);
        var isRepeated = (await replaced.ListAsync<VehicleRecord>(ReplacedRows.Vehicle, system, record.Source.Key).ConfigureAwait(false))
            .Any(earlier => earlier.RecordedAt == known.RecordedAt && earlier == record with { RecordedAt = earlier.RecordedAt });
        if (isRepeated || known == record with { RecordedAt = known.RecordedAt })
        {
            return UpsertResult.Unchanged;
        }

        await replaced.KeepAsync(ReplacedRows.Vehicle, system, record.Source.Key, known).ConfigureAwait(false);
        var update = session.Prepare($"UPDATE vehicle_records SET {Parameters.Assign(Columns, 1)} WHERE vehicle_no = ${Count + 1}");
        Bind(update, 1, record);
        update.Bind(Count + 1, number);
        await update.EnqueueAsync().ConfigureAwait(false);
        return UpsertResult.Replaced;
    }
}
