using Ardalis.Specification;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace CoffeeCorner;

/// <summary>The cards of a customer that have room, ordered by number.</summary>
public sealed class OpenCardsSpec : Specification<CoffeeCard>
{
    /// <summary>Those of one of these ids: a customer's own and those of the customers merged into it.</summary>
    public OpenCardsSpec(IReadOnlyCollection<Id<Customer>> customers)
    {
        var ids = customers.Select(customer => (Id<Customer>?)customer).ToList();
        Query.Where(card => ids.Contains(card.Customer) && card.FullSince == null).OrderBy(card => card.Number);
    }
}

/// <summary>The cards that were stamped at an outlet, ordered by number.</summary>
public sealed class CardsStampedAtSpec : Specification<CoffeeCard>
{
    /// <summary>Those stamped at this outlet at least once.</summary>
    public CardsStampedAtSpec(OutletCode outlet) =>
        Query.Where(card => card.Stamps.Any(stamp => stamp.Outlet == outlet)).OrderBy(card => card.Number);
}
