namespace AutoCrm.Import;

/// <summary>Reads files of one format row by row.</summary>
public interface IRowReader
{
    /// <summary>The ending of the files it reads, with the dot and in lower case, such as <c>.csv</c>.</summary>
    string Extension { get; }

    /// <summary>Begins to read a file. A header, where the format has one, is read at once.</summary>
    /// <param name="stream">The file's bytes. The rows do not own it.</param>
    /// <param name="format">How the file is written, where the format leaves a choice.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="UnreadableFileException">The header cannot be read.</exception>
    ValueTask<IRows> OpenAsync(Stream stream, RowFormat format, CancellationToken cancellationToken = default);
}
