using System.Globalization;

namespace AutoCrm.Import;

/// <summary>Parses decimal numbers with a point and without separators or exponent.</summary>
internal static class FieldNumbers
{
    /// <summary>The number of digits that fit into 64 bits; such numbers, which cover nearly all amounts, are parsed several times faster.</summary>
    private const int MostDigitsOfFastPath = 18;

    public static bool TryRead(ReadOnlySpan<char> text, out decimal number)
    {
        var negative = text.Length > 0 && text[0] == '-';
        var digits = negative ? text[1..] : text;
        if (digits.Length is 0 or > MostDigitsOfFastPath)
        {
            return TryReadAny(text, out number);
        }

        long value = 0;
        var point = -1;
        for (var i = 0; i < digits.Length; i++)
        {
            if (char.IsAsciiDigit(digits[i]))
            {
                value = (value * 10) + (digits[i] - '0');
            }
            else if (digits[i] == '.' && point < 0 && i > 0 && i + 1 < digits.Length)
            {
                point = i;
            }
            else
            {
                return TryReadAny(text, out number);
            }
        }

        var scale = point < 0 ? 0 : digits.Length - point - 1;
        number = new decimal((int)value, (int)(value >> 32), 0, negative, (byte)scale);
        return true;
    }

    private static bool TryReadAny(ReadOnlySpan<char> text, out decimal number) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
