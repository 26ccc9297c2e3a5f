using AutoCrm.SharedKernel;

namespace AutoCrm.Storage;

/// <summary>Decides what an imported aggregate does to the stored one of the same id; the same in every store.</summary>
public static class AggregateMerge
{
    /// <summary>The change of the stored aggregate, or <see langword="null"/> where nothing changes.</summary>
    /// <typeparam name="T">The aggregate.</typeparam>
    /// <param name="definition">How it is kept.</param>
    /// <param name="known">The stored aggregate, as an instance of its own: <paramref name="merge"/> may change it.</param>
    /// <param name="next">The aggregate as the row says.</param>
    /// <param name="merge">See <see cref="Import.IImportTransaction.UpsertAsync"/>.</param>
    /// <returns>An update of the stored version, whichever of the two instances, or another one, <paramref name="merge"/> returns.</returns>
    /// <exception cref="ArgumentException"><paramref name="merge"/> returns an aggregate of another id.</exception>
    public static AggregateChange? Decide<T>(AggregateDefinition<T> definition, T known, T next, Func<T, T, T?> merge)
        where T : AggregateRoot
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(merge);
        var (key, version) = (known.Key, known.Version);
        if (merge(known, next) is not { } merged)
        {
            return null;
        }

        if (merged.Key != key)
        {
            throw new ArgumentException($"Merging {definition.Name} {key} gave one with the id {merged.Key}; expected the same id.", nameof(merge));
        }

        merged.MarkStored(version);
        return new AggregateChange(definition, merged, AggregateChangeKind.Update);
    }
}
