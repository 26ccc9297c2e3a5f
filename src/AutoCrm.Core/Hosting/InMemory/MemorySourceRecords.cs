using System.Runtime.CompilerServices;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Source records from the committed state.</summary>
internal sealed class MemorySourceRecords(MemoryUnitOfWork unitOfWork) : ISourceRecordStore
{
    public Task<UpsertResult> PutAsync(SourceRecord record, CancellationToken cancellationToken = default)
    {
        record = StoredForm.Of(record);
        var stored = unitOfWork.Committed.Records.GetValueOrDefault(record.Source);
        return Task.FromResult(unitOfWork.Committed.IsErased(record.Source)
            ? UpsertResult.Erased
            : unitOfWork.Put(record, stored?.Record, stored?.Replaced ?? []));
    }

    public Task EraseAsync(PersonalDataErasure erasure, CancellationToken cancellationToken = default)
    {
        unitOfWork.Erase(erasure);
        return Task.CompletedTask;
    }

    public Task<AssignedRecord?> FindAsync(SourceRef source, CancellationToken cancellationToken = default)
    {
        var committed = unitOfWork.Committed.Records.GetValueOrDefault(source);
        return Task.FromResult(unitOfWork.FindAssigned(source, committed is null ? null : new AssignedRecord(committed.Record, committed.Customer)));
    }

    public Task<IReadOnlyList<SourceRecord>> ListPreviousVersionsAsync(SourceRef source, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<SourceRecord>>(
            unitOfWork.Committed.Records.GetValueOrDefault(source) is { } known ? [.. known.Replaced.Reverse()] : []);

    public Task<IReadOnlyList<SourceRecord>> ListByCustomerAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<SourceRecord>>([.. unitOfWork.Committed.RecordsOf(customer)]);

    public Task<IReadOnlyList<AssignedRecord>> ListByNameKeyAsync(string nameKey, CancellationToken cancellationToken = default)
    {
        var state = unitOfWork.Committed;
        return Task.FromResult<IReadOnlyList<AssignedRecord>>(state.RecordsOfNameKey.TryGetValue(nameKey, out var sources)
            ? [.. sources.Select(source => new AssignedRecord(state.Records[source].Record, state.Records[source].Customer))]
            : []);
    }

    public Task AssignAsync(IReadOnlyCollection<RecordAssignment> assignments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(assignments);
        foreach (var assignment in assignments)
        {
            unitOfWork.Assign(assignment);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<AssignedRecord> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var known in unitOfWork.Committed.Records.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new AssignedRecord(known.Record, known.Customer);
        }
    }

    public async IAsyncEnumerable<CustomerRecords> StreamByCustomerAsync(
        CustomerRange range, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var state = unitOfWork.Committed;
        foreach (var customer in state.RecordsOfCustomer.Keys.Where(range.Contains))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new CustomerRecords(customer, [.. state.RecordsOf(customer)]);
        }
    }
}
