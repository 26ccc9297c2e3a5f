namespace AutoCrm.Customers;

/// <summary>A postal address, as far as it is known.</summary>
/// <param name="Street">Street and number, or the whole address in one line.</param>
/// <param name="City">The city.</param>
/// <param name="PostalCode">The postal code.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record PostalAddress(string? Street, string? City, string? PostalCode, string? Country)
{
    /// <summary>Whether nothing of it is known.</summary>
    public bool IsEmpty => Street is null && City is null && PostalCode is null && Country is null;
}
