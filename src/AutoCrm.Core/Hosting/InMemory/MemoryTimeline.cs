using System.Runtime.CompilerServices;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Histories from the committed state.</summary>
internal sealed class MemoryTimeline(MemoryUnitOfWork unitOfWork, EventValidator validator) : ITimeline
{
    public Task<IReadOnlyList<UpsertResult>> AppendAsync(IReadOnlyCollection<CustomerEvent> events, CancellationToken cancellationToken = default)
    {
        var valid = validator.Check(events);
        foreach (var customerEvent in valid)
        {
            if (unitOfWork.FindRecordAfterCommit(customerEvent.Record) is null && !unitOfWork.Committed.IsErased(customerEvent.Record))
            {
                throw EventValidator.CreateUnknownRecordException(customerEvent);
            }
        }

        return Task.FromResult<IReadOnlyList<UpsertResult>>([.. valid.Select(Append)]);
    }

    public Task<CustomerHistory?> ReadAsync(
        Id<Customer> customer, Instant asOf, Instant? recordedBy = null, CancellationToken cancellationToken = default)
    {
        var state = unitOfWork.Committed;
        return Task.FromResult(state.Current(customer) is { } current ? History(state, current, asOf, recordedBy) : null);
    }

    public Task<IReadOnlyList<CustomerEvent>> ListByRecordsAsync(
        IReadOnlyCollection<SourceRef> records, EventKind kind, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var state = unitOfWork.Committed;
        List<CustomerEvent> found = [.. records.SelectMany(record => state.ListEvents(record, kind))];
        found.Sort(CustomerHistory.InOrder);
        return Task.FromResult<IReadOnlyList<CustomerEvent>>(found);
    }

    public Task<IReadOnlyList<EventVersion>> ListVersionsAsync(IReadOnlyCollection<SourceRef> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var state = unitOfWork.Committed;
        return Task.FromResult<IReadOnlyList<EventVersion>>(
        [
            .. records.SelectMany(record => state.EventsOfRecord.GetValueOrDefault(record) ?? [])
                .OrderBy(stored => stored.Event.Source)
                .ThenBy(stored => stored.Event.RecordedAt)
                .Select(stored => new EventVersion(stored.Event, stored.SupersededAt)),
        ]);
    }

    public Task<IReadOnlyList<VehicleSighting>> ListSightingsAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vehicles);
        var wanted = vehicles.ToHashSet();
        return Task.FromResult<IReadOnlyList<VehicleSighting>>([.. ListSightings().Where(sighting => wanted.Contains(sighting.Vehicle))]);
    }

    public async IAsyncEnumerable<CustomerHistory> StreamAsync(
        CustomerRange range, Instant asOf, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var state = unitOfWork.Committed;
        foreach (var customer in state.RecordsOfCustomer.Keys.Where(range.Contains))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return History(state, customer, asOf, null)!;
        }
    }

    public Task<IReadOnlyList<CustomerRange>> PartitionAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var customers = unitOfWork.Committed.RecordsOfCustomer.Keys.ToList();
        var parts = Math.Clamp(customers.Count, 1, count);
        var ranges = new CustomerRange[parts];
        Id<Customer>? after = null;
        for (var part = 0; part < parts; part++)
        {
            Id<Customer>? upTo = part == parts - 1 ? null : customers[(int)((long)customers.Count * (part + 1) / parts) - 1];
            ranges[part] = new CustomerRange(after, upTo);
            after = upTo;
        }

        return Task.FromResult<IReadOnlyList<CustomerRange>>(ranges);
    }

    public async IAsyncEnumerable<VehicleSighting> StreamSightingsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var sighting in ListSightings())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return sighting;
        }
    }

    private IOrderedEnumerable<VehicleSighting> ListSightings() => unitOfWork.Committed.Events.Values
        .Where(customerEvent => customerEvent.Vehicle is not null)
        .Select(customerEvent => new VehicleSighting(customerEvent.Vehicle!.Value, customerEvent.Record, customerEvent.OccurredAt))
        .OrderBy(sighting => sighting.Vehicle)
        .ThenBy(sighting => sighting.At)
        .ThenBy(sighting => sighting.Record);

    private UpsertResult Append(CustomerEvent next)
    {
        var committed = unitOfWork.Committed;
        return committed.IsErased(next.Record)
            ? UpsertResult.Erased
            : unitOfWork.Append(
                next,
                committed.Events.GetValueOrDefault(next.Source),
                (committed.SupersededEvents.GetValueOrDefault(next.Source) ?? []).Select(version => version.Event));
    }

    internal static CustomerHistory? History(MemoryState state, Id<Customer> customer, Instant asOf, Instant? recordedBy)
    {
        if (!state.RecordsOfCustomer.TryGetValue(customer, out var sources))
        {
            return null;
        }

        var records = sources.Select(source => state.Records[source]).Where(record => recordedBy is null || record.FirstRecordedAt <= recordedBy).ToList();
        return records.Count == 0
            ? null
            : CustomerHistory.Of(
                customer,
                records.Min(record => record.KnownSince),
                sources.SelectMany(source => state.EventsOfRecord.GetValueOrDefault(source) ?? []).Where(IsSeen).Select(stored => stored.Event),
                asOf);

        bool IsSeen(StoredEvent stored) => recordedBy is { } by
            ? stored.Event.RecordedAt <= by && (stored.SupersededAt is null || stored.SupersededAt > by)
            : stored.SupersededAt is null;
    }
}
