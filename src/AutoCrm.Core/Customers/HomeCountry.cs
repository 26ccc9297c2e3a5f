namespace AutoCrm.Customers;

/// <summary>The country whose habits apply to phone numbers that name none.</summary>
/// <param name="Code">ISO 3166-1 alpha-2, such as <c>CN</c>.</param>
public sealed record HomeCountry(string Code);
