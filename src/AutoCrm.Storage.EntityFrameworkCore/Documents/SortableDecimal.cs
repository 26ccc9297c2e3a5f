using System.Globalization;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>
/// Writes decimals as text whose order by code point is their numeric order, and which is the same for equal numbers: 1.0 and 1.00 are one.
/// It serves databases that have no exact decimals.
/// </summary>
internal static class SortableDecimal
{
    private const int IntegerDigits = 29;

    /// <summary>Comes after every digit, so that of two negative numbers the one with more decimals comes first.</summary>
    private const char EndOfNegative = '~';

    public static string Format(decimal value)
    {
        var digits = Math.Abs(value).ToString("0.############################", CultureInfo.InvariantCulture).Split('.');
        var magnitude = digits[0].PadLeft(IntegerDigits, '0') + (digits.Length > 1 ? digits[1] : "");
        return value >= 0
            ? "1" + magnitude
            : "0" + string.Create(magnitude.Length, magnitude, (complement, of) =>
            {
                for (var i = 0; i < of.Length; i++)
                {
                    complement[i] = (char)('9' - (of[i] - '0'));
                }
            }) + EndOfNegative;
    }

    /// <summary>The number that <see cref="Format"/> wrote.</summary>
    public static decimal Parse(string text)
    {
        var isNegative = text[0] == '0';
        var digits = isNegative ? string.Concat(text[1..^1].Select(digit => (char)('9' - (digit - '0')))) : text[1..];
        var number = decimal.Parse($"{digits[..IntegerDigits]}.{digits[IntegerDigits..]}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        var value = isNegative ? -number : number;
        return value / 1.0000000000000000000000000000m;
    }
}
