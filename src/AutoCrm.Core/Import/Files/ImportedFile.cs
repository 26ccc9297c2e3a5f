namespace AutoCrm.Import;

/// <summary>What became of the rows of one file that was read to its end.</summary>
public sealed record ImportedFile
{
    /// <summary>The file, relative to the imported folder, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>The system it belongs to; <see langword="null"/> for the outlets of all systems.</summary>
    public string? System { get; init; }

    /// <summary>What its rows are.</summary>
    public required ImportFileKind Kind { get; init; }

    /// <summary>How many rows were new.</summary>
    public long Added { get; init; }

    /// <summary>How many rows were known and said the same.</summary>
    public long Unchanged { get; init; }

    /// <summary>How many rows were known and said something else before.</summary>
    public long Replaced { get; init; }

    /// <summary>How many rows were refused.</summary>
    public long Refused { get; init; }

    /// <summary>How many events that were not refused name an amount or margin in a currency, by its ISO 4217 code.</summary>
    public IReadOnlyDictionary<string, long> EventsByCurrency { get; init; } = new Dictionary<string, long>();

    /// <summary>How many rows there were.</summary>
    public long Rows => Added + Unchanged + Replaced + Refused;
}
