using PhoneNumbers;

namespace AutoCrm.Customers;

/// <summary>A phone number in E.164, or the unchanged input if it is not a possible number.</summary>
/// <param name="Value">E.164, such as <c>+8613800001234</c>; the unchanged input if <paramref name="IsPossible"/> is false.</param>
/// <param name="IsPossible">Whether it has the length of a number of its country. Only possible numbers are compared.</param>
/// <param name="IsValid">Whether it belongs to the numbering plan of its country. Only valid numbers are used.</param>
public readonly record struct PhoneNumber(string Value, bool IsPossible, bool IsValid)
{
    private static PhoneNumberUtil Numbers => PhoneNumberUtil.GetInstance();

    /// <summary>Parses a number as dialled in a country. Does not throw: input that is not a possible number is kept and marked.</summary>
    /// <param name="rawValue">The number in any common notation.</param>
    /// <param name="country">ISO 3166-1 alpha-2 of the country assumed for a number without country code.</param>
    public static PhoneNumber Read(string rawValue, string country)
    {
        ArgumentNullException.ThrowIfNull(rawValue);
        try
        {
            var number = Numbers.Parse(rawValue, country);
            return Numbers.IsPossibleNumber(number)
                ? new PhoneNumber(Numbers.Format(number, PhoneNumberFormat.E164), true, Numbers.IsValidNumber(number))
                : new PhoneNumber(rawValue, false, false);
        }
        catch (NumberParseException)
        {
            return new PhoneNumber(rawValue, false, false);
        }
    }
}
