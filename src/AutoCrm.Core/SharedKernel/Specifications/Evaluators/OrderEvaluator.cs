namespace AutoCrm.SharedKernel.Specifications;

/// <summary>Applies the order of a specification.</summary>
public class OrderEvaluator : IEvaluator, IInMemoryEvaluator
{
    private OrderEvaluator()
    {
    }

    /// <summary>The evaluator; it has no state.</summary>
    public static OrderEvaluator Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsCriteriaEvaluator => false;

    /// <inheritdoc/>
    /// <exception cref="DuplicateOrderChainException">The specification begins its order more than once.</exception>
    public IQueryable<T> GetQuery<T>(IQueryable<T> query, ISpecification<T> specification)
        where T : class
    {
        IOrderedQueryable<T>? ordered = null;
        foreach (var key in ChainOf(specification))
        {
            ordered = key.OrderType switch
            {
                OrderTypeEnum.OrderBy => query.OrderBy(key.KeySelector),
                OrderTypeEnum.OrderByDescending => query.OrderByDescending(key.KeySelector),
                OrderTypeEnum.ThenBy => ordered!.ThenBy(key.KeySelector),
                _ => ordered!.ThenByDescending(key.KeySelector),
            };
        }

        return ordered ?? query;
    }

    /// <inheritdoc/>
    /// <exception cref="DuplicateOrderChainException">The specification begins its order more than once.</exception>
    public IEnumerable<T> Evaluate<T>(IEnumerable<T> query, ISpecification<T> specification)
    {
        IOrderedEnumerable<T>? ordered = null;
        foreach (var key in ChainOf(specification))
        {
            ordered = key.OrderType switch
            {
                OrderTypeEnum.OrderBy => query.OrderBy(key.KeySelectorFunc),
                OrderTypeEnum.OrderByDescending => query.OrderByDescending(key.KeySelectorFunc),
                OrderTypeEnum.ThenBy => ordered!.ThenBy(key.KeySelectorFunc),
                _ => ordered!.ThenByDescending(key.KeySelectorFunc),
            };
        }

        return ordered ?? query;
    }

    /// <summary>The keys, of which the first and no other begins the order.</summary>
    private static List<OrderExpressionInfo<T>> ChainOf<T>(ISpecification<T> specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        List<OrderExpressionInfo<T>> chain = [.. specification.OrderExpressions];
        if (chain.Count > 0 && !Begins(chain[0]))
        {
            throw new InvalidOperationException(
                $"The order of {specification.GetType().Name} begins with {chain[0].OrderType}; begin it with OrderBy or OrderByDescending.");
        }

        return chain.Skip(1).Any(Begins) ? throw new DuplicateOrderChainException() : chain;
    }

    private static bool Begins<T>(OrderExpressionInfo<T> key) => key.OrderType is OrderTypeEnum.OrderBy or OrderTypeEnum.OrderByDescending;
}
