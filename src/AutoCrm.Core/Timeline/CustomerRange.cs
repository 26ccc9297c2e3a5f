using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Timeline;

/// <summary>The customers whose id comes after <paramref name="After"/> and not after <paramref name="UpTo"/>.</summary>
/// <param name="After">The id before the first; <see langword="null"/> = from the beginning.</param>
/// <param name="UpTo">The last id; <see langword="null"/> = to the end.</param>
public readonly record struct CustomerRange(Id<Customer>? After, Id<Customer>? UpTo)
{
    /// <summary>Every customer.</summary>
    public static CustomerRange All => default;

    /// <summary>Whether the id lies in the range.</summary>
    public bool Contains(Id<Customer> id) => (After is not { } after || id > after) && (UpTo is not { } upTo || id <= upTo);
}
