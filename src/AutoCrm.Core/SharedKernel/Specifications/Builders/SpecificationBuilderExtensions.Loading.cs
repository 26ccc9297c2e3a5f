using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <content>What is loaded, and how.</content>
public static partial class SpecificationBuilderExtensions
{
    /// <summary>Loads a part with the aggregate.</summary>
    public static ISpecificationBuilder<T> Include<T, TProperty>(
        this ISpecificationBuilder<T> builder, Expression<Func<T, TProperty>> navigationSelector) => builder.Include(navigationSelector, condition: true);

    /// <summary>Loads a part with the aggregate; left out unless <paramref name="condition"/>.</summary>
    public static ISpecificationBuilder<T> Include<T, TProperty>(
        this ISpecificationBuilder<T> builder, Expression<Func<T, TProperty>> navigationSelector, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(navigationSelector);
        if (condition)
        {
            builder.Specification.Add(navigationSelector);
        }

        return builder;
    }

    /// <inheritdoc cref="Include{T, TProperty}(ISpecificationBuilder{T}, Expression{Func{T, TProperty}})"/>
    public static ISpecificationBuilder<T, TResult> Include<T, TResult, TProperty>(
        this ISpecificationBuilder<T, TResult> builder, Expression<Func<T, TProperty>> navigationSelector) =>
        builder.Include(navigationSelector, condition: true);

    /// <inheritdoc cref="Include{T, TProperty}(ISpecificationBuilder{T}, Expression{Func{T, TProperty}}, bool)"/>
    public static ISpecificationBuilder<T, TResult> Include<T, TResult, TProperty>(
        this ISpecificationBuilder<T, TResult> builder, Expression<Func<T, TProperty>> navigationSelector, bool condition)
    {
        Include((ISpecificationBuilder<T>)builder, navigationSelector, condition);
        return builder;
    }

    /// <summary>The answers are only read.</summary>
    public static ISpecificationBuilder<T> AsNoTracking<T>(this ISpecificationBuilder<T> builder) => builder.AsNoTracking(condition: true);

    /// <summary>The answers are only read; left out unless <paramref name="condition"/>.</summary>
    public static ISpecificationBuilder<T> AsNoTracking<T>(this ISpecificationBuilder<T> builder, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Specification.AsNoTracking |= condition;
        return builder;
    }

    /// <inheritdoc cref="AsNoTracking{T}(ISpecificationBuilder{T})"/>
    public static ISpecificationBuilder<T, TResult> AsNoTracking<T, TResult>(this ISpecificationBuilder<T, TResult> builder) =>
        builder.AsNoTracking(condition: true);

    /// <inheritdoc cref="AsNoTracking{T}(ISpecificationBuilder{T}, bool)"/>
    public static ISpecificationBuilder<T, TResult> AsNoTracking<T, TResult>(this ISpecificationBuilder<T, TResult> builder, bool condition)
    {
        AsNoTracking((ISpecificationBuilder<T>)builder, condition);
        return builder;
    }
}
