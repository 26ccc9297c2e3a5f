using AutoCrm.SharedKernel;

namespace AutoCrm.Import;

/// <summary>The options of an import.</summary>
public sealed record ImportOptions
{
    /// <summary>The currency of amounts in rows without currency, an ISO 4217 code.</summary>
    /// <value><see langword="null"/> by default: such rows are refused.</value>
    public string? DefaultCurrency { get; init; }

    /// <summary>The mapping of the files of systems without a <c>mapping.json</c> in their folder.</summary>
    /// <value><see langword="null"/> by default: the <c>mapping.json</c> of the imported folder, if any, else the names of the interchange format.</value>
    public ImportMapping? Mapping { get; init; }

    /// <summary>Receives the problems of refused rows.</summary>
    /// <value><see langword="null"/> by default: refused rows are only counted.</value>
    public IRejectionSink? Rejections { get; init; }

    /// <summary>The number of rows written to the store at a time; fewer where rows are long, so that memory stays bounded.</summary>
    /// <value>1,000 by default; 1 to 100,000.</value>
    public int BatchSize { get; init; } = 1000;

    internal void Validate()
    {
        if (BatchSize is < 1 or > 100_000)
        {
            throw new ArgumentException($"A batch size of {BatchSize} rows is out of range; expected 1 to 100,000.");
        }

        if (DefaultCurrency is { } code && !Currency.TryParse(code, out _))
        {
            throw new ArgumentException($"The default currency '{code}' is not an ISO 4217 currency code; expected a code such as CNY or EUR, or none.");
        }
    }
}
