using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Writes and reads what systems say of vehicles.</summary>
internal sealed class VehicleRows(StoreSession session)
{
    private const string Columns = "vin, recorded_at, plate, make, model, trim, model_year, fuel, first_registered, attributes, plate_key";

    private const int Count = 11;

    private readonly SqlStatement insert = session.Prepare(
        $"INSERT INTO vehicle_records (system_no, key, {Columns}) VALUES ({Parameters.From(1, 2 + Count)}) ON CONFLICT DO NOTHING");

    public UpsertResult Put(VehicleRecord record)
    {
        var system = session.Systems.NumberOf(record.Source.System);
        insert.Bind(1, system);
        insert.BindText(2, record.Source.Key);
        Bind(insert, 3, record);
        return insert.Execute() == 1 ? UpsertResult.Added : Replace(system, record);
    }

    /// <summary>The records of a vehicle, in the order of their references.</summary>
    public IEnumerable<VehicleRecord> Of(Vin vin)
    {
        var select = session.Prepare($"SELECT system_no, key, {Columns} FROM vehicle_records WHERE vin = $1");
        select.BindText(1, vin.Value);
        var records = new List<VehicleRecord>();
        while (select.Read())
        {
            records.Add(Read(select, 2, new SourceRef(session.Systems.NameOf(select.Int64(0)), select.Text(1))));
        }

        return records.OrderBy(record => record.Source);
    }

    /// <summary>The records with a plate, ordered by VIN, then by reference.</summary>
    public IReadOnlyList<VehicleRecord> WithPlate(LicencePlate plate)
    {
        var select = session.Prepare($"SELECT system_no, key, {Columns} FROM vehicle_records WHERE plate_key = $1");
        select.BindText(1, plate.Normalized);
        var records = new List<VehicleRecord>();
        while (select.Read())
        {
            records.Add(Read(select, 2, new SourceRef(session.Systems.NameOf(select.Int64(0)), select.Text(1))));
        }

        return [.. records.OrderBy(record => record.Vin).ThenBy(record => record.Source)];
    }

    private static string? KeyOf(string? plate) => LicencePlate.TryParse(plate, null, out var parsed) ? parsed.Normalized : null;

    /// <summary>Erases the plates of a vehicle and the previous versions of its records.</summary>
    public void Erase(Vin vin)
    {
        var update = session.Prepare("UPDATE vehicle_records SET plate = NULL, plate_key = NULL, attributes = $1 WHERE system_no = $2 AND key = $3");
        foreach (var erased in Of(vin).Select(ErasedForm.Of))
        {
            var system = session.Systems.NumberOf(erased.Source.System);
            update.Bind(1, WriteAttributes(erased));
            update.Bind(2, system);
            update.BindText(3, erased.Source.Key);
            update.Execute();
            new ReplacedRows(session).Delete(ReplacedRows.Vehicle, system, erased.Source.Key);
        }
    }

    private static string? WriteAttributes(VehicleRecord record) =>
        record.Attributes.Count == 0 ? null : AutoCrmJson.Serialize(record.Attributes);

    private static void Bind(SqlStatement statement, int first, VehicleRecord record)
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

    private static VehicleRecord Read(SqlStatement row, int first, SourceRef source) => new()
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

    private UpsertResult Replace(long system, VehicleRecord record)
    {
        var select = session.Prepare($"SELECT vehicle_no, {Columns} FROM vehicle_records WHERE system_no = $1 AND key = $2");
        select.Bind(1, system);
        select.BindText(2, record.Source.Key);
        select.Read();
        var number = select.Int64(0);
        var known = Read(select, 1, record.Source);
        select.Reset();
        record = ErasedForm.Apply(known, record);
        var replaced = new ReplacedRows(session);
        var isRepeated = replaced.Of<VehicleRecord>(ReplacedRows.Vehicle, system, record.Source.Key)
            .Any(earlier => earlier.RecordedAt == known.RecordedAt && earlier == record with { RecordedAt = earlier.RecordedAt });
        if (isRepeated || known == record with { RecordedAt = known.RecordedAt })
        {
            return UpsertResult.Unchanged;
        }

        replaced.Keep(ReplacedRows.Vehicle, system, record.Source.Key, known);
        var update = session.Prepare($"UPDATE vehicle_records SET {Parameters.Assign(Columns, 1)} WHERE vehicle_no = ${Count + 1}");
        Bind(update, 1, record);
        update.Bind(Count + 1, number);
        update.Execute();
        return UpsertResult.Replaced;
    }
}
