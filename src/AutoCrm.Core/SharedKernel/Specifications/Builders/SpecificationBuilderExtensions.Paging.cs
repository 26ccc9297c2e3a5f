namespace AutoCrm.SharedKernel.Specifications;

/// <content>Pages.</content>
public static partial class SpecificationBuilderExtensions
{
    /// <summary>Passes over so many.</summary>
    /// <exception cref="DuplicateSkipException"><c>Skip</c> is stated already.</exception>
    public static ISpecificationBuilder<T> Skip<T>(this ISpecificationBuilder<T> builder, int skip) => builder.Skip(skip, condition: true);

    /// <summary>Passes over so many; left out unless <paramref name="condition"/>.</summary>
    /// <exception cref="DuplicateSkipException"><c>Skip</c> is stated already.</exception>
    public static ISpecificationBuilder<T> Skip<T>(this ISpecificationBuilder<T> builder, int skip, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (condition)
        {
            builder.Specification.Skip = builder.Specification.Skip == -1 ? skip : throw new DuplicateSkipException();
        }

        return builder;
    }

    /// <inheritdoc cref="Skip{T}(ISpecificationBuilder{T}, int)"/>
    public static ISpecificationBuilder<T, TResult> Skip<T, TResult>(this ISpecificationBuilder<T, TResult> builder, int skip) =>
        builder.Skip(skip, condition: true);

    /// <inheritdoc cref="Skip{T}(ISpecificationBuilder{T}, int, bool)"/>
    public static ISpecificationBuilder<T, TResult> Skip<T, TResult>(
        this ISpecificationBuilder<T, TResult> builder, int skip, bool condition)
    {
        Skip((ISpecificationBuilder<T>)builder, skip, condition);
        return builder;
    }

    /// <summary>Answers so many at most.</summary>
    /// <exception cref="DuplicateTakeException"><c>Take</c> is stated already.</exception>
    public static ISpecificationBuilder<T> Take<T>(this ISpecificationBuilder<T> builder, int take) => builder.Take(take, condition: true);

    /// <summary>Answers so many at most; left out unless <paramref name="condition"/>.</summary>
    /// <exception cref="DuplicateTakeException"><c>Take</c> is stated already.</exception>
    public static ISpecificationBuilder<T> Take<T>(this ISpecificationBuilder<T> builder, int take, bool condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (condition)
        {
            builder.Specification.Take = builder.Specification.Take == -1 ? take : throw new DuplicateTakeException();
        }

        return builder;
    }

    /// <inheritdoc cref="Take{T}(ISpecificationBuilder{T}, int)"/>
    public static ISpecificationBuilder<T, TResult> Take<T, TResult>(this ISpecificationBuilder<T, TResult> builder, int take) =>
        builder.Take(take, condition: true);

    /// <inheritdoc cref="Take{T}(ISpecificationBuilder{T}, int, bool)"/>
    public static ISpecificationBuilder<T, TResult> Take<T, TResult>(
        this ISpecificationBuilder<T, TResult> builder, int take, bool condition)
    {
        Take((ISpecificationBuilder<T>)builder, take, condition);
        return builder;
    }
}
