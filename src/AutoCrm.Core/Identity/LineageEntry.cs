using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>What a decision on identity did.</summary>
public enum LineageKind
{
    /// <summary>Records became part of a customer.</summary>
    Linked,

    /// <summary>A customer became part of another.</summary>
    Merged,

    /// <summary>Records were taken out of a customer and are one of their own.</summary>
    Split,

    /// <summary>A merge was undone.</summary>
    Unmerged,
}

/// <summary>One decision on which records are the same customer: who, when, why, and on what evidence. Entries are never changed.</summary>
public sealed record LineageEntry
{
    /// <summary>The id, by which a merge is undone.</summary>
    public required Id<LineageEntry> Id { get; init; }

    /// <summary>What it did.</summary>
    public required LineageKind Kind { get; init; }

    /// <summary>The customer that the records are part of from then on; of an un-merge, the one that stands alone again.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>The other customer: the one absorbed, the one split, or the one an un-merge took the records from.</summary>
    public Id<Customer>? Other { get; init; }

    /// <summary>The records that moved.</summary>
    public required IReadOnlyList<SourceRef> Records { get; init; }

    /// <summary>The pairs of records found the same, and by which rule.</summary>
    public IReadOnlyList<MatchEvidence> Evidence { get; init; } = [];

    /// <summary>When it was decided.</summary>
    public required Instant At { get; init; }

    /// <summary>Who decided: an employee, or the name of the matcher.</summary>
    public required string By { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Why { get; init; }

    /// <summary>Of an un-merge, the merge it undoes.</summary>
    public Id<LineageEntry>? Undoes { get; init; }
}
