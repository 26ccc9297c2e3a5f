using System.Net.Mail;

namespace AutoCrm.Customers;

/// <summary>An e-mail address in lower case, or the unchanged input if it is not valid.</summary>
/// <param name="Value">The address in lower case; the unchanged input if <paramref name="IsValid"/> is false.</param>
/// <param name="IsValid">Whether it has the shape of an address (RFC 5322 addr-spec with a dot in its domain).</param>
public readonly record struct EmailAddress(string Value, bool IsValid)
{
    /// <summary>Parses an address. Does not throw: input that is not valid is kept and marked.</summary>
    public static EmailAddress Read(string rawValue)
    {
        ArgumentNullException.ThrowIfNull(rawValue);
        var text = rawValue.Trim();
        return MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal)
            ? new EmailAddress(text.ToLowerInvariant(), true)
            : new EmailAddress(rawValue, false);
    }
}
