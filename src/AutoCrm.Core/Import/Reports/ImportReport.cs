namespace AutoCrm.Import;

/// <summary>What an import did.</summary>
/// <param name="Files">The files that were read to their end, in that order.</param>
/// <param name="Failures">The files that could not be read at all, in that order.</param>
public sealed record ImportReport(IReadOnlyList<ImportedFile> Files, IReadOnlyList<FileFailure> Failures)
{
    /// <summary>How many rows were new.</summary>
    public long Added => Files.Sum(file => file.Added);

    /// <summary>How many rows were known and said the same.</summary>
    public long Unchanged => Files.Sum(file => file.Unchanged);

    /// <summary>How many rows were known and said something else before.</summary>
    public long Replaced => Files.Sum(file => file.Replaced);

    /// <summary>How many rows were refused.</summary>
    public long Refused => Files.Sum(file => file.Refused);

    /// <summary>How many rows there were.</summary>
    public long Rows => Files.Sum(file => file.Rows);

    /// <summary>How many events name an amount or margin in a currency, by its ISO 4217 code in the order of the codes.</summary>
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

    /// <summary>Whether the store says the same as before.</summary>
    public bool ChangedNothing => Added == 0 && Replaced == 0;
}
