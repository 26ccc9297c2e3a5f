using AutoCrm.SharedKernel;

namespace AutoCrm.Customers;

/// <summary>Extension methods for the ids of merged customers.</summary>
internal static class CustomerIds
{
    /// <summary>The id of a customer and those of the customers merged into it, directly or by way of others.</summary>
    public static async Task<IReadOnlyList<Id<Customer>>> ListIdsAsync(
        this IReadRepository<Customer> customers, Id<Customer> customer, CancellationToken cancellationToken)
    {
        var ids = new List<Id<Customer>> { customer };
        for (var i = 0; i < ids.Count; i++)
        {
            var absorbed = await customers.ListAsync(new CustomersMergedIntoSpec(ids[i]), cancellationToken).ConfigureAwait(false);
            ids.AddRange(absorbed.Select(other => other.Id));
        }

        return ids;
    }
}
