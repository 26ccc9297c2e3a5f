using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>What the store knows of an event that is to be appended.</summary>
/// <param name="HasRecord">Whether its record is stored.</param>
/// <param name="IsRecordErased">Whether the personal data of its record was erased; asked where the record is not stored.</param>
/// <param name="Event">The event of its reference as it stands; <see langword="null"/> where there is none.</param>
/// <param name="Superseded">The versions that were superseded.</param>
internal sealed record KnownEvent(bool HasRecord, bool IsRecordErased, CustomerEvent? Event, IReadOnlyList<CustomerEvent> Superseded);

/// <summary>Asks for what is known of one event, beside others in the same round trip.</summary>
internal sealed class KnownEventSelects(StoreSession session, EventKinds kinds, int place)
{
    private readonly EventVersions versions = new(session, kinds);
    private SqlStatement? record;
    private SqlStatement? erasedRecord;
    private SqlStatement? current;
    private SqlStatement? superseded;

    public required CustomerEvent Event { get; init; }

    /// <summary>The number of the system of the event's record.</summary>
    public required long? RecordSystem { get; init; }

    /// <summary>The number of the event's system.</summary>
    public required long? System { get; init; }

    public IEnumerable<SqlStatement> Prepare()
    {
        if (RecordSystem is { } recordSystem)
        {
            record = RecordQueries.SelectNumber(session, recordSystem, Event.Record.Key, 2 * place);
            erasedRecord = RecordQueries.SelectNumber(session, recordSystem, ErasedReference.Of(Event.Record).Key, (2 * place) + 1);
        }

        if (System is { } system)
        {
            current = versions.SelectCurrent(system, Event.Source.Key, place);
            superseded = versions.SelectSuperseded(system, Event.Source.Key, place);
        }

        return new[] { record, erasedRecord, current, superseded }.OfType<SqlStatement>();
    }

    public async ValueTask<KnownEvent> ReadAsync()
    {
        var hasRecord = record is not null && await record.ReadNumberAsync().ConfigureAwait(false) is not null;
        var isErased = !hasRecord && erasedRecord is not null && await erasedRecord.ReadNumberAsync().ConfigureAwait(false) is not null;
        var known = current is null ? null : await versions.FindAsync(current).ConfigureAwait(false);
        var replaced = known is null || superseded is null ? [] : await versions.ListAsync(superseded).ConfigureAwait(false);
        return new KnownEvent(hasRecord, isErased, known?.Event, [.. replaced.Select(version => version.Event)]);
    }
}
