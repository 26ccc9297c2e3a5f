using AutoCrm.SharedKernel;

namespace AutoCrm.Storage.EntityFrameworkCore.Sql;

/// <summary>Source systems are few and named in every row, so rows hold their numbers.</summary>
internal abstract class SourceSystems
{
    /// <summary>The name of a system that a row is of.</summary>
    public abstract string NameOf(long number);

    /// <summary>The number of a system, or <see langword="null"/> where no row is of it.</summary>
    public abstract ValueTask<long?> FindAsync(string name);

    /// <summary>
    /// The number of a system; one that is new gets the next. A database across a network must have been asked for it before, by <see cref="AddAsync"/>.
    /// </summary>
    public abstract long NumberOf(string name);

    /// <summary>Gives numbers to those of these systems that have none.</summary>
    public virtual ValueTask AddAsync(IEnumerable<string> names) => ValueTask.CompletedTask;
}
