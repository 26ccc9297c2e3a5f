namespace AutoCrm.Import;

/// <summary>How the files of one kind are read.</summary>
public sealed record FileMapping
{
    /// <summary>The name of the file in the system's folder. Default: the kind's own name with any ending a reader knows.</summary>
    public string? File { get; init; }

    /// <summary>Which of the file's columns is which of the interchange format. Columns not named here keep their name.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>By interchange column, what the file's values mean. Values not named here are taken as they are.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>By interchange column, the value where the file has none.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>();

    internal void Validate(ImportFileKind kind)
    {
        var known = InterchangeColumns.Of(kind);
        var kindName = InterchangeColumns.FileName(kind);
        if (File is { } file && (file.Length == 0 || file != Path.GetFileName(file) || !Path.HasExtension(file)))
        {
            throw new ImportMappingException($"The file '{file}' of {kindName} is no file name; give one of the system's folder such as {kindName}.csv.");
        }

        if (Columns.Values.Contains(null) || Defaults.Values.Contains(null))
        {
            throw new ImportMappingException($"The mapping of {kindName} holds null; give a text.");
        }

        foreach (var column in Columns.Values.Concat(Values.Keys).Concat(Defaults.Keys))
        {
            if (!known.Contains(column))
            {
                throw new ImportMappingException(
                    $"The mapping of {kindName} names a column '{column}', which the interchange format does not have; expected one of {string.Join(", ", known)}.");
            }
        }

        if (Columns.GroupBy(pair => pair.Value).FirstOrDefault(group => group.Count() > 1) is { } doubled)
        {
            throw new ImportMappingException(
                $"The mapping of {kindName} makes '{string.Join("' and '", doubled.Select(pair => pair.Key))}' both the column {doubled.Key}; keep one of them.");
        }

        foreach (var (column, translations) in Values)
        {
            if (translations is null || translations.Values.Contains(null))
            {
                throw new ImportMappingException($"The mapping of {kindName} translates a value of {column} to null; give a text, or an empty one for 'not known'.");
            }
        }
    }
}
