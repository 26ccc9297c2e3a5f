namespace AutoCrm.Customers;

/// <summary>The country assumed for phone numbers without country code.</summary>
/// <param name="Code">ISO 3166-1 alpha-2, such as <c>CN</c>.</param>
public sealed record HomeCountry(string Code);
