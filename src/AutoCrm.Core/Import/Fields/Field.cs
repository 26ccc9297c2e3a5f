
namespace AutoCrm.Import;

/// <summary>A column of the interchange format in the file being read: its index, and how its values are mapped.</summary>
internal sealed class Field
{
    public Field(string name, bool isRequired, FileMapping mapping)
    {
        Name = name;
        IsRequired = isRequired;
        SourceName = mapping.Columns.FirstOrDefault(pair => pair.Value == name).Key ?? name;
        Translations = mapping.Values.TryGetValue(name, out var values) ? values.ToDictionary(StringComparer.Ordinal) : null;
        Default = mapping.Defaults.TryGetValue(name, out var value) && value.Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>The name in the interchange format.</summary>
    public string Name { get; }

    /// <summary>The name in the file.</summary>
    public string SourceName { get; }

    public bool IsRequired { get; }

    public Dictionary<string, string>? Translations { get; }

    public string? Default { get; }

    /// <summary>The index among the columns of the file; -1 if the file does not have the column.</summary>
    public int Place { get; set; } = -1;
}
