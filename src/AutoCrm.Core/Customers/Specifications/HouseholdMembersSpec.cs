using Ardalis.Specification;
using AutoCrm.SharedKernel;

namespace AutoCrm.Customers;

/// <summary>The customers who live in a household, by id.</summary>
public sealed class HouseholdMembersSpec : Specification<Customer>
{
    /// <summary>Asks for the members of one household.</summary>
    public HouseholdMembersSpec(Id<Household> household) => Query
        .Where(customer => customer.Household == household && customer.MergedInto == null)
        .OrderBy(customer => customer.Id);
}
