namespace AutoCrm.Import;

/// <summary>
/// The rows of one file, one at a time: what is asked about a row holds until the next is read, so that memory does not grow
/// with the number of rows.
/// </summary>
public interface IRows : IAsyncDisposable
{
    /// <summary>The column names known so far. Where there is no header, rows add to the end of it.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Whether the file declares its columns, so that <see cref="Columns"/> is complete from the start.</summary>
    bool HasHeader { get; }

    /// <summary>The line of the file on which the row begins, counted from 1.</summary>
    long Line { get; }

    /// <summary>Why the row as a whole cannot be used, such as too few fields; <see langword="null"/> where it can.</summary>
    string? Defect { get; }

    /// <summary>The field of a column by its place in <see cref="Columns"/>; <see langword="null"/> or empty where the row says nothing.</summary>
    string? this[int column] { get; }

    /// <summary>Goes on to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="UnreadableFileException">The rest of the file cannot be read.</exception>
    ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default);
}
