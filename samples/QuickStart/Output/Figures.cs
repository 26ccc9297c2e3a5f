using System.Globalization;
using QuickStart.Texts;

namespace QuickStart.Output;

/// <summary>Figures as people read them.</summary>
public static class Figures
{
    /// <summary>A whole number with its thousands grouped, as in 1,234.</summary>
    public static string Number(decimal number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share with one decimal, as in 12.5%. One that rounds to zero has no sign.</summary>
    public static string Percent(double share) => (Math.Round(share, 3) + 0.0).ToString("0.#%;-0.#%;0%", CultureInfo.InvariantCulture);

    /// <summary>An amount in millions and billions, in Chinese in 万 and 亿.</summary>
    public static string Short(decimal amount, Wording text) => (Math.Abs(amount), text == Wording.Chinese) switch
    {
        ( >= 100_000_000, true) => Scaled(amount, 100_000_000, "0.00") + " 亿",
        ( >= 100_000, true) => Scaled(amount, 10_000, "#,0.0") + " 万",
        ( >= 1_000_000_000, false) => Scaled(amount, 1_000_000_000, "#,0.00") + " bn",
        ( >= 1_000_000, false) => Scaled(amount, 1_000_000, "0.0") + " m",
        _ => Number(amount),
    };

    private static string Scaled(decimal amount, decimal unit, string format) => (amount / unit).ToString(format, CultureInfo.InvariantCulture);
}
