using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Value;

/// <summary>What tiers are assigned by.</summary>
/// <param name="Customer">The customer; of two of the same value the one with the lower id comes first.</param>
/// <param name="Value">The sum of past and future value, in the base currency.</param>
/// <param name="IsEstablished">Whether the customer has been known for three years.</param>
public readonly record struct CustomerWorth(Id<Customer> Customer, decimal Value, bool IsEstablished)
{
    internal static int BestFirst(CustomerWorth left, CustomerWorth right)
    {
        var byValue = right.Value.CompareTo(left.Value);
        return byValue != 0 ? byValue : left.Customer.CompareTo(right.Customer);
    }
}
