using AutoCrm.SharedKernel;

namespace AutoCrm.Storage;

/// <summary>What a commit does to an aggregate.</summary>
public enum AggregateChangeKind
{
    /// <summary>It is stored as version 1; an aggregate with that id must not exist.</summary>
    Add,

    /// <summary>It is stored as the version after the one that was read, which must be the stored one.</summary>
    Update,

    /// <summary>It is removed; the version that was read must be the stored one.</summary>
    Delete,
}

/// <summary>One aggregate of a change set.</summary>
/// <param name="Definition">How it is kept.</param>
/// <param name="Aggregate">The aggregate as it is to be stored. Its version is the one that was read; 0 = new.</param>
/// <param name="Kind">What is done to it.</param>
public sealed record AggregateChange(AggregateDefinition Definition, AggregateRoot Aggregate, AggregateChangeKind Kind)
{
    /// <summary>The version that must be stored now; 0 where the aggregate must not exist.</summary>
    public int ExpectedVersion => Kind == AggregateChangeKind.Add ? 0 : Aggregate.Version;

    /// <summary>The version that is stored by the commit.</summary>
    public int NextVersion => Aggregate.Version + 1;

    /// <summary>The exception of a commit that lost a race for this aggregate.</summary>
    /// <param name="storedVersion">The version that is stored now; <see langword="null"/> where there is none.</param>
    public ConcurrencyException CreateConcurrencyException(int? storedVersion)
    {
        var found = (Kind, storedVersion) switch
        {
            (AggregateChangeKind.Add, _) => "an aggregate with that id exists already",
            (_, null) => "it has been removed",
            _ => $"version {storedVersion} has been stored",
        };
        return new ConcurrencyException(
            $"{Definition.AggregateType.Name} {Aggregate.Key} cannot be stored: {found} since it was read as version {Aggregate.Version}. Read it again and repeat.");
    }

    /// <summary>The exception of a commit that would give two aggregates the same value of a unique column.</summary>
    /// <param name="column">The column.</param>
    public DomainException CreateUniqueException(IndexColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new DomainException(
            "unique-index",
            $"{Definition.AggregateType.Name} {Aggregate.Key} cannot be stored: another one has {column.Name} '{column.Read(Aggregate)}', which {Definition.Name} declares unique.");
    }
}
