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
}
