using AutoCrm.SharedKernel;

namespace AutoCrm.Hosting.InMemory;

/// <summary>An aggregate as committed: its state as JSON, as every store keeps it, so that what is read shares nothing with what is kept.</summary>
internal sealed class StoredAggregate(AggregateDefinition definition, int version, string content)
{
    private readonly Lazy<AggregateRoot> instance = new(() => definition.Deserialize(content, definition.StateVersion, version));

    public int Version => version;

    /// <summary>The instance that specifications are evaluated on. It is never handed out.</summary>
    public AggregateRoot Instance => instance.Value;

    public AggregateRoot CreateCopy() => definition.Deserialize(content, definition.StateVersion, version);
}
