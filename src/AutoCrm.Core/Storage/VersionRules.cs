using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Storage;

/// <summary>Decides what becomes of a record, event or vehicle record whose reference is stored already; the same in every store.</summary>
public static class VersionRules
{
    /// <summary>What becomes of a record.</summary>
    /// <param name="stored">The record as stored.</param>
    /// <param name="previous">Its previous versions, in any order.</param>
    /// <param name="next">The record as given now, in its stored form.</param>
    /// <returns>
    /// <see cref="UpsertResult.Unchanged"/> for the same content, or that of a version which one of the same recording replaced: a file that names a
    /// key twice settles so. <see cref="UpsertResult.Outdated"/> where the source changed the stored one later. Else
    /// <see cref="UpsertResult.Replaced"/>.
    /// </returns>
    public static UpsertResult Decide(SourceRecord stored, IEnumerable<SourceRecord> previous, SourceRecord next)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(next);
        if (stored.HasSameContentAs(next))
        {
            return UpsertResult.Unchanged;
        }

        var isOlder = next.UpdatedAt < stored.UpdatedAt;
        if (previous.Any(version => (isOlder || version.RecordedAt == stored.RecordedAt) && version.HasSameContentAs(next)))
        {
            return UpsertResult.Unchanged;
        }

        return isOlder ? UpsertResult.Outdated : UpsertResult.Replaced;
    }

    /// <summary>What becomes of an event.</summary>
    /// <param name="stored">The event as it stands.</param>
    /// <param name="superseded">The versions that were superseded, in any order.</param>
    /// <param name="next">The event as given now, in its stored form.</param>
    /// <returns>
    /// <see cref="UpsertResult.Unchanged"/> for the same content, or that of a version which one of the same recording superseded.
    /// <see cref="UpsertResult.Outdated"/> where it was recorded before the stored one. Else <see cref="UpsertResult.Replaced"/>.
    /// </returns>
    public static UpsertResult Decide(CustomerEvent stored, IEnumerable<CustomerEvent> superseded, CustomerEvent next)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(next);
        if (stored.HasSameContentAs(next))
        {
            return UpsertResult.Unchanged;
        }

        var isOlder = next.RecordedAt < stored.RecordedAt;
        if (superseded.Any(version => version.RecordedAt == (isOlder ? next.RecordedAt : stored.RecordedAt) && version.HasSameContentAs(next)))
        {
            return UpsertResult.Unchanged;
        }

        return isOlder ? UpsertResult.Outdated : UpsertResult.Replaced;
    }
}
