using Ardalis.Specification;
using AutoCrm.SharedKernel;

namespace AutoCrm.Customers;

/// <summary>The members of a household, ordered by id.</summary>
public sealed class HouseholdMembersSpec : Specification<Customer>
{
    /// <summary>Selects the members of one household.</summary>
    public HouseholdMembersSpec(Id<Household> household) => Query
        .Where(customer => customer.Household == household && customer.MergedInto == null)
        .OrderBy(customer => customer.Id);
}
