using PhoneNumbers;

namespace AutoCrm.Customers;

/// <summary>A telephone number in E.164, or as given where it cannot be one.</summary>
/// <param name="Value">E.164, such as <c>+8613800001234</c>; as given where <paramref name="IsPossible"/> is false.</param>
/// <param name="IsPossible">Whether it has the shape of a number of its country. Such numbers are compared.</param>
/// <param name="IsValid">Whether the country's numbering plan has it. Only such numbers are dialled.</param>
public readonly record struct PhoneNumber(string Value, bool IsPossible, bool IsValid)
{
    private static PhoneNumberUtil Numbers => PhoneNumberUtil.GetInstance();

    /// <summary>Reads a number as dialled in a country. Nothing is thrown: what cannot be read is kept and marked.</summary>
    /// <param name="given">The number in any usual notation.</param>
    /// <param name="country">ISO 3166-1 alpha-2 of the country whose habits apply to a number without country code.</param>
    public static PhoneNumber Read(string given, string country)
    {
        ArgumentNullException.ThrowIfNull(given);
        try
        {
            var number = Numbers.Parse(given, country);
            return Numbers.IsPossibleNumber(number)
                ? new PhoneNumber(Numbers.Format(number, PhoneNumberFormat.E164), true, Numbers.IsValidNumber(number))
                : new PhoneNumber(given, false, false);
        }
        catch (NumberParseException)
        {
            return new PhoneNumber(given, false, false);
        }
    }
}
