namespace AutoCrm.Import;

/// <summary>The results of a file that was read completely.</summary>
public sealed record ImportedFile
{
    /// <summary>The file, relative to the imported folder, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>The source system of the file; <see langword="null"/> for a file that all systems share.</summary>
    public string? System { get; init; }

    /// <summary>The name of the file's definition, such as <c>customers</c>.</summary>
    public required string Definition { get; init; }

    /// <summary>The number of new rows.</summary>
    public long Added { get; init; }

    /// <summary>The number of existing rows with unchanged content.</summary>
    public long Unchanged { get; init; }

    /// <summary>The number of existing rows with changed content.</summary>
    public long Replaced { get; init; }

    /// <summary>The number of rows older than what is stored, which were kept as previous versions.</summary>
    public long Outdated { get; init; }

    /// <summary>The number of rows of customers whose personal data was erased; nothing of them was stored.</summary>
    public long Erased { get; init; }

    /// <summary>The number of refused rows.</summary>
    public long Refused { get; init; }

    /// <summary>The number of accepted events with an amount or margin per currency, by ISO 4217 code.</summary>
    public IReadOnlyDictionary<string, long> EventsByCurrency { get; init => field = value ?? new Dictionary<string, long>(); } = new Dictionary<string, long>();

    /// <summary>The total number of rows.</summary>
    public long Rows => Added + Unchanged + Replaced + Outdated + Erased + Refused;
}
