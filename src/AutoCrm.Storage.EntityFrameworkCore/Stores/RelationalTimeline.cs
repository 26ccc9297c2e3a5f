using System.Runtime.CompilerServices;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Histories from the rows of records and events.</summary>
internal sealed class RelationalTimeline(RelationalDatabase database, RelationalUnitOfWork unitOfWork, EventValidator validator) : ITimeline
{
    public async Task<IReadOnlyList<UpsertResult>> AppendAsync(
        IReadOnlyCollection<CustomerEvent> events, CancellationToken cancellationToken = default)
    {
        var valid = validator.Check(events);
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var customerEvent in valid)
        {
            if (unitOfWork.FindPendingRecord(customerEvent.Record) is null && RecordQueries.Number(session, customerEvent.Record) is null
                && !ErasureRows.IsErased(session, customerEvent.Record))
            {
                throw EventValidator.CreateUnknownRecordException(customerEvent);
            }
        }

        var rows = new EventRows(session, database.Kinds);
        return [.. valid.Select(next => IsErased(next.Record) ? UpsertResult.Erased : unitOfWork.Append(next, rows.Find(next.Source), () => rows.ListSuperseded(next.Source)))];

        bool IsErased(SourceRef record) =>
            unitOfWork.FindPendingRecord(record) is null && RecordQueries.Number(session, record) is null;
    }

    public async Task<CustomerHistory?> ReadAsync(
        Id<Customer> customer, Instant asOf, Instant? recordedBy = null, CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new LineageRows(session).Current(customer) is { } current
            ? new HistoryQueries(session, database.Kinds).Read(current, asOf, recordedBy)
            : null;
    }

    public async Task<IReadOnlyList<CustomerEvent>> ListByRecordsAsync(
        IReadOnlyCollection<SourceRef> records, EventKind kind, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(kind);
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var queries = new HistoryQueries(session, database.Kinds);
        List<CustomerEvent> found = [.. records.SelectMany(record => queries.List(record, kind))];
        found.Sort(CustomerHistory.InOrder);
        return found;
    }

    public async Task<IReadOnlyList<EventVersion>> ListVersionsAsync(IReadOnlyCollection<SourceRef> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var queries = new HistoryQueries(session, database.Kinds);
        return
        [
            .. records.SelectMany(queries.ListVersions).OrderBy(version => version.Event.Source).ThenBy(version => version.Event.RecordedAt),
        ];
    }

    public async Task<IReadOnlyList<VehicleSighting>> ListSightingsAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vehicles);
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var select = session.Prepare(Sightings("e.vin = $1 AND e.vin IS NOT NULL"));
        var sightings = new List<VehicleSighting>();
        foreach (var vehicle in vehicles.Distinct())
        {
            select.BindText(1, vehicle.Value);
            while (select.Read())
            {
                sightings.Add(ReadSighting(session, select));
            }
        }

        return [.. sightings.OrderBy(sighting => sighting.Vehicle).ThenBy(sighting => sighting.At).ThenBy(sighting => sighting.Record)];
    }

    public async IAsyncEnumerable<CustomerHistory> StreamAsync(
        CustomerRange range, Instant asOf, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var history in new HistoryQueries(session, database.Kinds).Stream(range, asOf))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return history;
        }
    }

    public async Task<IReadOnlyList<CustomerRange>> PartitionAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return RecordQueries.Partition(session, count);
    }

    public async IAsyncEnumerable<VehicleSighting> StreamSightingsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var select = session.Prepare(Sightings("e.vin IS NOT NULL"));
        while (select.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return ReadSighting(session, select);
        }
    }

    private static string Sightings(string where) =>
        "SELECT e.vin, e.occurred_at, r.system_no, r.key FROM events e " +
        $"JOIN source_records r ON r.record_no = (e.event_no >> {EventColumns.PlaceBits}) WHERE {where} AND e.superseded_at IS NULL ORDER BY e.vin, e.occurred_at";

    private static VehicleSighting ReadSighting(StoreSession session, SqlStatement row) =>
        new(Vin.Parse(row.PooledString(0)), new SourceRef(session.Systems.NameOf(row.Int64(2)), row.Text(3)), row.Instant(1));
}
