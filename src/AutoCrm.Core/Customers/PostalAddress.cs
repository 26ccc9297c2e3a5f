namespace AutoCrm.Customers;

/// <summary>A postal address; every part is optional.</summary>
/// <param name="Street">Street and number, or the whole address as one line.</param>
/// <param name="City">The city.</param>
/// <param name="PostalCode">The postal code.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record PostalAddress(string? Street, string? City, string? PostalCode, string? Country)
{
    /// <summary>Whether all parts are missing.</summary>
    public bool IsEmpty => Street is null && City is null && PostalCode is null && Country is null;
}
