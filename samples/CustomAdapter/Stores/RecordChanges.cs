using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using CustomAdapter.Files;
using NodaTime;

namespace CustomAdapter.Stores;

/// <summary>Source records in a draft, and whose they are.</summary>
internal static class RecordChanges
{
    public static UpsertResult Put(this StoreDraft draft, SourceRecord record)
    {
        record = StoredForm.Of(record);
        var path = FileNames.Of("records", record.Source);
        if (draft.Find<RecordDocument>(path) is not { } known)
        {
            if (draft.IsErased(record.Source))
            {
                return UpsertResult.Erased;
            }

            draft.Put(path, new RecordDocument(record, null, record.KnownAt, record.RecordedAt, []));
            return UpsertResult.Added;
        }

        var result = VersionRules.Decide(known.Record, known.Replaced, record);
        var knownSince = Instant.Min(known.KnownSince, record.KnownAt);
        switch (result)
        {
            case UpsertResult.Outdated:
                draft.Put(path, known with { KnownSince = knownSince, Replaced = [.. known.Replaced, record] });
                break;
            case UpsertResult.Replaced:
                draft.Put(path, known with { Record = record, KnownSince = knownSince, Replaced = [known.Record, .. known.Replaced] });
                draft.MarkStale(known.Customer);
                break;
        }

        return result;
    }

    public static void Assign(this StoreDraft draft, RecordAssignment assignment)
    {
        var path = FileNames.Of("records", assignment.Record);
        var known = draft.Find<RecordDocument>(path) ?? throw assignment.CreateUnknownRecordException();
        if (known.Customer != assignment.Customer)
        {
            if (assignment.IsClaim && known.Customer is { } owner)
            {
                throw assignment.CreateClaimException(owner);
            }

            draft.Put(path, known with { Customer = assignment.Customer });
            draft.MarkStale(known.Customer);
            draft.MarkStale(assignment.Customer);
        }
    }

    public static void MarkStale(this StoreDraft draft, Id<Customer>? customer)
    {
        if (customer is { } id)
        {
            draft.Put(FileNames.Of("stale", id.Value), new StaleDocument(id));
        }
    }
}
