using Ardalis.Specification;

namespace AutoCrm.Customers;

/// <summary>Key accounts (大客户), ordered by id.</summary>
public sealed class KeyAccountsSpec : Specification<Customer>
{
    /// <summary>Selects all key accounts.</summary>
    public KeyAccountsSpec() => Query
        .Where(customer => customer.KeyAccountOwner != null && customer.MergedInto == null)
        .OrderBy(customer => customer.Id);
}
