using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>
/// Resolves the identities of the whole base: matches all source records, clusters them, and stores the assignments to customers and the golden
/// records. A repeated run processes only what is new; it merges customers that match, but never splits one.
/// </summary>
public interface IIdentityResolution
{
    /// <summary>Resolves all identities and stores the results in one transaction.</summary>
    /// <param name="publish">Which messages are published through the outbox, beside the one that sums the run up.</param>
    /// <param name="progress">Receives the number of golden records stored so far.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="StoreException">The store failed. Nothing of this run is stored.</exception>
    Task<IdentityRun> ResolveAsync(
        BulkMessages publish = BulkMessages.Known, IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}
