using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using CustomAdapter.Files;
using NodaTime;

namespace CustomAdapter.Stores;

/// <summary>Source records in a draft, and whose they are.</summary>
internal static class RecordChanges
{
    public static UpsertResult Put(this StoreDraft draft, SourceRecord record)
    {
        record = record with
        {
            RecordedAt = StoreDraft.Truncate(record.RecordedAt), UpdatedAt = record.UpdatedAt is { } updated ? StoreDraft.Truncate(updated) : null,
        };
        var path = FileNames.Of("records", record.Source);
        if (draft.Find<RecordDocument>(path) is not { } known)
        {
            draft.Put(path, new RecordDocument(record, null, record.KnownAt, record.RecordedAt, []));
            return UpsertResult.Added;
        }

        if (known.Record.HasSameContentAs(record))
        {
            return UpsertResult.Unchanged;
        }

        draft.Put(path, known with
        {
            Record = record,
            KnownSince = Instant.Min(known.KnownSince, record.KnownAt),
            Replaced = [known.Record, .. known.Replaced],
        });
        draft.MarkStale(known.Customer);
        return UpsertResult.Replaced;
    }

    public static void Assign(this StoreDraft draft, RecordAssignment assignment)
    {
        var path = FileNames.Of("records", assignment.Record);
        var known = draft.Find<RecordDocument>(path) ?? throw new DomainException(
            "assignment-needs-record", $"Record {assignment.Record} cannot be part of customer {assignment.Customer}: there is no such record. Put it first.");
        if (known.Customer != assignment.Customer)
        {
            draft.Put(path, known with { Customer = assignment.Customer });
            draft.MarkStale(known.Customer);
            draft.MarkStale(assignment.Customer);
        }
    }

    private static void MarkStale(this StoreDraft draft, Id<Customer>? customer)
    {
        if (customer is { } id)
        {
            draft.Put(FileNames.Of("stale", id.Value), new StaleDocument(id));
        }
    }
}
