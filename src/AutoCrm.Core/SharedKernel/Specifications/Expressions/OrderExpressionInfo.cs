using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <summary>One key of an order.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public class OrderExpressionInfo<T>
{
    private readonly Lazy<Func<T, object?>> compiled;

    /// <summary>Makes a key.</summary>
    /// <param name="keySelector">The key, boxed where it is a value.</param>
    /// <param name="orderType">The direction, and whether the key begins the order or refines it.</param>
    public OrderExpressionInfo(Expression<Func<T, object?>> keySelector, OrderTypeEnum orderType)
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        KeySelector = keySelector;
        OrderType = orderType;
        compiled = new(keySelector.Compile);
    }

    /// <summary>The key, for a store to translate; boxed where it is a value.</summary>
    public Expression<Func<T, object?>> KeySelector { get; }

    /// <summary>The direction, and whether the key begins the order or refines it.</summary>
    public OrderTypeEnum OrderType { get; }

    /// <summary>The key, to be taken of objects in memory, where it must be <see cref="IComparable"/>; compiled at the first use.</summary>
    public Func<T, object?> KeySelectorFunc => compiled.Value;
}
