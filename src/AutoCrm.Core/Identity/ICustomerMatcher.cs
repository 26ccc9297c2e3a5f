using AutoCrm.Timeline;

namespace AutoCrm.Identity;

/// <summary>Finds out which source records are the same customer, with evidence. It decides on pairs; clustering is done for all matchers alike.</summary>
public interface ICustomerMatcher
{
    /// <summary>The matcher's name and version, which lineage mentions.</summary>
    string Name { get; }

    /// <summary>The pairs of a whole base that are the same customer. Each connected set of records is connected by the pairs answered. All
    /// records are read before the first pair is answered.</summary>
    /// <param name="records">All source records, ordered by reference.</param>
    /// <param name="sightings">All vehicle sightings, ordered by vehicle.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    IAsyncEnumerable<MatchEvidence> MatchAsync(
        IAsyncEnumerable<SourceRecord> records, IAsyncEnumerable<VehicleSighting> sightings, CancellationToken cancellationToken = default);

    /// <summary>The candidates that are the same customer as a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="candidates">All records whose name has the same key (see <see cref="NameKey.Latin"/>).</param>
    IReadOnlyList<MatchEvidence> Match(SourceRecord record, IReadOnlyList<SourceRecord> candidates);
}
