using System.Diagnostics.CodeAnalysis;

namespace AutoCrm.SharedKernel;

/// <summary>A currency of ISO 4217. There is one instance per currency, so equality is identity.</summary>
public sealed class Currency
{
    private static readonly Dictionary<string, Currency> ByCode = Known();

    private Currency(string code, int minorUnits)
    {
        Code = code;
        MinorUnits = minorUnits;
    }

    /// <summary>The three-letter code, such as <c>CNY</c>.</summary>
    public string Code { get; }

    /// <summary>How many decimals the smallest unit has: 2 for CNY and EUR, 0 for JPY, 3 for KWD.</summary>
    public int MinorUnits { get; }

    /// <summary>Gives the currency of a code.</summary>
    /// <param name="code">Three upper-case letters of ISO 4217.</param>
    /// <exception cref="ArgumentException">ISO 4217 has no such active currency.</exception>
    public static Currency Of(string code) => TryParse(code, out var currency)
        ? currency
        : throw new ArgumentException($"'{code}' is not an ISO 4217 currency code; expected a code such as CNY or EUR.", nameof(code));

    /// <summary>Gives the currency of a code, answering <see langword="false"/> where there is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, [NotNullWhen(true)] out Currency? currency)
    {
        currency = null;
        return code is not null && ByCode.TryGetValue(code, out currency);
    }

    /// <summary>The code.</summary>
    public override string ToString() => Code;

    private static Dictionary<string, Currency> Known()
    {
        var known = new Dictionary<string, Currency>(StringComparer.Ordinal);
        foreach (var (code, minorUnits) in Iso4217.MinorUnits)
        {
            known.Add(code, new Currency(code, minorUnits));
        }

        return known;
    }
}
