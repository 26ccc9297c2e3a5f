namespace AutoCrm.SharedKernel;

/// <summary>The definitions of all aggregates of a host: those of AutoCrm and those its plug-ins add. Safe for use by several threads.</summary>
public sealed class AggregateDefinitions
{
    private readonly Dictionary<Type, AggregateDefinition> byType = [];

    /// <summary>Holds these definitions; the same one given twice counts once.</summary>
    /// <exception cref="ArgumentException">Two definitions have the same name or the same aggregate.</exception>
    public AggregateDefinitions(IEnumerable<AggregateDefinition> definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var names = new HashSet<string>(StringComparer.Ordinal);
        All = [.. definitions.Distinct()];
        foreach (var definition in All)
        {
            if (!byType.TryAdd(definition.AggregateType, definition))
            {
                throw new ArgumentException(
                    $"{definition.AggregateType.Name} is defined twice, as {byType[definition.AggregateType].Name} and {definition.Name}; keep one of them.",
                    nameof(definitions));
            }

            // Tables have underscores where names have points.
            if (!names.Add(definition.Name.Replace('.', '_')))
            {
                throw new ArgumentException($"Two aggregates are named {definition.Name}; give one of them another name.", nameof(definitions));
            }
        }
    }

    /// <summary>All definitions, in the order of registration.</summary>
    public IReadOnlyList<AggregateDefinition> All { get; }

    /// <summary>The definition of an aggregate.</summary>
    /// <exception cref="InvalidOperationException">The aggregate is not registered.</exception>
    public AggregateDefinition Get(Type aggregate)
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        return byType.TryGetValue(aggregate, out var definition)
            ? definition
            : throw new InvalidOperationException(
                $"{aggregate.Name} is not a registered aggregate; register its definition with AddAggregate. " +
                $"Registered are {string.Join(", ", All.Select(known => known.AggregateType.Name))}.");
    }

    /// <inheritdoc cref="Get(Type)"/>
    public AggregateDefinition<T> Get<T>()
        where T : AggregateRoot => (AggregateDefinition<T>)Get(typeof(T));
}
