using AutoCrm.SharedKernel;

namespace CustomAdapter.Stores;

/// <summary>Where the aggregates of a kind are kept, and as what.</summary>
internal interface IAggregateFormat
{
    string Folder { get; }

    Type StateType { get; }
}

/// <summary>How an aggregate becomes a document and an aggregate again.</summary>
internal abstract class AggregateFormat<T> : IAggregateFormat
    where T : AggregateRoot
{
    public abstract string Folder { get; }

    public abstract Type StateType { get; }

    public abstract object ToDocument(T aggregate);

    public abstract T Restore(object document);

    public abstract IEnumerable<T> All(Files.StoreState state);
}

/// <inheritdoc/>
internal sealed class AggregateFormat<T, TState>(string folder, Func<T, TState> toDocument, Func<TState, T> restore) : AggregateFormat<T>
    where T : AggregateRoot
    where TState : notnull
{
    public override string Folder => folder;

    public override Type StateType => typeof(TState);

    public override object ToDocument(T aggregate) => toDocument(aggregate);

    public override T Restore(object document) => restore((TState)document);

    public override IEnumerable<T> All(Files.StoreState state) => state.All<TState>().Select(restore);
}
