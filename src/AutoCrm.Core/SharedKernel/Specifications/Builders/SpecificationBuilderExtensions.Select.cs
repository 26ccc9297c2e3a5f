using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <content>The result.</content>
public static partial class SpecificationBuilderExtensions
{
    /// <summary>States what is made of each aggregate; this is the last clause. A later one replaces it.</summary>
    public static void Select<T, TResult>(this ISpecificationBuilder<T, TResult> builder, Expression<Func<T, TResult>> selector)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Specification.Selector = selector;
    }
}
