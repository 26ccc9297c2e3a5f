using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;

namespace AutoCrm.Storage;

/// <summary>Makes the id of an absorbed customer resolve to the survivor; the same in every store.</summary>
public static class CustomerMerge
{
    /// <summary>The change of the absorbed customer by a merge that was decided for the whole base.</summary>
    /// <param name="absorbed">The absorbed customer as stored; <see langword="null"/> where there is no aggregate of it.</param>
    /// <param name="merge">The decision; its <see cref="LineageEntry.Other"/> is the absorbed customer.</param>
    /// <exception cref="ArgumentException">The decision names no absorbed customer.</exception>
    public static AggregateChange Redirect(Customer? absorbed, LineageEntry merge)
    {
        ArgumentNullException.ThrowIfNull(merge);
        var id = merge.Other ?? throw new ArgumentException($"Decision {merge.Id} names no absorbed customer.", nameof(merge));
        var customer = absorbed ?? new Customer(id, CustomerKind.Person);
        customer.UndoMerge();
        customer.MergeInto(merge.Customer);
        return new AggregateChange(Customer.Definition, customer, absorbed is null ? AggregateChangeKind.Add : AggregateChangeKind.Update);
    }
}
