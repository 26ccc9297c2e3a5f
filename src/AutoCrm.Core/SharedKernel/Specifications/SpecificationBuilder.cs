using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <summary>What a specification has stated so far.</summary>
internal sealed class SpecificationState<T>
{
    public List<Expression<Func<T, bool>>> Where { get; } = [];

    public List<OrderExpression<T>> Order { get; } = [];

    public List<LambdaExpression> Include { get; } = [];

    public int? Skip { get; set; }

    public int? Take { get; set; }

    public bool AsNoTracking { get; set; }
}

/// <inheritdoc cref="ISpecificationBuilder{T}"/>
internal sealed class SpecificationBuilder<T>(SpecificationState<T> state) : IOrderedSpecificationBuilder<T>
{
    public ISpecificationBuilder<T> Where(Expression<Func<T, bool>> criterion)
    {
        state.Where.Add(criterion);
        return this;
    }

    public IOrderedSpecificationBuilder<T> OrderBy<TKey>(Expression<Func<T, TKey>> key) => Order(key, descending: false);

    public IOrderedSpecificationBuilder<T> OrderByDescending<TKey>(Expression<Func<T, TKey>> key) => Order(key, descending: true);

    public IOrderedSpecificationBuilder<T> ThenBy<TKey>(Expression<Func<T, TKey>> key) => Order(key, descending: false);

    public IOrderedSpecificationBuilder<T> ThenByDescending<TKey>(Expression<Func<T, TKey>> key) => Order(key, descending: true);

    public ISpecificationBuilder<T> Include<TPart>(Expression<Func<T, TPart>> part)
    {
        state.Include.Add(part);
        return this;
    }

    public ISpecificationBuilder<T> Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        state.Skip = count;
        return this;
    }

    public ISpecificationBuilder<T> Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        state.Take = count;
        return this;
    }

    public ISpecificationBuilder<T> AsNoTracking()
    {
        state.AsNoTracking = true;
        return this;
    }

    private SpecificationBuilder<T> Order<TKey>(Expression<Func<T, TKey>> key, bool descending)
    {
        state.Order.Add(new OrderExpression<T>(key, descending));
        return this;
    }
}
