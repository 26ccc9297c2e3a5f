using System.Text.Json;
using System.Text.Json.Nodes;

namespace AutoCrm.SharedKernel;

/// <summary>
/// How every store keeps one kind of aggregate: its name, the state that is written, the version of that state, and the members that
/// specifications may use. Immutable once registered; safe for use by several threads.
/// </summary>
public abstract class AggregateDefinition
{
    private readonly List<IndexColumn> columns = [];
    private readonly List<IndexList> lists = [];
    private readonly SortedDictionary<int, Func<JsonObject, JsonObject>> upgrades = [];

    private protected AggregateDefinition(string name, Type aggregateType, Type stateType)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!DefinitionName.IsValid(name, "."))
        {
            throw new ArgumentException(
                $"'{name}' cannot name an aggregate; expected lower-case letters, digits, underscores and points, such as work.case.", nameof(name));
        }

        Name = name;
        AggregateType = aggregateType;
        StateType = stateType;
    }

    /// <summary>
    /// The persisted name, such as <c>work.case</c>: a relational store's table is <c>work_case</c>. The aggregates of AutoCrm have names
    /// without a point, those of plug-ins have the plug-in's name before it.
    /// </summary>
    public string Name { get; }

    /// <summary>The type of the aggregate.</summary>
    public Type AggregateType { get; }

    /// <summary>The type of the state that is written.</summary>
    public Type StateType { get; }

    /// <summary>The version of the state, one more than the number of upgrades.</summary>
    public int StateVersion => upgrades.Count + 1;

    /// <summary>The members that specifications may use, beside the id.</summary>
    public IReadOnlyList<IndexColumn> Columns => columns;

    /// <summary>By what the aggregate belongs to a customer; <see langword="null"/> where it holds no personal data.</summary>
    internal object? Ownership { get; set; }

    /// <summary>The lists that specifications may search.</summary>
    public IReadOnlyList<IndexList> Lists => lists;

    /// <summary>The state of an aggregate as JSON. The same state always gives the same text.</summary>
    /// <exception cref="ArgumentException">A text of it holds half of a surrogate pair or a noncharacter, which cannot be stored.</exception>
    public string Serialize(AggregateRoot aggregate) => JsonSerializer.Serialize(GetState(aggregate), AutoCrmJson.StoredOptions.GetTypeInfo(StateType));

    /// <summary>The aggregate that was stored, upgrading a state of an earlier version.</summary>
    /// <param name="content">The state as <see cref="Serialize"/> wrote it.</param>
    /// <param name="stateVersion">The version of the state when it was written. A later one than <see cref="StateVersion"/> is read as it is.</param>
    /// <param name="version">How often the aggregate has been stored.</param>
    /// <exception cref="InvalidOperationException">The content is not a state of this aggregate.</exception>
    public AggregateRoot Deserialize(string content, int stateVersion, int version)
    {
        try
        {
            var state = stateVersion >= StateVersion
                ? JsonSerializer.Deserialize(content, AutoCrmJson.StoredOptions.GetTypeInfo(StateType))
                : UpgradeFrom(stateVersion, content).Deserialize(AutoCrmJson.StoredOptions.GetTypeInfo(StateType));
            var aggregate = RestoreState(state ?? throw new JsonException("It is null."));
            aggregate.MarkStored(version);
            return aggregate;
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(
                $"A stored {Name} of state version {stateVersion} cannot be read as {StateType.Name}: {exception.Message} " +
                "Add an Upgrade to its definition, or restore the store from a backup.",
                exception);
        }
    }

    /// <summary>The column that keeps a member, or <see langword="null"/>.</summary>
    /// <param name="path">The path of the member as <see cref="MemberPath"/> gives it.</param>
    public IndexColumn? FindColumn(string path) => columns.Find(column => MemberPath.Of(column.Member) == path);

    /// <summary>The list that a member is, or <see langword="null"/>.</summary>
    /// <param name="path">The path of the member as <see cref="MemberPath"/> gives it.</param>
    public IndexList? FindList(string path) => lists.Find(list => MemberPath.Of(list.Parts) == path);

    private protected abstract object GetState(AggregateRoot aggregate);

    private protected abstract AggregateRoot RestoreState(object state);

    private protected void AddColumn(IndexColumn column)
    {
        if (column.Name is "id" or "version" or "state_version" or "content" || columns.Exists(known => known.Name == column.Name))
        {
            throw new ArgumentException($"{Name} declares the column '{column.Name}' twice, or it is one that every aggregate has; declare each member once.");
        }

        columns.Add(column);
    }

    private protected void AddList(IndexList list)
    {
        if (lists.Exists(known => known.Name == list.Name))
        {
            throw new ArgumentException($"{Name} declares the list '{list.Name}' twice; declare each list once.");
        }

        if (list.Columns.Count == 0)
        {
            throw new ArgumentException($"{Name} declares the list '{list.Name}' without a member; declare the members of a part that specifications may use.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal) { "owner_id", "ordinal" };
        if (list.Columns.FirstOrDefault(column => !names.Add(column.Name)) is { } doubled)
        {
            throw new ArgumentException(
                $"{Name} declares the column '{doubled.Name}' of the list '{list.Name}' twice, or it is one that every list has; declare each member once.");
        }

        lists.Add(list);
    }

    private protected void AddUpgrade(int fromVersion, Func<JsonObject, JsonObject> upgrade)
    {
        ArgumentNullException.ThrowIfNull(upgrade);
        if (fromVersion != upgrades.Count + 1)
        {
            throw new ArgumentException(
                $"{Name} states the upgrade from version {fromVersion}; expected the one from version {upgrades.Count + 1}, as upgrades follow one another.",
                nameof(fromVersion));
        }

        upgrades.Add(fromVersion, upgrade);
    }

    private JsonObject UpgradeFrom(int stateVersion, string content)
    {
        var state = JsonNode.Parse(content) as JsonObject ?? throw new JsonException("It is not a JSON object.");
        for (var from = stateVersion; from < StateVersion; from++)
        {
            state = upgrades[from](state);
        }

        return state;
    }
}

/// <summary>How every store keeps an aggregate of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public abstract class AggregateDefinition<T> : AggregateDefinition
    where T : AggregateRoot
{
    private protected AggregateDefinition(string name, Type stateType)
        : base(name, typeof(T), stateType)
    {
    }
}
