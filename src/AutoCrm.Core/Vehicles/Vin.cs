using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using AutoCrm.SharedKernel;

namespace AutoCrm.Vehicles;

/// <summary>
/// A vehicle identification number (ISO 3779): 17 letters and digits without I, O and Q, in upper case. Whether
/// the check digit is correct is reported but not enforced, as only some markets prescribe it (49 CFR 565, GB 16735).
/// </summary>
[JsonConverter(typeof(VinJsonConverter))]
public readonly record struct Vin : IComparable<Vin>, IComparable, ITextValue, IParsable<Vin>
{
    private const int Length = 17;

    /// <summary>The first year coded by position 10; the codes repeat every 30 years (49 CFR 565.15, table VII).</summary>
    private const string YearCodes = "ABCDEFGHJKLMNPRSTVWXY123456789";

    private static readonly int[] Weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    private readonly string? value;

    private Vin(string value) => this.value = value;

    /// <summary>The 17 characters.</summary>
    public string Value => value ?? "";

    /// <inheritdoc/>
    string ITextValue.Text => Value;

    /// <summary>The world manufacturer identifier: the first three characters (ISO 3780).</summary>
    public string Wmi => Value[..3];

    /// <summary>The region of the maker by the first character (ISO 3780).</summary>
    public VinRegion Region => Value[0] switch
    {
        >= 'A' and <= 'H' => VinRegion.Africa,
        >= 'J' and <= 'R' => VinRegion.Asia,
        >= 'S' and <= 'Z' => VinRegion.Europe,
        >= '1' and <= '5' => VinRegion.NorthAmerica,
        '6' or '7' => VinRegion.Oceania,
        _ => VinRegion.SouthAmerica,
    };

    /// <summary>The check digit expected in position 9 in markets that prescribe one: <c>0</c> to <c>9</c> or <c>X</c> (49 CFR 565.15 (c)).</summary>
    public char CheckDigit
    {
        get
        {
            var sum = 0;
            for (var i = 0; i < Length; i++)
            {
                sum += Weights[i] * Transliterate(Value[i]);
            }

            return sum % 11 == 10 ? 'X' : (char)('0' + (sum % 11));
        }
    }

    /// <summary>Whether position 9 contains the <see cref="CheckDigit"/>.</summary>
    public bool HasValidCheckDigit => Value[8] == CheckDigit;

    /// <summary>
    /// The model year coded by position 10, relative to a calendar year: the latest that is not after the year following
    /// it. <see langword="null"/> if position 10 does not code a year, as in many European VINs.
    /// </summary>
    /// <param name="seenFrom">The calendar year to which the code is relative.</param>
    public int? ModelYear(int seenFrom)
    {
        var code = YearCodes.IndexOf(Value[9], StringComparison.Ordinal);
        if (code < 0)
        {
            return null;
        }

        var year = 1980 + code;
        while (year + 30 <= seenFrom + 1)
        {
            year += 30;
        }

        return year;
    }

    /// <summary>Parses a VIN; surrounding white space and lower case are accepted.</summary>
    /// <exception cref="FormatException">The text does not have 17 characters, or contains one that is not allowed.</exception>
    public static Vin Parse(string text) => TryParse(text, out var vin)
        ? vin
        : throw new FormatException($"'{text}' is not a VIN; expected 17 letters and digits without I, O and Q (ISO 3779).");

    /// <summary>Tries to parse a VIN; returns <see langword="false"/> if the text is not a VIN.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Vin vin)
    {
        vin = default;
        if (text is null)
        {
            return false;
        }

        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length != Length)
        {
            return false;
        }

        var upper = true;
        foreach (var character in trimmed)
        {
            if (!char.IsAsciiLetterOrDigit(character) || char.ToUpperInvariant(character) is 'I' or 'O' or 'Q')
            {
                return false;
            }

            upper &= !char.IsAsciiLetterLower(character);
        }

        vin = new Vin(upper && text.Length == Length ? text : trimmed.ToString().ToUpperInvariant());
        return true;
    }

    /// <summary>Tries to parse a VIN, as routes and queries of ASP.NET Core do. The provider is not used.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Vin result) => TryParse(s, out result);

    /// <inheritdoc/>
    static Vin IParsable<Vin>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Compares by code point.</summary>
    public int CompareTo(Vin other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) =>
        obj switch { null => 1, Vin other => CompareTo(other), _ => throw new ArgumentException($"{obj} is not a VIN.", nameof(obj)) };

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(Vin left, Vin right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(Vin left, Vin right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/> or is equal to it.</summary>
    public static bool operator <=(Vin left, Vin right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/> or is equal to it.</summary>
    public static bool operator >=(Vin left, Vin right) => left.CompareTo(right) >= 0;

    /// <summary>The 17 characters.</summary>
    public override string ToString() => Value;

    private static int Transliterate(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'A' and <= 'H' => character - 'A' + 1,
        >= 'J' and <= 'R' => character - 'J' + 1,
        _ => character - 'S' + 2,
    };
}
