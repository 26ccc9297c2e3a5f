using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <summary>One condition of a specification.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public class WhereExpressionInfo<T>
{
    private readonly Lazy<Func<T, bool>> compiled;

    /// <summary>Makes a condition.</summary>
    /// <param name="filter">What must hold.</param>
    public WhereExpressionInfo(Expression<Func<T, bool>> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Filter = filter;
        compiled = new(filter.Compile);
    }

    /// <summary>What must hold, for a store to translate.</summary>
    public Expression<Func<T, bool>> Filter { get; }

    /// <summary>What must hold, to be asked of objects in memory; compiled at the first use.</summary>
    public Func<T, bool> FilterFunc => compiled.Value;
}
