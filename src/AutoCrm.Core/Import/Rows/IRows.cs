namespace AutoCrm.Import;

/// <summary>
/// The rows of one file, one at a time: the data of a row is valid until the next one is read, so that memory use does not grow
/// with the number of rows.
/// </summary>
public interface IRows : IAsyncDisposable
{
    /// <summary>The column names known so far. Without a header, rows append further names.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Whether the file declares its columns, so that <see cref="Columns"/> is complete from the start.</summary>
    bool HasHeader { get; }

    /// <summary>The 1-based line of the file on which the row starts.</summary>
    long Line { get; }

    /// <summary>The defect of the row as a whole, such as too few fields; <see langword="null"/> if there is none.</summary>
    string? Defect { get; }

    /// <summary>The field of a column by its index in <see cref="Columns"/>; <see langword="null"/> or empty if it has no value.</summary>
    string? this[int column] { get; }

    /// <summary>Advances to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="UnreadableFileException">The rest of the file cannot be read.</exception>
    ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default);
}
