namespace AutoCrm.Import;

/// <summary>Reads files of one format row by row.</summary>
public interface IRowReader
{
    /// <summary>The file extension, with the dot and in lower case, such as <c>.csv</c>.</summary>
    string Extension { get; }

    /// <summary>Opens a file for reading. The header, if the format has one, is read immediately.</summary>
    /// <param name="stream">The content of the file. The rows do not dispose it.</param>
    /// <param name="format">The variable parts of the file format.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="UnreadableFileException">The header cannot be read.</exception>
    ValueTask<IRows> OpenAsync(Stream stream, RowFormat format, CancellationToken cancellationToken = default);
}
