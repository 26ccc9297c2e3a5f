namespace AutoCrm.Import;

/// <summary>The results of an import.</summary>
/// <param name="Files">The files that were read completely, in reading order.</param>
/// <param name="Failures">The files that could not be read, in reading order.</param>
public sealed record ImportReport(IReadOnlyList<ImportedFile> Files, IReadOnlyList<FileFailure> Failures)
{
    /// <summary>The number of new rows.</summary>
    public long Added => Files.Sum(file => file.Added);

    /// <summary>The number of existing rows with unchanged content.</summary>
    public long Unchanged => Files.Sum(file => file.Unchanged);

    /// <summary>The number of existing rows with changed content.</summary>
    public long Replaced => Files.Sum(file => file.Replaced);

    /// <summary>The number of rows older than what is stored, which were kept as previous versions.</summary>
    public long Outdated => Files.Sum(file => file.Outdated);

    /// <summary>The number of rows of customers whose personal data was erased; nothing of them was stored.</summary>
    public long Erased => Files.Sum(file => file.Erased);

    /// <summary>The number of refused rows.</summary>
    public long Refused => Files.Sum(file => file.Refused);

    /// <summary>The total number of rows.</summary>
    public long Rows => Files.Sum(file => file.Rows);

    /// <summary>The number of events with an amount or margin per currency, by ISO 4217 code in ascending order.</summary>
    public IReadOnlyDictionary<string, long> EventsByCurrency
    {
        get
        {
            var all = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (var (currency, count) in Files.SelectMany(file => file.EventsByCurrency))
            {
                all[currency] = all.GetValueOrDefault(currency) + count;
            }

            return all;
        }
    }

    /// <summary>Whether the import left the store unchanged.</summary>
    public bool ChangedNothing => Added == 0 && Replaced == 0 && Outdated == 0;
}
