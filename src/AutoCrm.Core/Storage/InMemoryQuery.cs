using Ardalis.Specification;
using AutoCrm.SharedKernel;

namespace AutoCrm.Storage;

/// <summary>
/// Answers specifications from aggregates in memory as databases do: missing keys come first, and text is ordered by code point. For stores that
/// look at all aggregates of a kind.
/// </summary>
public static class InMemoryQuery
{
    private static readonly InMemorySpecificationEvaluator Evaluator =
        new([WhereEvaluator.Instance, new OrdinalOrderEvaluator(), PaginationEvaluator.Instance]);

    /// <summary>The aggregates that the specification has, in its order.</summary>
    /// <exception cref="DuplicateOrderChainException">The specification begins its order more than once.</exception>
    public static IEnumerable<T> Evaluate<T>(IEnumerable<T> aggregates, ISpecification<T> specification) => Evaluator.Evaluate(aggregates, specification);

    private sealed class OrdinalOrderEvaluator : IInMemoryEvaluator
    {
        public IEnumerable<T> Evaluate<T>(IEnumerable<T> query, ISpecification<T> specification)
        {
            IOrderedEnumerable<T>? ordered = null;
            foreach (var order in specification.OrderExpressions)
            {
                ordered = order.OrderType switch
                {
                    OrderTypeEnum.OrderBy or OrderTypeEnum.OrderByDescending when ordered is not null => throw new DuplicateOrderChainException(),
                    OrderTypeEnum.OrderBy => query.OrderBy(order.KeySelectorFunc, KeyComparer.Instance),
                    OrderTypeEnum.OrderByDescending => query.OrderByDescending(order.KeySelectorFunc, KeyComparer.Instance),
                    OrderTypeEnum.ThenBy => ordered!.ThenBy(order.KeySelectorFunc, KeyComparer.Instance),
                    _ => ordered!.ThenByDescending(order.KeySelectorFunc, KeyComparer.Instance),
                };
            }

            return ordered ?? query;
        }
    }

    private sealed class KeyComparer : IComparer<object?>
    {
        public static KeyComparer Instance { get; } = new();

        public int Compare(object? x, object? y) => (ColumnValue.Of(x), ColumnValue.Of(y)) switch
        {
            (string left, string right) => string.CompareOrdinal(left, right),
            var (left, right) => Comparer<object>.Default.Compare(left, right),
        };
    }
}
