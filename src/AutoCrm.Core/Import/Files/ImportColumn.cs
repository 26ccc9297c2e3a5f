namespace AutoCrm.Import;

/// <summary>A column of an interchange file.</summary>
/// <param name="Name">The name: lower-case letters, digits and underscores.</param>
/// <param name="IsRequired">Whether every row needs a value.</param>
public sealed record ImportColumn(string Name, bool IsRequired = false)
{
    /// <summary>A column that rows may leave empty.</summary>
    public static implicit operator ImportColumn(string name) => FromString(name);

    /// <inheritdoc cref="op_Implicit(string)"/>
    public static ImportColumn FromString(string name) => new(name);

    /// <summary>A column of which every row needs a value.</summary>
    public static ImportColumn Required(string name) => new(name, IsRequired: true);
}
