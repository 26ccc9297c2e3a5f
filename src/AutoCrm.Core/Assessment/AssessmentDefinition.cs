using System.Text.Json;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// One section of an assessment: its persisted name, the figures by which customers can be found, which sections it needs, how long it holds, and
/// the messages of its changes. Immutable once registered; safe for use by several threads.
/// </summary>
public abstract class AssessmentDefinition
{
    private readonly List<AssessmentColumn> columns = [];
    private readonly List<AssessmentDefinition> earlier = [];
    private readonly List<IReadOnlyList<AssessmentColumn>> indexes = [];

    private protected AssessmentDefinition(string name, Type sectionType)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!DefinitionName.IsValid(name, "."))
        {
            throw new ArgumentException(
                $"'{name}' cannot name a section; expected lower-case letters, digits, underscores and points, such as coffee.habit.", nameof(name));
        }

        Name = name;
        SectionType = sectionType;
    }

    /// <summary>
    /// The persisted name, such as <c>lifecycle</c>. The sections of AutoCrm have names without a point, those of plug-ins have the plug-in's name
    /// before it.
    /// </summary>
    public string Name { get; }

    /// <summary>The type of the section; it must survive a round trip through <see cref="AutoCrmJson.Options"/>.</summary>
    public Type SectionType { get; }

    /// <summary>The figures by which customers can be listed, ordered and counted.</summary>
    public IReadOnlyList<AssessmentColumn> Columns => columns;

    /// <summary>The columns that customers are listed by together: the first are compared for equality, the last orders the list, highest first.</summary>
    public IReadOnlyList<IReadOnlyList<AssessmentColumn>> Indexes => indexes;

    /// <summary>The sections that are assessed before this one, so that its assessor may ask for them.</summary>
    public IReadOnlyList<AssessmentDefinition> Earlier => earlier;

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Whether it declares messages of changes.</summary>
    internal abstract bool HasMessages { get; }

    internal abstract void Write(Utf8JsonWriter writer, object section);

    internal abstract object Read(ReadOnlySpan<byte> content);

    /// <summary>The messages of a change from one content of the section to another.</summary>
    internal abstract IEnumerable<IDomainEvent> ListMessages(SectionChange change, object? previous, object? current);

    internal abstract Instant? GetValidUntil(object section, AssessmentContext context);

    private protected void Add(AssessmentColumn column)
    {
        if (columns.Exists(known => known.Name == column.Name))
        {
            throw new ArgumentException($"The section {Name} declares the column {column.Name} twice; give each its own name.");
        }

        columns.Add(column);
    }

    private protected void AddIndex(IReadOnlyList<AssessmentColumn> index) => indexes.Add(index);

    private protected void AddEarlier(ReadOnlySpan<AssessmentDefinition> definitions) => earlier.AddRange(definitions);
}

/// <summary>One section of an assessment, of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The type of the section; it must survive a round trip through <see cref="AutoCrmJson.Options"/>.</typeparam>
/// <param name="name">The persisted name: that of the plug-in, a point, and that of the section, such as <c>coffee.habit</c>.</param>
/// <exception cref="ArgumentException">The name has other characters than lower-case letters, digits, underscores and points.</exception>
public sealed class AssessmentDefinition<T>(string name) : AssessmentDefinition(name, typeof(T))
    where T : class
{
    private readonly List<Func<SectionChange<T>, IEnumerable<IDomainEvent>>> messages = [];
    private Func<T, AssessmentContext, Instant?>? validUntil;

    /// <summary>Declares a figure by which customers can be listed, ordered and counted.</summary>
    /// <param name="column">Its name within the section: lower-case letters, digits and underscores.</param>
    /// <param name="value">The value of a section.</param>
    /// <exception cref="ArgumentException">The name is taken or has other characters, or no store can keep values of the type.</exception>
    public AssessmentColumn<TKey> Column<TKey>(string column, Func<T, TKey> value)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        ArgumentNullException.ThrowIfNull(value);
        if (!DefinitionName.HasOnly(column))
        {
            throw new ArgumentException($"'{column}' cannot name a column of {Name}; expected lower-case letters, digits and underscores.", nameof(column));
        }

        var type = ColumnValue.TypeOf(typeof(TKey)) ?? throw new ArgumentException(
            $"The column {column} of {Name} cannot keep a {typeof(TKey).Name}; expected text, a number, an instant, a date, an id or a truth value.", nameof(value));
        var declared = new AssessmentColumn<T, TKey>(this, column, type, value);
        Add(declared);
        return declared;
    }

    /// <summary>Declares sections that are assessed before this one, so that its assessor may ask for them.</summary>
    public AssessmentDefinition<T> After(params ReadOnlySpan<AssessmentDefinition> definitions)
    {
        AddEarlier(definitions);
        return this;
    }

    /// <summary>
    /// Declares that customers are listed by these columns together, as those of a stage by their value: stores index them together. The first ones are
    /// compared for equality, and the last one orders the list.
    /// </summary>
    /// <param name="columns">The columns, at least two, of this section and of those that are declared to come before.</param>
    /// <exception cref="ArgumentException">There are fewer than two, or one is of another section.</exception>
    public AssessmentDefinition<T> Index(params IReadOnlyList<AssessmentColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count < 2 || columns.FirstOrDefault(column => column.Section != this && !Earlier.Contains(column.Section)) is not null)
        {
            throw new ArgumentException(
                $"[{string.Join(", ", columns)}] cannot be indexed together for {Name}; expected at least two columns of it and of sections it is declared After.", nameof(columns));
        }

        AddIndex(columns);
        return this;
    }

    /// <summary>
    /// Declares the messages of a change. They are asked for where the content differs from the one before, or where there is none before,
    /// and leave through the outbox in the transaction that stores the assessment.
    /// </summary>
    public AssessmentDefinition<T> Changed(Func<SectionChange<T>, IEnumerable<IDomainEvent>> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        messages.Add(change);
        return this;
    }

    /// <summary>
    /// Declares until when a section holds if no event occurs; <see langword="null"/> = for ever. Until then an assessment of the same history has
    /// the same content. A section that is ranked among all customers holds until the base is ranked again, and is not asked.
    /// </summary>
    public AssessmentDefinition<T> ValidUntil(Func<T, AssessmentContext, Instant?> instant)
    {
        validUntil = instant;
        return this;
    }

    internal override bool HasMessages => messages.Count > 0;

    internal override void Write(Utf8JsonWriter writer, object section) => JsonSerializer.Serialize(writer, (T)section, AutoCrmJson.GetStoredTypeInfo<T>());

    internal override object Read(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, AutoCrmJson.GetTypeInfo<T>()) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(
                $"A stored section {Name} cannot be read as {SectionType.Name}: {exception.Message} Assess the base again, or give the changed section another name.",
                exception);
        }
    }

    internal override IEnumerable<IDomainEvent> ListMessages(SectionChange change, object? previous, object? current)
    {
        var typed = new SectionChange<T>(change.Customer, change.PreviousAsOf, (T?)previous, change.AsOf, (T?)current);
        return messages.SelectMany(create => create(typed));
    }

    internal override Instant? GetValidUntil(object section, AssessmentContext context) => validUntil?.Invoke((T)section, context);
}
