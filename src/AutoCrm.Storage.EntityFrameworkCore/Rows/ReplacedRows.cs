using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Keeps what records, vehicles and aggregates said before they were replaced.</summary>
internal sealed class ReplacedRows(StoreSession session)
{
    public const string Record = "record";
    public const string Vehicle = "vehicle";

    /// <summary>The previous versions of a record, the latest first.</summary>
    public static IReadOnlyList<SourceRecord> RecordVersions(StoreSession session, SourceRef source) =>
        session.Systems.Find(source.System) is { } system ? new ReplacedRows(session).Of<SourceRecord>(Record, system, source.Key) : [];

    /// <summary>Keeps the state of an aggregate.</summary>
    public void Keep(string definition, Guid aggregate, string state) => Insert(definition, 0, aggregate.ToString(), state);

    public void Keep<T>(string kind, long system, string key, T content) =>
        Insert(kind, system, key, AutoCrmJson.Serialize(content));

    private void Insert(string kind, long system, string key, string content)
    {
        var insert = session.Prepare("INSERT INTO replaced_rows (kind, system_no, key, content) VALUES ($1, $2, $3, $4)");
        insert.BindText(1, kind);
        insert.Bind(2, system);
        insert.BindText(3, key);
        insert.BindText(4, content);
        insert.Execute();
    }

    /// <summary>Deletes all previous versions of one thing.</summary>
    public void Delete(string kind, long system, string key)
    {
        var delete = session.Prepare("DELETE FROM replaced_rows WHERE kind = $1 AND system_no = $2 AND key = $3");
        delete.BindText(1, kind);
        delete.Bind(2, system);
        delete.BindText(3, key);
        delete.Execute();
    }

    /// <summary>What it said, the latest first.</summary>
    public IReadOnlyList<T> Of<T>(string kind, long system, string key)
    {
        var select = session.Prepare(
            "SELECT content FROM replaced_rows WHERE kind = $1 AND system_no = $2 AND key = $3 ORDER BY replaced_no DESC");
        select.BindText(1, kind);
        select.Bind(2, system);
        select.BindText(3, key);
        var contents = new List<T>();
        while (select.Read())
        {
            contents.Add(AutoCrmJson.Deserialize<T>(select.Bytes(0))!);
        }

        return contents;
    }
}
