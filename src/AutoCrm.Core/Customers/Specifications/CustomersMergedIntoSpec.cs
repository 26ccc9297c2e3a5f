using Ardalis.Specification;
using AutoCrm.SharedKernel;

namespace AutoCrm.Customers;

/// <summary>The customers that were merged into another one directly, ordered by id.</summary>
public sealed class CustomersMergedIntoSpec : Specification<Customer>
{
    /// <summary>Finds those merged into this customer.</summary>
    public CustomersMergedIntoSpec(Id<Customer> survivor) => Query.Where(customer => customer.MergedInto == survivor).OrderBy(customer => customer.Id);
}
