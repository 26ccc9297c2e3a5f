using AutoCrm.Timeline;

namespace AutoCrm.Identity;

/// <summary>Finds pairs of source records that are the same customer, with evidence. Clustering is the same for all matchers.</summary>
public interface ICustomerMatcher
{
    /// <summary>The name and version of the matcher, as recorded in the lineage.</summary>
    string Name { get; }

    /// <summary>
    /// Streams the pairs of a whole base that are the same customer. Each connected set of records is connected by the returned pairs. All
    /// records are read before the first pair is returned.
    /// </summary>
    /// <param name="records">All source records, ordered by reference.</param>
    /// <param name="sightings">All vehicle sightings, ordered by vehicle.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    IAsyncEnumerable<MatchEvidence> MatchAsync(
        IAsyncEnumerable<SourceRecord> records, IAsyncEnumerable<VehicleSighting> sightings, CancellationToken cancellationToken = default);

    /// <summary>Returns the candidates that are the same customer as a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="candidates">All records whose name has the same key (see <see cref="NameKey.Latin"/>).</param>
    IReadOnlyList<MatchEvidence> Match(SourceRecord record, IReadOnlyList<SourceRecord> candidates);
}
