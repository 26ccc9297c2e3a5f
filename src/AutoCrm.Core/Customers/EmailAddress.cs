using System.Net.Mail;

namespace AutoCrm.Customers;

/// <summary>An e-mail address in lower case, or as given where it cannot be one.</summary>
/// <param name="Value">The address in lower case; as given where <paramref name="IsValid"/> is false.</param>
/// <param name="IsValid">Whether it has the shape of an address (RFC 5322 addr-spec with a dot in its domain).</param>
public readonly record struct EmailAddress(string Value, bool IsValid)
{
    /// <summary>Reads an address. Nothing is thrown: what cannot be read is kept and marked.</summary>
    public static EmailAddress Read(string given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var text = given.Trim();
        return MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal)
            ? new EmailAddress(text.ToLowerInvariant(), true)
            : new EmailAddress(given, false);
    }
}
