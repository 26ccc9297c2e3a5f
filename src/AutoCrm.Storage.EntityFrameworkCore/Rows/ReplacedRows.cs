using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Keeps what records, vehicles and aggregates said before they were replaced.</summary>
internal sealed class ReplacedRows(StoreSession session)
{
    public const string Record = "record";
    public const string Vehicle = "vehicle";

    /// <summary>The previous versions of a record, the latest first.</summary>
    public static ValueTask<IReadOnlyList<SourceRecord>> ListRecordVersionsAsync(StoreSession session, SourceRef source) =>
        ListVersionsAsync<SourceRecord>(session, Record, source);

    /// <summary>The previous versions of a vehicle record, the latest first.</summary>
    public static ValueTask<IReadOnlyList<VehicleRecord>> ListVehicleVersionsAsync(StoreSession session, SourceRef source) =>
        ListVersionsAsync<VehicleRecord>(session, Vehicle, source);

    private static async ValueTask<IReadOnlyList<T>> ListVersionsAsync<T>(StoreSession session, string kind, SourceRef source) =>
        await session.Systems.FindAsync(source.System).ConfigureAwait(false) is { } system
            ? await new ReplacedRows(session).ListAsync<T>(kind, system, source.Key).ConfigureAwait(false)
            : [];

    /// <summary>Keeps the state of an aggregate.</summary>
    public ValueTask KeepAsync(string definition, Guid aggregate, string state) => InsertAsync(definition, 0, aggregate.ToString(), state);

    public ValueTask KeepAsync<T>(string kind, long system, string key, T content) =>
        InsertAsync(kind, system, key, AutoCrmJson.Serialize(content));

    private async ValueTask InsertAsync(string kind, long system, string key, string content)
    {
        var insert = session.Prepare("INSERT INTO replaced_rows (kind, system_no, key, content) VALUES ($1, $2, $3, $4)");
        insert.BindText(1, kind);
        insert.Bind(2, system);
        insert.BindText(3, key);
        insert.BindText(4, content);
        await insert.EnqueueAsync().ConfigureAwait(false);
    }

    /// <summary>Deletes all previous versions of one thing.</summary>
    public async ValueTask DeleteAsync(string kind, long system, string key)
    {
        var delete = session.Prepare("DELETE FROM replaced_rows WHERE kind = $1 AND system_no = $2 AND key = $3");
        delete.BindText(1, kind);
        delete.Bind(2, system);
        delete.BindText(3, key);
        await delete.EnqueueAsync().ConfigureAwait(false);
    }

    /// <summary>What it said, the latest first.</summary>
    public ValueTask<List<T>> ListAsync<T>(string kind, long system, string key) => ReadAsync<T>(Select(kind, system, key));

    /// <summary>Prepares what a thing said, for <see cref="ReadAsync"/>.</summary>
    public SqlStatement Select(string kind, long system, string key, int copy = 0)
    {
        var select = session.Prepare(
            "SELECT content FROM replaced_rows WHERE kind = $1 AND system_no = $2 AND key = $3 ORDER BY replaced_no DESC", copy);
        select.BindText(1, kind);
        select.Bind(2, system);
        select.BindText(3, key);
        return select;
    }

    public static async ValueTask<List<T>> ReadAsync<T>(SqlStatement select)
    {
        var contents = new List<T>();
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            contents.Add(AutoCrmJson.Deserialize<T>(select.Bytes(0))!);
        }

        return contents;
    }
}
