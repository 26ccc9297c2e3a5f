using System.Collections.Immutable;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Hosting.InMemory;

/// <content>Source records, whose they are, and the decisions on it.</content>
internal sealed partial class MemoryDraft
{
    public UpsertResult Put(SourceRecord record)
    {
        record = StoredForm.Of(record);
        if (!records.TryGetValue(record.Source, out var known))
        {
            if (IsErased(record.Source))
            {
                return UpsertResult.Erased;
            }

            records[record.Source] = new StoredRecord(record, null, record.KnownAt, record.RecordedAt, []);
            Index(record, record.Source);
            return UpsertResult.Added;
        }

        var result = VersionRules.Decide(known.Record, known.Replaced, record);
        var knownSince = Instant.Min(known.KnownSince, record.KnownAt);
        switch (result)
        {
            case UpsertResult.Outdated:
                records[record.Source] = known with { KnownSince = knownSince, Replaced = known.Replaced.Insert(0, record) };
                break;
            case UpsertResult.Replaced:
                Unindex(known.Record);
                Index(record, record.Source);
                records[record.Source] = known with { Record = record, KnownSince = knownSince, Replaced = known.Replaced.Add(known.Record) };
                if (known.Customer is { } customer)
                {
                    stale.Add(customer);
                }

                break;
        }

        return result;
    }

    public void Assign(RecordAssignment assignment)
    {
        if (!records.TryGetValue(assignment.Record, out var known))
        {
            throw assignment.CreateUnknownRecordException();
        }

        if (known.Customer == assignment.Customer)
        {
            return;
        }

        if (known.Customer is { } former)
        {
            if (assignment.IsClaim)
            {
                throw assignment.CreateClaimException(former);
            }

            var left = recordsOfCustomer[former].Remove(assignment.Record);
            if (left.IsEmpty)
            {
                recordsOfCustomer.Remove(former);
            }
            else
            {
                recordsOfCustomer[former] = left;
            }

            stale.Add(former);
        }

        records[assignment.Record] = known with { Customer = assignment.Customer };
        recordsOfCustomer[assignment.Customer] =
            (recordsOfCustomer.TryGetValue(assignment.Customer, out var own) ? own : ImmutableSortedSet<SourceRef>.Empty).Add(assignment.Record);
        stale.Add(assignment.Customer);
    }

    public void Append(LineageEntry entry) => lineage.Add(entry);

    /// <summary>Leads the absorbed customer's id to the survivor, as a merge decided for the whole base does.</summary>
    public void Redirect(LineageEntry merge)
    {
        if (merge.Other is { } absorbed)
        {
            Apply(CustomerMerge.Redirect(Find<Customer>(Customer.Definition, absorbed.Value), merge));
        }
    }

    public IEnumerable<CustomerRecords> StaleCustomers()
    {
        foreach (var customer in stale.ToImmutable())
        {
            if (recordsOfCustomer.TryGetValue(customer, out var sources))
            {
                yield return new CustomerRecords(customer, [.. sources.Select(source => records[source].Record)])
                {
                    Consents =
                    [
                        .. sources.SelectMany(source => eventsOfRecord.GetValueOrDefault(source) ?? [])
                            .Where(stored => stored.SupersededAt is null)
                            .Select(stored => stored.Event)
                            .OfType<ConsentChanged>(),
                    ],
                };
            }
        }
    }

    private static string? NameKeyOf(SourceRecord record) => record.Name is { } name ? NameKey.Of(name).Latin : null;

    private void Index(SourceRecord record, SourceRef source)
    {
        if (NameKeyOf(record) is { } key)
        {
            recordsOfNameKey[key] = (recordsOfNameKey.TryGetValue(key, out var same) ? same : ImmutableSortedSet<SourceRef>.Empty).Add(source);
        }
    }

    private void Unindex(SourceRecord record)
    {
        if (NameKeyOf(record) is { } key)
        {
            recordsOfNameKey[key] = recordsOfNameKey[key].Remove(record.Source);
        }
    }
}
