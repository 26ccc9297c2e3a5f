using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Reads the versions of events by their references.</summary>
internal sealed class EventVersions(StoreSession session, EventKinds kinds)
{
    private static readonly string Current = Select("superseded_at IS NULL");

    private static readonly string Superseded = Select("superseded_at IS NOT NULL ORDER BY e.recorded_at, e.event_no");

    private readonly EventColumns columns = new(session, kinds);

    /// <summary>Prepares an event as it stands, for <see cref="FindAsync"/>.</summary>
    public SqlStatement SelectCurrent(long system, string key, int copy = 0) => Select(Current, system, key, copy);

    /// <summary>Prepares the versions of an event that others took the place of, for <see cref="ListAsync"/>.</summary>
    public SqlStatement SelectSuperseded(long system, string key, int copy = 0) => Select(Superseded, system, key, copy);

    /// <summary>The event as it stands, or <see langword="null"/>.</summary>
    public async ValueTask<NumberedEvent?> FindAsync(SqlStatement select)
    {
        if (!await select.ReadAsync().ConfigureAwait(false))
        {
            return null;
        }

        var found = Read(select);
        select.Reset();
        return found;
    }

    /// <summary>The versions in the order in which they were recorded.</summary>
    public async ValueTask<List<NumberedEvent>> ListAsync(SqlStatement select)
    {
        var versions = new List<NumberedEvent>();
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            versions.Add(Read(select));
        }

        return versions;
    }

    private static string Select(string where) =>
        $"SELECT e.event_no, e.superseded_at, r.system_no, r.key, {Parameters.Of("e", EventColumns.Names)} FROM events e " +
        $"JOIN source_records r ON r.record_no = (e.event_no / {EventColumns.Places}) WHERE e.system_no = $1 AND e.key = $2 AND e.{where}";

    private SqlStatement Select(string text, long system, string key, int copy)
    {
        var select = session.Prepare(text, copy);
        select.Bind(1, system);
        select.BindText(2, key);
        return select;
    }

    private NumberedEvent Read(SqlStatement row) => new(
        row.Int64(0), row.InstantOrNull(1), columns.Read(row, 4, new SourceRef(session.Systems.NameOf(row.Int64(2)), row.Text(3))));
}

/// <summary>An event with its number.</summary>
/// <param name="Number">Its number.</param>
/// <param name="SupersededAt">When another version took its place; <see langword="null"/> where none has.</param>
/// <param name="Event">The event.</param>
internal sealed record NumberedEvent(long Number, Instant? SupersededAt, CustomerEvent Event);
