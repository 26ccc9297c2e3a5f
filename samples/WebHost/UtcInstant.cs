using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace WebHost;

/// <summary>An instant of a query, such as <c>2026-11-23T08:15:00Z</c>; a date alone is its midnight in UTC.</summary>
/// <param name="Value">The instant.</param>
public readonly record struct UtcInstant(Instant Value)
{
    private static readonly IPattern<Instant> Pattern = new CompositePatternBuilder<Instant>
    {
        { InstantPattern.ExtendedIso, _ => true },
        { InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd"), _ => false },
    }.Build();

    /// <summary>Reads an instant, answering <see langword="false"/> where the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UtcInstant result)
    {
        var parsed = Pattern.Parse(s ?? "");
        result = new UtcInstant(parsed.Success ? parsed.Value : default);
        return parsed.Success;
    }
}
