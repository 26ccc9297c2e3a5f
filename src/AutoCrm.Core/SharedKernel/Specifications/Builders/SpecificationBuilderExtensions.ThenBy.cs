using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <content>What refines the order.</content>
public static partial class SpecificationBuilderExtensions
{
    /// <summary>Orders what is equal so far by a further key, the smallest first.</summary>
    public static IOrderedSpecificationBuilder<T> ThenBy<T>(this IOrderedSpecificationBuilder<T> builder, Expression<Func<T, object?>> keySelector) =>
        builder.ThenBy(keySelector, condition: true);

    /// <summary>
    /// Orders what is equal so far by a further key, the smallest first; left out
    /// unless <paramref name="condition"/>, with the keys that refine it.
    /// </summary>
    public static IOrderedSpecificationBuilder<T> ThenBy<T>(
        this IOrderedSpecificationBuilder<T> builder, Expression<Func<T, object?>> keySelector, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new SpecificationBuilder<T>(builder.Specification, !Refine(builder, keySelector, OrderTypeEnum.ThenBy, condition));
    }

    /// <inheritdoc cref="ThenBy{T}(IOrderedSpecificationBuilder{T}, Expression{Func{T, object?}})"/>
    public static IOrderedSpecificationBuilder<T, TResult> ThenBy<T, TResult>(
        this IOrderedSpecificationBuilder<T, TResult> builder, Expression<Func<T, object?>> keySelector) => builder.ThenBy(keySelector, condition: true);

    /// <inheritdoc cref="ThenBy{T}(IOrderedSpecificationBuilder{T}, Expression{Func{T, object?}}, bool)"/>
    public static IOrderedSpecificationBuilder<T, TResult> ThenBy<T, TResult>(
        this IOrderedSpecificationBuilder<T, TResult> builder, Expression<Func<T, object?>> keySelector, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new SpecificationBuilder<T, TResult>(builder.Specification, !Refine(builder, keySelector, OrderTypeEnum.ThenBy, condition));
    }

    /// <summary>Orders what is equal so far by a further key, the largest first.</summary>
    public static IOrderedSpecificationBuilder<T> ThenByDescending<T>(
        this IOrderedSpecificationBuilder<T> builder, Expression<Func<T, object?>> keySelector) =>
        builder.ThenByDescending(keySelector, condition: true);

    /// <summary>
    /// Orders what is equal so far by a further key, the largest first; left out
    /// unless <paramref name="condition"/>, with the keys that refine it.
    /// </summary>
    public static IOrderedSpecificationBuilder<T> ThenByDescending<T>(
        this IOrderedSpecificationBuilder<T> builder, Expression<Func<T, object?>> keySelector, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new SpecificationBuilder<T>(builder.Specification, !Refine(builder, keySelector, OrderTypeEnum.ThenByDescending, condition));
    }

    /// <inheritdoc cref="ThenByDescending{T}(IOrderedSpecificationBuilder{T}, Expression{Func{T, object?}})"/>
    public static IOrderedSpecificationBuilder<T, TResult> ThenByDescending<T, TResult>(
        this IOrderedSpecificationBuilder<T, TResult> builder, Expression<Func<T, object?>> keySelector) => builder.ThenByDescending(keySelector, condition: true);

    /// <inheritdoc cref="ThenByDescending{T}(IOrderedSpecificationBuilder{T}, Expression{Func{T, object?}}, bool)"/>
    public static IOrderedSpecificationBuilder<T, TResult> ThenByDescending<T, TResult>(
        this IOrderedSpecificationBuilder<T, TResult> builder, Expression<Func<T, object?>> keySelector, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new SpecificationBuilder<T, TResult>(builder.Specification, !Refine(builder, keySelector, OrderTypeEnum.ThenByDescending, condition));
    }

    /// <summary>Adds the key where the condition and the chain so far hold, and answers whether they do.</summary>
    private static bool Refine<T>(ISpecificationBuilder<T> builder, Expression<Func<T, object?>> keySelector, OrderTypeEnum type, bool condition) =>
        Begin(builder, keySelector, type, condition && builder is not SpecificationBuilder<T> { IsChainDiscarded: true });
}
