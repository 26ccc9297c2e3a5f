using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>Events in a draft. One that says something else than before supersedes; what was said stays beside it.</summary>
internal static class EventChanges
{
    public static UpsertResult Append(this StoreDraft draft, CustomerEvent customerEvent)
    {
        var result = draft.Store(customerEvent);
        if (result is UpsertResult.Added or UpsertResult.Replaced && customerEvent is ConsentChanged)
        {
            // Consents are part of the golden record.
            draft.MarkStale(draft.Find<RecordDocument>(FileNames.Of("records", customerEvent.Record))!.Customer);
        }

        return result;
    }

    private static UpsertResult Store(this StoreDraft draft, CustomerEvent customerEvent)
    {
        var next = StoredForm.Of(customerEvent);
        if (draft.Find<RecordDocument>(FileNames.Of("records", next.Record)) is null)
        {
            return draft.IsErased(next.Record) ? UpsertResult.Erased : UpsertResult.UnknownReference;
        }

        var path = FileNames.Of("events", next.Source);
        if (draft.Find<EventDocument>(path) is not { } known)
        {
            draft.Put(path, new EventDocument([new EventVersion(next, null)]));
            return UpsertResult.Added;
        }

        var superseded = known.Versions.SkipLast(1).ToList();
        var result = VersionRules.Decide(known.Current, superseded.Select(version => version.Event), next);
        switch (result)
        {
            case UpsertResult.Replaced:
                draft.Put(path, new EventDocument([.. superseded, new EventVersion(known.Current, next.RecordedAt), new EventVersion(next, null)]));
                break;
            case UpsertResult.Outdated:
                // A version recorded earlier stands between those that were recorded before and after it.
                var before = superseded.FindLastIndex(version => version.Event.RecordedAt <= next.RecordedAt && version.SupersededAt > next.RecordedAt);
                if (before >= 0)
                {
                    superseded[before] = superseded[before] with { SupersededAt = next.RecordedAt };
                }

                var until = known.Versions.Select(version => version.Event.RecordedAt).Where(recorded => recorded > next.RecordedAt).Min();
                draft.Put(path, new EventDocument([.. superseded, new EventVersion(next, until), new EventVersion(known.Current, null)]));
                break;
        }

        return result;
    }
}
