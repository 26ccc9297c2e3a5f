using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Storage;

/// <summary>
/// Everything one unit of work commits, for authors of stores: all of it is stored, or nothing. The lists are applied in the order of these
/// members, each in its own order, so that a record stands before its events and its assignment.
/// </summary>
public sealed class ChangeSet
{
    /// <summary>The messages that consumers receive by this commit. They come first: one that was received meanwhile makes the commit fail.</summary>
    public required IReadOnlyList<InboxEntry> Received { get; init; }

    /// <summary>The source records to insert, replace or keep as history.</summary>
    public required IReadOnlyList<SourceRecord> Records { get; init; }

    /// <summary>Which customers records become part of.</summary>
    public required IReadOnlyList<RecordAssignment> Assignments { get; init; }

    /// <summary>The events to append.</summary>
    public required IReadOnlyList<CustomerEvent> Events { get; init; }

    /// <summary>The decisions on identity.</summary>
    public required IReadOnlyList<LineageEntry> Lineage { get; init; }

    /// <summary>The erasures of personal data. What stands before them is erased with the rest.</summary>
    public required IReadOnlyList<PersonalDataErasure> Erasures { get; init; }

    /// <summary>The aggregates to add, update or delete; each at most once.</summary>
    public required IReadOnlyList<AggregateChange> Aggregates { get; init; }

    /// <summary>The messages that leave through the outbox.</summary>
    public required IReadOnlyList<OutboxMessage> Messages { get; init; }

    /// <summary>Whether there is nothing to commit.</summary>
    public bool IsEmpty =>
        Received.Count + Records.Count + Assignments.Count + Events.Count + Lineage.Count + Erasures.Count + Aggregates.Count + Messages.Count == 0;
}
