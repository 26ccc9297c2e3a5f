namespace AutoCrm.Import;

/// <summary>The mapping of the files of one definition.</summary>
public sealed record FileMapping
{
    /// <summary>The name of the file in the folder of the system. Default: the name of the definition with any extension that has a reader.</summary>
    public string? File { get; init; }

    /// <summary>The interchange column of each column of the file. Columns not listed keep their name.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>By interchange column, the translation of the values of the file. Values not listed are kept unchanged.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values { get; init => field = value ?? new Dictionary<string, IReadOnlyDictionary<string, string>>(); } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>By interchange column, the default for missing values.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    internal void Validate(ImportFileDefinition definition)
    {
        List<string> known = [.. definition.Columns.Select(column => column.Name)];
        var name = definition.Name;
        if (File is { } file && (file.Length == 0 || file != Path.GetFileName(file) || !Path.HasExtension(file)))
        {
            throw new ImportMappingException($"The file '{file}' of {name} is not a file name; expected the name of a file in the folder of the system such as {name}.csv.");
        }

        if (Columns.Values.Contains(null) || Defaults.Values.Contains(null))
        {
            throw new ImportMappingException($"The mapping of {name} contains null; expected a string.");
        }

        foreach (var column in Columns.Values.Concat(Values.Keys).Concat(Defaults.Keys))
        {
            if (!known.Contains(column))
            {
                throw new ImportMappingException(
                    $"The mapping of {name} names a column '{column}', which the interchange format does not have; expected one of {string.Join(", ", known)}.");
            }
        }

        if (Columns.GroupBy(pair => pair.Value).FirstOrDefault(group => group.Count() > 1) is { } doubled)
        {
            throw new ImportMappingException(
                $"The mapping of {name} makes '{string.Join("' and '", doubled.Select(pair => pair.Key))}' both the column {doubled.Key}; keep one of them.");
        }

        foreach (var (column, translations) in Values)
        {
            if (translations is null || translations.Values.Contains(null))
            {
                throw new ImportMappingException($"The mapping of {name} translates a value of {column} to null; expected a string, or an empty one for 'not known'.");
            }
        }

        foreach (var (column, text) in Defaults.Concat(Values.SelectMany(pair => pair.Value.Values.Select(text => KeyValuePair.Create(pair.Key, text)))))
        {
            if (ImportRow.FindUnfit(text) is { } unfit)
            {
                throw new ImportMappingException($"The mapping of {name} gives {column} a text with {unfit}; expected a text that a file could hold.");
            }
        }
    }
}
