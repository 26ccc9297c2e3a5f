using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <summary>The clauses that a specification is stated with.</summary>
public static partial class SpecificationBuilderExtensions
{
    /// <summary>Keeps the aggregates for which this holds, and all other conditions.</summary>
    public static ISpecificationBuilder<T> Where<T>(this ISpecificationBuilder<T> builder, Expression<Func<T, bool>> predicate) =>
        builder.Where(predicate, condition: true);

    /// <summary>Keeps the aggregates for which this holds, and all other conditions; left out unless <paramref name="condition"/>.</summary>
    public static ISpecificationBuilder<T> Where<T>(this ISpecificationBuilder<T> builder, Expression<Func<T, bool>> predicate, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (condition)
        {
            builder.Specification.Add(new WhereExpressionInfo<T>(predicate));
        }

        return builder;
    }

    /// <inheritdoc cref="Where{T}(ISpecificationBuilder{T}, Expression{Func{T, bool}})"/>
    public static ISpecificationBuilder<T, TResult> Where<T, TResult>(
        this ISpecificationBuilder<T, TResult> builder, Expression<Func<T, bool>> predicate) => builder.Where(predicate, condition: true);

    /// <inheritdoc cref="Where{T}(ISpecificationBuilder{T}, Expression{Func{T, bool}}, bool)"/>
    public static ISpecificationBuilder<T, TResult> Where<T, TResult>(
        this ISpecificationBuilder<T, TResult> builder, Expression<Func<T, bool>> predicate, bool condition)
    {
        Where((ISpecificationBuilder<T>)builder, predicate, condition);
        return builder;
    }
}
