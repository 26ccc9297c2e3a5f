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
        var known = await database.ReadAsync(session => FindKnownAsync(session, valid), cancellationToken).ConfigureAwait(false);
        foreach (var (customerEvent, found) in valid.Zip(known))
        {
            if (unitOfWork.FindPendingRecord(customerEvent.Record) is null && found is { HasRecord: false, IsRecordErased: false })
            {
                throw EventValidator.CreateUnknownRecordException(customerEvent);
            }
        }

        return
        [
            .. valid.Zip(known, (next, found) => unitOfWork.FindPendingRecord(next.Record) is null && !found.HasRecord
                ? UpsertResult.Erased
                : unitOfWork.Append(next, found.Event, found.Superseded)),
        ];
    }

    public Task<CustomerHistory?> ReadAsync(
        Id<Customer> customer, Instant asOf, Instant? recordedBy = null, CancellationToken cancellationToken = default) => database.ReadAsync(
        async session =>
        {
            if (await new LineageRows(session).FindCurrentAsync(customer).ConfigureAwait(false) is not { } current)
            {
                return null;
            }

            var histories = new HistoryQueries(session, database.Kinds);
            var select = histories.Select(current, asOf, recordedBy);
            await session.SendLastAsync(select).ConfigureAwait(false);
            return await histories.ReadAsync(select, asOf).ConfigureAwait(false);
        },
        cancellationToken);

    public async Task<IReadOnlyList<CustomerEvent>> ListByRecordsAsync(
        IReadOnlyCollection<SourceRef> records, EventKind kind, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(kind);
        var found = await database.ReadAsync(session => new HistoryQueries(session, database.Kinds).ListAsync(records, kind), cancellationToken)
            .ConfigureAwait(false);
        found.Sort(CustomerHistory.InOrder);
        return found;
    }

    public async Task<IReadOnlyList<EventVersion>> ListVersionsAsync(IReadOnlyCollection<SourceRef> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var versions = await database.ReadAsync(session => new HistoryQueries(session, database.Kinds).ListVersionsAsync(records), cancellationToken)
            .ConfigureAwait(false);
        return [.. versions.OrderBy(version => version.Event.Source).ThenBy(version => version.Event.RecordedAt)];
    }

    public async Task<IReadOnlyList<VehicleSighting>> ListSightingsAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vehicles);
        var sightings = await database.ReadAsync(session => ListSightingsAsync(session, vehicles), cancellationToken).ConfigureAwait(false);
        return [.. sightings.OrderBy(sighting => sighting.Vehicle).ThenBy(sighting => sighting.At).ThenBy(sighting => sighting.Record)];
    }

    public IAsyncEnumerable<CustomerHistory> StreamAsync(CustomerRange range, Instant asOf, CancellationToken cancellationToken = default) =>
        database.StreamAsync(session => new HistoryQueries(session, database.Kinds).StreamAsync(range, asOf), cancellationToken);

    public Task<IReadOnlyList<CustomerRange>> PartitionAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return database.ReadAsync(session => RecordQueries.PartitionAsync(session, count), cancellationToken);
    }

    public IAsyncEnumerable<VehicleSighting> StreamSightingsAsync(CancellationToken cancellationToken = default) =>
        database.StreamAsync(StreamSightingsAsync, cancellationToken);

    /// <summary>What is known of each event: whether its record is, and its versions.</summary>
    private async ValueTask<List<KnownEvent>> FindKnownAsync(StoreSession session, IReadOnlyCollection<CustomerEvent> events)
    {
        var known = new List<KnownEvent>(events.Count);
        foreach (var chunk in events.Chunk(session.StatementsPerTrip))
        {
            var selects = new List<KnownEventSelects>(chunk.Length);
            foreach (var customerEvent in chunk)
            {
                selects.Add(new KnownEventSelects(session, database.Kinds, selects.Count)
                {
                    RecordSystem = await session.Systems.FindAsync(customerEvent.Record.System).ConfigureAwait(false),
                    System = await session.Systems.FindAsync(customerEvent.Source.System).ConfigureAwait(false),
                    Event = customerEvent,
                });
            }

            SqlStatement[] all = [.. selects.SelectMany(select => select.Prepare())];
            if (chunk.Length == events.Count)
            {
                await session.SendLastAsync(all).ConfigureAwait(false);
            }
            else
            {
                await session.SendAsync(all).ConfigureAwait(false);
            }

            foreach (var select in selects)
            {
                known.Add(await select.ReadAsync().ConfigureAwait(false));
            }
        }

        return known;
    }

    private static async ValueTask<List<VehicleSighting>> ListSightingsAsync(StoreSession session, IReadOnlyCollection<Vin> vehicles)
    {
        var sightings = new List<VehicleSighting>();
        var text = Sightings("e.vin = $1 AND e.vin IS NOT NULL");
        foreach (var chunk in vehicles.Distinct().Chunk(session.StatementsPerTrip))
        {
            SqlStatement[] selects = [.. chunk.Select((vehicle, copy) =>
            {
                var select = session.Prepare(text, copy);
                select.BindText(1, vehicle.Value);
                return select;
            })];
            await session.SendAsync(selects).ConfigureAwait(false);
            foreach (var select in selects)
            {
                while (await select.ReadAsync().ConfigureAwait(false))
                {
                    sightings.Add(ReadSighting(session, select));
                }
            }
        }

        return sightings;
    }

    private static async IAsyncEnumerable<VehicleSighting> StreamSightingsAsync(StoreSession session)
    {
        var select = session.Prepare(Sightings("e.vin IS NOT NULL"));
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            yield return ReadSighting(session, select);
        }
    }

    private static string Sightings(string where) =>
        "SELECT e.vin, e.occurred_at, r.system_no, r.key FROM events e " +
        $"JOIN source_records r ON r.record_no = (e.event_no / {EventColumns.Places}) WHERE {where} AND e.superseded_at IS NULL ORDER BY e.vin, e.occurred_at";

    private static VehicleSighting ReadSighting(StoreSession session, SqlStatement row) =>
        new(Vin.Parse(row.PooledString(0)), new SourceRef(session.Systems.NameOf(row.Int64(2)), row.Text(3)), row.Instant(1));
}
