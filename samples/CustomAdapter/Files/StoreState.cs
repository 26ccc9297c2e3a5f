using System.Collections.Immutable;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using CustomAdapter.Stores;

namespace CustomAdapter.Files;

/// <summary>
/// All documents as of a commit, by their path. It never changes, so readers need no lock and see one commit from beginning to end.
/// What is looked up otherwise than by path is indexed when it is first asked for.
/// </summary>
internal sealed class StoreState
{
    private readonly ImmutableDictionary<string, object> documents;
    private readonly Lazy<ILookup<Type, object>> byType;
    private readonly Lazy<ILookup<Id<Customer>, RecordDocument>> recordsOfCustomer;
    private readonly Lazy<ILookup<string, RecordDocument>> recordsOfNameKey;
    private readonly Lazy<ILookup<SourceRef, EventVersion>> eventsOfRecord;

    public StoreState(ImmutableDictionary<string, object> documents)
    {
        this.documents = documents;
        byType = new(() => documents.Values.ToLookup(document => document.GetType()));
        recordsOfCustomer = new(() => Records.Where(known => known.Customer is not null).ToLookup(known => known.Customer!.Value));
        recordsOfNameKey = new(() => Records.Where(known => known.Record.Name is not null).ToLookup(known => NameKey.Of(known.Record.Name!).Latin));
        eventsOfRecord = new(() => All<EventDocument>().SelectMany(known => known.Versions).ToLookup(version => version.Event.Record));
    }

    /// <summary>The records in the order of their references.</summary>
    public IEnumerable<RecordDocument> Records => All<RecordDocument>().OrderBy(known => known.Record.Source);

    /// <summary>The customers with a record, in the order of their ids.</summary>
    public IEnumerable<Id<Customer>> Customers => recordsOfCustomer.Value.Select(records => records.Key).Order();

    public T? Find<T>(string path)
        where T : class => (T?)documents.GetValueOrDefault(path);

    public IEnumerable<T> All<T>() => byType.Value[typeof(T)].Cast<T>();

    public IEnumerable<RecordDocument> RecordsOf(Id<Customer> customer) => recordsOfCustomer.Value[customer];

    public IEnumerable<RecordDocument> RecordsWith(string nameKey) => recordsOfNameKey.Value[nameKey];

    public IEnumerable<EventVersion> EventsOf(SourceRef record) => eventsOfRecord.Value[record];

    /// <summary>Whether the personal data of a record was erased.</summary>
    public bool IsErased(SourceRef record) =>
        Find<RecordDocument>(FileNames.Of("records", record)) is null && Find<RecordDocument>(FileNames.Of("records", ErasedReference.Of(record))) is not null;

    /// <summary>The id that stands for a customer now, however often it was merged.</summary>
    public Id<Customer>? Current(Id<Customer> customer)
    {
        while (CustomerOf(customer)?.MergedInto is { } survivor)
        {
            customer = survivor;
        }

        return CustomerOf(customer) is not null || RecordsOf(customer).Any() ? customer : null;
    }

    public Customer? CustomerOf(Id<Customer> customer) =>
        Find<AggregateDocument>(AggregateChanges.PathOf(Customer.Definition, customer.Value)) is { } document
            ? (Customer)Customer.Definition.Restore(document)
            : null;

    public StoreState With(IReadOnlyDictionary<string, object?> changes)
    {
        var next = documents.ToBuilder();
        foreach (var (path, document) in changes)
        {
            if (document is null)
            {
                next.Remove(path);
            }
            else
            {
                next[path] = document;
            }
        }

        return new StoreState(next.ToImmutable());
    }
}
