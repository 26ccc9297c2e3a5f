namespace AutoCrm.SharedKernel;

/// <summary>
/// The outermost object of a cluster that is loaded, changed and stored as one. It is changed only through methods
/// that state an intention, and collects what it has to tell the outside until the unit of work commits.
/// </summary>
public abstract class AggregateRoot
{
    private List<IDomainEvent> domainEvents = [];

    /// <summary>The identity within its kind, as bare UUID.</summary>
    public abstract Guid Key { get; }

    /// <summary>How often it has been stored; the store compares it to find lost races. 0 = never stored.</summary>
    public int Version { get; private set; }

    /// <summary>What happened to it since it was loaded, in order.</summary>
    public IReadOnlyList<IDomainEvent> DomainEvents => domainEvents;

    /// <summary>Called by a store after it has stored the aggregate: the version moves on and the events are gone.</summary>
    /// <param name="version">The version that is now stored.</param>
    public void MarkStored(int version)
    {
        Version = version;
        domainEvents.Clear();
    }

    /// <summary>
    /// A copy that shares nothing that changes, and has nothing to tell. An aggregate with lists of its own overrides this and
    /// copies them too.
    /// </summary>
    protected internal virtual AggregateRoot Copy()
    {
        var copy = (AggregateRoot)MemberwiseClone();
        copy.domainEvents = [];
        return copy;
    }

    /// <summary>Notes something that the outside should learn when the unit of work commits.</summary>
    protected void Raise(IDomainEvent domainEvent) => domainEvents.Add(domainEvent);
}
