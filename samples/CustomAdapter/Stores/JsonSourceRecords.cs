using System.Runtime.CompilerServices;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>Source records: read from what has been committed, enqueued for what will be.</summary>
internal sealed class JsonSourceRecords(JsonUnitOfWork unitOfWork) : ISourceRecordStore
{
    public Task<UpsertResult> PutAsync(SourceRecord record, CancellationToken cancellationToken = default)
    {
        record = StoredForm.Of(record);
        var stored = Find(record.Source);
        return Task.FromResult(unitOfWork.Committed.IsErased(record.Source)
            ? UpsertResult.Erased
            : unitOfWork.Put(record, stored?.Record, stored?.Replaced ?? []));
    }

    public Task EraseAsync(PersonalDataErasure erasure, CancellationToken cancellationToken = default)
    {
        unitOfWork.Erase(erasure);
        return Task.CompletedTask;
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

    public Task<AssignedRecord?> FindAsync(SourceRef source, CancellationToken cancellationToken = default) =>
        Task.FromResult(unitOfWork.FindAssigned(source, Find(source) is { } known ? Assigned(known) : null));

    public Task<IReadOnlyList<SourceRecord>> ListPreviousVersionsAsync(SourceRef source, CancellationToken cancellationToken = default) =>
        Task.FromResult(Find(source)?.Replaced ?? []);

    public Task<IReadOnlyList<SourceRecord>> ListByCustomerAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<SourceRecord>>([.. unitOfWork.Committed.RecordsOf(customer).Select(known => known.Record)]);

    public Task<IReadOnlyList<AssignedRecord>> ListByNameKeyAsync(string nameKey, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<AssignedRecord>>([.. unitOfWork.Committed.RecordsWith(nameKey).Select(Assigned)]);

    public async IAsyncEnumerable<AssignedRecord> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var known in unitOfWork.Committed.Records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Assigned(known);
        }
    }

    public async IAsyncEnumerable<CustomerRecords> StreamByCustomerAsync(
        CustomerRange range, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var state = unitOfWork.Committed;
        foreach (var customer in state.Customers.Where(range.Contains))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new CustomerRecords(customer, [.. state.RecordsOf(customer).Select(known => known.Record)]);
        }
    }

    private static AssignedRecord Assigned(RecordDocument known) => new(known.Record, known.Customer);

    private RecordDocument? Find(SourceRef source) => unitOfWork.Committed.Find<RecordDocument>(FileNames.Of("records", source));
}
