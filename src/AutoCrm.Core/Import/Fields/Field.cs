
namespace AutoCrm.Import;

/// <summary>One column of the interchange format in the file being read: where it stands and how its values are taken.</summary>
internal sealed class Field
{
    public Field(string name, bool isRequired, FileMapping mapping)
    {
        Name = name;
        IsRequired = isRequired;
        SourceName = mapping.Columns.FirstOrDefault(pair => pair.Value == name).Key ?? name;
        Translations = mapping.Values.TryGetValue(name, out var values) ? values.ToDictionary(StringComparer.Ordinal) : null;
        Default = mapping.Defaults.TryGetValue(name, out var value) && value.Trim() is { Length: > 0 } given ? given : null;
    }

    /// <summary>The name in the interchange format.</summary>
    public string Name { get; }

    /// <summary>The name in the file.</summary>
    public string SourceName { get; }

    public bool IsRequired { get; }

    public Dictionary<string, string>? Translations { get; }

    public string? Default { get; }

    /// <summary>The place among the file's columns; -1 where the file does not have it.</summary>
    public int Place { get; set; } = -1;
}
