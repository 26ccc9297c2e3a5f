using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.SharedKernel;

/// <summary>One value a reason speaks of, in invariant form.</summary>
/// <param name="Name">The name of the placeholder.</param>
/// <param name="Value">The value as text: dates as ISO 8601, numbers with a point.</param>
public readonly record struct ReasonValue(string Name, string Value)
{
    /// <summary>Writes a value in invariant form. An instant is written as its UTC date.</summary>
    public static ReasonValue Of(string name, object value) => new(name, value switch
    {
        string text => text,
        Instant instant => LocalDatePattern.Iso.Format(instant.InUtc().Date),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    });
}
