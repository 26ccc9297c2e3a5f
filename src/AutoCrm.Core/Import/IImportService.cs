using AutoCrm.SharedKernel;

namespace AutoCrm.Import;

/// <summary>
/// Imports a folder of interchange files into the store: <c>outlets</c>, then for each system in the order of their names
/// <c>customers</c>, <c>vehicles</c> and <c>events</c>, and after them at both places the files that plug-ins add. Importing the same files again changes nothing. An invalid row
/// is refused and the others are imported; a file that cannot be read leaves the store unchanged.
/// </summary>
public interface IImportService
{
    /// <summary>Imports a folder of interchange files into the store.</summary>
    /// <param name="directory">The folder, which contains <c>outlets</c> and one folder per source system.</param>
    /// <param name="options">The options of the import.</param>
    /// <param name="progress">Receives the progress after each batch of rows.</param>
    /// <param name="cancellationToken">Ends the import. Files read to their end by then are stored, the current one is not.</param>
    /// <returns>The results per file.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The folder itself cannot be read. What cannot be read in it is among the failures of the report.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder itself may not be read.</exception>
    /// <exception cref="StoreException">The store failed. Files read to their end by then are stored, the current one is not.</exception>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    /// <exception cref="ImportMappingException">The mapping of <paramref name="options"/> is invalid.</exception>
    Task<ImportReport> ImportAsync(
        string directory, ImportOptions? options = null, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default);
}
