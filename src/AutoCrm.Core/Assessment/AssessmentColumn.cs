using AutoCrm.SharedKernel;

namespace AutoCrm.Assessment;

/// <summary>A figure of a section by which customers can be listed, ordered and counted. Every store keeps it beside the assessment.</summary>
public abstract class AssessmentColumn
{
    private protected AssessmentColumn(AssessmentDefinition section, string name, ColumnType type)
    {
        Section = section;
        Name = $"{section.Name.Replace('.', '_')}_{name}";
        Type = type;
    }

    /// <summary>The name in stores: that of the section, an underscore, and that of the figure, such as <c>lifecycle_stage</c>.</summary>
    public string Name { get; }

    /// <summary>How stores keep it.</summary>
    public ColumnType Type { get; }

    /// <summary>The section it is a figure of.</summary>
    public AssessmentDefinition Section { get; }

    /// <summary>
    /// The value of a section as the column keeps it: a <see cref="string"/>, <see cref="long"/>, <see cref="NodaTime.Instant"/>,
    /// <see cref="NodaTime.LocalDate"/>, <see cref="Guid"/>, <see cref="bool"/> or <see cref="decimal"/>, or <see langword="null"/>.
    /// </summary>
    public abstract object? Read(object section);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>A figure of a section, of type <typeparamref name="TKey"/>.</summary>
/// <typeparam name="TKey">The type: text, a number, an instant, a date, an id, a truth value, or such a value that may be missing.</typeparam>
public abstract class AssessmentColumn<TKey> : AssessmentColumn
{
    private protected AssessmentColumn(AssessmentDefinition section, string name, ColumnType type)
        : base(section, name, type)
    {
    }
}

/// <summary>A figure of type <typeparamref name="TKey"/> of a section <typeparamref name="T"/>.</summary>
internal sealed class AssessmentColumn<T, TKey>(AssessmentDefinition<T> section, string name, ColumnType type, Func<T, TKey> value)
    : AssessmentColumn<TKey>(section, name, type)
    where T : class
{
    public override object? Read(object section) => ColumnValue.Of(value((T)section));
}
