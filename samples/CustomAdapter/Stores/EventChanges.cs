using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>Events in a draft. One that says something else than before supersedes; what was said stays beside it.</summary>
internal static class EventChanges
{
    public static UpsertResult Append(this StoreDraft draft, CustomerEvent customerEvent)
    {
        var next = Normalize(customerEvent);
        if (draft.Find<RecordDocument>(FileNames.Of("records", next.Record)) is null)
        {
            return UpsertResult.UnknownReference;
        }

        var path = FileNames.Of("events", next.Source);
        if (draft.Find<EventDocument>(path) is not { } known)
        {
            draft.Put(path, new EventDocument([new EventVersion(next, null)]));
            return UpsertResult.Added;
        }

        if (known.Current.HasSameContentAs(next))
        {
            return UpsertResult.Unchanged;
        }

        draft.Put(path, new EventDocument(
            [.. known.Versions.SkipLast(1), new EventVersion(known.Current, next.RecordedAt), new EventVersion(next, null)]));
        return UpsertResult.Replaced;
    }

    public static CustomerEvent Normalize(CustomerEvent customerEvent) => customerEvent with
    {
        OccurredAt = StoreDraft.Truncate(customerEvent.OccurredAt), RecordedAt = StoreDraft.Truncate(customerEvent.RecordedAt),
    };
}
