using System.Linq.Expressions;
using Ardalis.Specification;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Customers;

/// <summary>States of aggregates that they are about a customer, and therefore personal data.</summary>
public static class AggregateOfCustomerExtensions
{
    /// <summary>
    /// Declares that the aggregate is about a customer: it is part of the export of the person's data, and is erased with it. Stores index the member.
    /// </summary>
    /// <typeparam name="T">The aggregate.</typeparam>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="definition">The definition.</param>
    /// <param name="customer">The member that holds the customer's id, such as <c>c => c.Customer</c>.</param>
    /// <param name="erase">Erases the personal data in an aggregate, which is stored again; <see langword="null"/> deletes the aggregate.</param>
    public static AggregateDefinition<T, TState> OfCustomer<T, TState>(
        this AggregateDefinition<T, TState> definition, Expression<Func<T, Id<Customer>?>> customer, Action<T, Instant>? erase = null)
        where T : AggregateRoot
        where TState : class
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(customer);
        definition.IndexMember(customer);
        definition.Ownership = new AggregateOfCustomer<T>(customer, erase);
        return definition;
    }
}

/// <summary>Finds and erases the aggregates of one kind that are about a customer.</summary>
internal abstract class AggregateOfCustomer
{
    public abstract Task<IReadOnlyList<AggregateRoot>> ListAsync(IServiceProvider services, IReadOnlyList<Id<Customer>> customers, CancellationToken cancellationToken);

    public abstract Task EraseAsync(IServiceProvider services, AggregateRoot aggregate, Instant at, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class AggregateOfCustomer<T>(Expression<Func<T, Id<Customer>?>> customer, Action<T, Instant>? erase) : AggregateOfCustomer
    where T : AggregateRoot
{
    public override async Task<IReadOnlyList<AggregateRoot>> ListAsync(
        IServiceProvider services, IReadOnlyList<Id<Customer>> customers, CancellationToken cancellationToken) =>
        await services.GetRequiredService<IReadRepository<T>>().ListAsync(new Spec(customer, customers), cancellationToken).ConfigureAwait(false);

    public override Task EraseAsync(IServiceProvider services, AggregateRoot aggregate, Instant at, CancellationToken cancellationToken)
    {
        var repository = services.GetRequiredService<IRepository<T>>();
        if (erase is null)
        {
            return repository.DeleteAsync((T)aggregate, cancellationToken);
        }

        erase((T)aggregate, at);
        return repository.UpdateAsync((T)aggregate, cancellationToken);
    }

    private sealed class Spec : Specification<T>
    {
        public Spec(Expression<Func<T, Id<Customer>?>> customer, IReadOnlyList<Id<Customer>> customers)
        {
            var ids = customers.Select(id => (Id<Customer>?)id).ToList();
            var contains = typeof(List<Id<Customer>?>).GetMethod(nameof(List<>.Contains))!;
            Query.Where(Expression.Lambda<Func<T, bool>>(Expression.Call(Expression.Constant(ids), contains, customer.Body), customer.Parameters));
        }
    }
}
