using System.Runtime.CompilerServices;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using CustomAdapter.Files;
using NodaTime;

namespace CustomAdapter.Stores;

/// <summary>Histories, put together of the events of a customer's records.</summary>
internal sealed class JsonTimeline(JsonUnitOfWork unitOfWork, EventValidator validator) : ITimeline
{
    public Task<IReadOnlyList<UpsertResult>> AppendAsync(IReadOnlyCollection<CustomerEvent> events, CancellationToken cancellationToken = default)
    {
        // All are looked at before the first is enqueued, so that a refusal leaves nothing behind.
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
        List<CustomerEvent> found =
        [
            .. records.SelectMany(state.EventsOf).Where(version => version.SupersededAt is null).Select(version => version.Event).Where(known => known.Kind == kind),
        ];
        found.Sort(CustomerHistory.InOrder);
        return Task.FromResult<IReadOnlyList<CustomerEvent>>(found);
    }

    public async IAsyncEnumerable<CustomerHistory> StreamAsync(
        CustomerRange range, Instant asOf, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var state = unitOfWork.Committed;
        foreach (var customer in state.Customers.Where(range.Contains))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return History(state, customer, asOf, null)!;
        }
    }

    public Task<IReadOnlyList<CustomerRange>> PartitionAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var customers = unitOfWork.Committed.Customers.ToList();
        var ranges = new List<CustomerRange>();
        Id<Customer>? after = null;
        for (var (part, parts) = (1, Math.Clamp(customers.Count, 1, count)); part <= parts; part++)
        {
            // The last range is open, so that a customer of tomorrow is in it.
            Id<Customer>? upTo = part == parts ? null : customers[(int)((long)customers.Count * part / parts) - 1];
            ranges.Add(new CustomerRange(after, upTo));
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

    public Task<IReadOnlyList<VehicleSighting>> ListSightingsAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<VehicleSighting>>([.. ListSightings().Where(sighting => vehicles.Contains(sighting.Vehicle))]);

    public Task<IReadOnlyList<EventVersion>> ListVersionsAsync(IReadOnlyCollection<SourceRef> records, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<EventVersion>>(
        [
            .. records.SelectMany(unitOfWork.Committed.EventsOf).OrderBy(version => version.Event.Source).ThenBy(version => version.Event.RecordedAt),
        ]);

    private IEnumerable<VehicleSighting> ListSightings() => unitOfWork.Committed.All<EventDocument>()
        .Select(known => known.Current)
        .Where(customerEvent => customerEvent.Vehicle is not null)
        .Select(customerEvent => new VehicleSighting(customerEvent.Vehicle!.Value, customerEvent.Record, customerEvent.OccurredAt))
        .OrderBy(sighting => sighting.Vehicle)
        .ThenBy(sighting => sighting.At)
        .ThenBy(sighting => sighting.Record);

    public static CustomerHistory? History(StoreState state, Id<Customer> customer, Instant asOf, Instant? recordedBy)
    {
        var records = state.RecordsOf(customer).ToList();
        var known = records.Where(record => recordedBy is null || record.FirstRecordedAt <= recordedBy).ToList();
        return known.Count == 0
            ? null
            : CustomerHistory.Of(
                customer,
                known.Min(record => record.KnownSince),
                records.SelectMany(record => state.EventsOf(record.Record.Source)).Where(IsSeen).Select(version => version.Event),
                asOf);

        bool IsSeen(EventVersion version) => recordedBy is { } by
            ? version.Event.RecordedAt <= by && (version.SupersededAt is null || version.SupersededAt > by)
            : version.SupersededAt is null;
    }

    private UpsertResult Append(CustomerEvent next)
    {
        if (unitOfWork.Committed.IsErased(next.Record))
        {
            return UpsertResult.Erased;
        }

        var stored = unitOfWork.Committed.Find<EventDocument>(FileNames.Of("events", next.Source));
        return unitOfWork.Append(next, stored?.Current, stored?.Versions.SkipLast(1).Select(version => version.Event) ?? []);
    }
}
