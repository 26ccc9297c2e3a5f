using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <content>The order.</content>
public static partial class SpecificationBuilderExtensions
{
    /// <summary>Orders by a key, the smallest first.</summary>
    public static IOrderedSpecificationBuilder<T> OrderBy<T>(this ISpecificationBuilder<T> builder, Expression<Func<T, object?>> keySelector) =>
        builder.OrderBy(keySelector, condition: true);

    /// <summary>Orders by a key, the smallest first; left out unless <paramref name="condition"/>, with the keys that refine it.</summary>
    public static IOrderedSpecificationBuilder<T> OrderBy<T>(
        this ISpecificationBuilder<T> builder, Expression<Func<T, object?>> keySelector, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new SpecificationBuilder<T>(builder.Specification, !Begin(builder, keySelector, OrderTypeEnum.OrderBy, condition));
    }

    /// <inheritdoc cref="OrderBy{T}(ISpecificationBuilder{T}, Expression{Func{T, object?}})"/>
    public static IOrderedSpecificationBuilder<T, TResult> OrderBy<T, TResult>(
        this ISpecificationBuilder<T, TResult> builder, Expression<Func<T, object?>> keySelector) => builder.OrderBy(keySelector, condition: true);

    /// <inheritdoc cref="OrderBy{T}(ISpecificationBuilder{T}, Expression{Func{T, object?}}, bool)"/>
    public static IOrderedSpecificationBuilder<T, TResult> OrderBy<T, TResult>(
        this ISpecificationBuilder<T, TResult> builder, Expression<Func<T, object?>> keySelector, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new SpecificationBuilder<T, TResult>(builder.Specification, !Begin(builder, keySelector, OrderTypeEnum.OrderBy, condition));
    }

    /// <summary>Orders by a key, the largest first.</summary>
    public static IOrderedSpecificationBuilder<T> OrderByDescending<T>(
        this ISpecificationBuilder<T> builder, Expression<Func<T, object?>> keySelector) =>
        builder.OrderByDescending(keySelector, condition: true);

    /// <summary>Orders by a key, the largest first; left out unless <paramref name="condition"/>, with the keys that refine it.</summary>
    public static IOrderedSpecificationBuilder<T> OrderByDescending<T>(
        this ISpecificationBuilder<T> builder, Expression<Func<T, object?>> keySelector, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new SpecificationBuilder<T>(builder.Specification, !Begin(builder, keySelector, OrderTypeEnum.OrderByDescending, condition));
    }

    /// <inheritdoc cref="OrderByDescending{T}(ISpecificationBuilder{T}, Expression{Func{T, object?}})"/>
    public static IOrderedSpecificationBuilder<T, TResult> OrderByDescending<T, TResult>(
        this ISpecificationBuilder<T, TResult> builder, Expression<Func<T, object?>> keySelector) => builder.OrderByDescending(keySelector, condition: true);

    /// <inheritdoc cref="OrderByDescending{T}(ISpecificationBuilder{T}, Expression{Func{T, object?}}, bool)"/>
    public static IOrderedSpecificationBuilder<T, TResult> OrderByDescending<T, TResult>(
        this ISpecificationBuilder<T, TResult> builder, Expression<Func<T, object?>> keySelector, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new SpecificationBuilder<T, TResult>(builder.Specification, !Begin(builder, keySelector, OrderTypeEnum.OrderByDescending, condition));
    }

    /// <summary>Adds the key where the condition holds, and answers whether it does.</summary>
    private static bool Begin<T>(ISpecificationBuilder<T> builder, Expression<Func<T, object?>> keySelector, OrderTypeEnum type, bool condition)
    {
        if (condition)
        {
            builder.Specification.Add(new OrderExpressionInfo<T>(keySelector, type));
        }

        return condition;
    }
}
