using System.Text.Json.Serialization;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>The kinds of identity decisions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LineageKind>))]
public enum LineageKind
{
    /// <summary>Records were assigned to a customer.</summary>
    Linked,

    /// <summary>A customer was merged into another.</summary>
    Merged,

    /// <summary>Records were split off a customer into a new one.</summary>
    Split,

    /// <summary>A merge was undone.</summary>
    Unmerged,
}

/// <summary>An identity decision with author, time, reason and evidence. Entries are immutable.</summary>
public sealed record LineageEntry
{
    /// <summary>The id, which is used to undo a merge.</summary>
    public required Id<LineageEntry> Id { get; init; }

    /// <summary>The kind.</summary>
    public required LineageKind Kind { get; init; }

    /// <summary>The customer that the records are assigned to from then on; for an un-merge, the restored customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>The other customer: the absorbed one, the split one, or the one from which an un-merge removed the records.</summary>
    public Id<Customer>? Other { get; init; }

    /// <summary>The records that moved.</summary>
    public required IReadOnlyList<SourceRef> Records { get; init; }

    /// <summary>The matching pairs of records, each with its rule.</summary>
    public IReadOnlyList<MatchEvidence> Evidence { get; init => field = value ?? []; } = [];

    /// <summary>The time of the decision.</summary>
    public required Instant At { get; init; }

    /// <summary>The author: an employee, or the name of the matcher.</summary>
    public required string By { get; init; }

    /// <summary>The reason, as text.</summary>
    public required string Why { get; init; }

    /// <summary>For an un-merge, the merge it undoes.</summary>
    public Id<LineageEntry>? Undoes { get; init; }
}
