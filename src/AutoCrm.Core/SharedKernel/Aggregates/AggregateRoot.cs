namespace AutoCrm.SharedKernel;

/// <summary>
/// The outermost object of a cluster that is loaded, changed and stored as one. It is changed only through methods
/// that state an intention, and collects the domain events that leave when the unit of work commits. How a store keeps it is stated by
/// its <see cref="AggregateDefinition{T, TState}"/>.
/// </summary>
/// <remarks>Instances are not safe for use by several threads at once. A store never shares an instance between scopes.</remarks>
public abstract class AggregateRoot
{
    private readonly List<IDomainEvent> domainEvents = [];

    /// <summary>The identity within its kind, as bare UUID.</summary>
    public abstract Guid Key { get; }

    /// <summary>How often it has been stored; the store compares it to find lost races. 0 = never stored.</summary>
    public int Version { get; private set; }

    /// <summary>The domain events raised since it was loaded, in order.</summary>
    public IReadOnlyList<IDomainEvent> DomainEvents => domainEvents;

    /// <summary>Sets the version that is now stored and clears the domain events.</summary>
    internal void MarkStored(int version)
    {
        Version = version;
        domainEvents.Clear();
    }

    /// <summary>Raises a domain event, which leaves when the unit of work commits.</summary>
    protected void Raise(IDomainEvent domainEvent) => domainEvents.Add(domainEvent);
}
