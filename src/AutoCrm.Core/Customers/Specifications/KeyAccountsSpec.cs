
using Ardalis.Specification;
namespace AutoCrm.Customers;

/// <summary>The organisations that are looked after personally (大客户), by id.</summary>
public sealed class KeyAccountsSpec : Specification<Customer>
{
    /// <summary>Asks for all key accounts.</summary>
    public KeyAccountsSpec() => Query
        .Where(customer => customer.KeyAccountOwner != null && customer.MergedInto == null)
        .OrderBy(customer => customer.Id);
}
