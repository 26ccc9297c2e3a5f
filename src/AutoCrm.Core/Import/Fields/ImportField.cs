namespace AutoCrm.Import;

/// <summary>A column of an interchange file in the file being read: where it stands, and how its values are mapped.</summary>
public sealed class ImportField
{
    internal ImportField(string name, bool isRequired, FileMapping mapping)
    {
        Name = name;
        IsRequired = isRequired;
        SourceName = mapping.Columns.FirstOrDefault(pair => pair.Value == name).Key ?? name;
        Translations = mapping.Values.TryGetValue(name, out var values) ? values.ToDictionary(StringComparer.Ordinal) : null;
        Default = mapping.Defaults.TryGetValue(name, out var value) && value.Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>The name in the definition of the file.</summary>
    public string Name { get; }

    /// <summary>The name in the file.</summary>
    public string SourceName { get; }

    internal bool IsRequired { get; }

    internal Dictionary<string, string>? Translations { get; }

    internal string? Default { get; }

    /// <summary>The index among the columns of the file; -1 if the file does not have the column.</summary>
    internal int Place { get; set; } = -1;
}
