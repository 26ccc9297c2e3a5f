using System.Buffers.Binary;

namespace AutoCrm.Storage.PostgreSql;

/// <summary>Writes decimals in the binary format of <c>numeric</c>: digits to the base 10,000, with the number of decimals kept (PostgreSQL source, numeric_send).</summary>
internal static class BinaryNumeric
{
    /// <summary>Eight bytes, and eight digits of two bytes for 29 places before and 28 after the point.</summary>
    public const int MostBytes = 8 + (2 * 16);

    private const int Base = 10_000;
    private const int PlacesOfDigit = 4;

    /// <returns>How many bytes were written.</returns>
    public static int Write(Span<byte> span, decimal value)
    {
        var scale = value.Scale;
        var magnitude = Math.Abs(value);
        Span<ushort> digits = stackalloc ushort[16];
        var count = 0;

        // Digits to the base 10,000 are aligned to the point, so the places after it are filled up to a multiple of four.
        var missing = (PlacesOfDigit - (scale % PlacesOfDigit)) % PlacesOfDigit;
        var number = (UInt128)0;
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(magnitude, parts);
        number = ((UInt128)(uint)parts[2] << 64) | ((UInt128)(uint)parts[1] << 32) | (uint)parts[0];
        var fraction = (scale + missing) / PlacesOfDigit;
        if (missing > 0)
        {
            for (var i = 0; i < missing; i++)
            {
                number *= 10;
            }
        }

        while (number > 0)
        {
            (number, var digit) = UInt128.DivRem(number, Base);
            digits[count++] = (ushort)digit;
        }

        // Zeros at the end are not written.
        var first = 0;
        while (first < count && digits[first] == 0)
        {
            first++;
        }

        BinaryPrimitives.WriteInt16BigEndian(span, (short)(count - first));
        BinaryPrimitives.WriteInt16BigEndian(span[2..], (short)(count == 0 ? 0 : count - 1 - fraction));
        BinaryPrimitives.WriteUInt16BigEndian(span[4..], value < 0 ? (ushort)0x4000 : (ushort)0);
        BinaryPrimitives.WriteInt16BigEndian(span[6..], scale);
        var at = 8;
        for (var i = count - 1; i >= first; i--, at += 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(span[at..], digits[i]);
        }

        return at;
    }
}
