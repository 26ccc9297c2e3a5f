using System.Globalization;
using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>Converts values of declared members to the seven column types; for authors of stores.</summary>
public static class ColumnValue
{
    /// <summary>The column type of a member's type, or <see langword="null"/> where no column can keep it.</summary>
    public static ColumnType? TypeOf(Type memberType)
    {
        var type = Nullable.GetUnderlyingType(memberType) ?? memberType;
        return type switch
        {
            _ when type == typeof(string) || typeof(ITextValue).IsAssignableFrom(type) => ColumnType.Text,
            _ when type == typeof(bool) => ColumnType.Boolean,
            _ when type.IsEnum || type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte) => ColumnType.Integer,
            _ when type == typeof(Instant) => ColumnType.Instant,
            _ when type == typeof(LocalDate) => ColumnType.Date,
            _ when type == typeof(Guid) || typeof(IIdentifier).IsAssignableFrom(type) => ColumnType.Id,
            _ when type == typeof(decimal) => ColumnType.Decimal,
            _ => null,
        };
    }

    /// <summary>
    /// The value as its column keeps it: <see cref="string"/>, <see cref="long"/>, <see cref="Instant"/>, <see cref="LocalDate"/>, <see cref="Guid"/>,
    /// <see cref="bool"/> or <see cref="decimal"/>.
    /// </summary>
    public static object? Of(object? value) => value switch
    {
        null => null,
        string or bool or Instant or LocalDate or Guid or decimal or long => value,
        ITextValue text => text.Text,
        IIdentifier id => id.Value,
        Enum or int or short or byte => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A column cannot keep a {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>
    /// Compares two values of one column as every store does: text by code point, ids as written, <see langword="false"/> before <see langword="true"/>,
    /// a missing value after all others.
    /// </summary>
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string one, string other) => CompareCodePoints(one, other),
        (IComparable one, _) => one.CompareTo(right),
        _ => throw new ArgumentException($"A column cannot keep a {left.GetType().Name}.", nameof(left)),
    };

    /// <summary>Compares as UTF-8 bytes do, which differs from UTF-16 where a surrogate pair meets a letter beyond U+E000.</summary>
    private static int CompareCodePoints(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] != right[i])
            {
                return Rank(left[i]) - Rank(right[i]);
            }
        }

        return left.Length - right.Length;

        static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
