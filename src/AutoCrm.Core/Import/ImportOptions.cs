using AutoCrm.SharedKernel;

namespace AutoCrm.Import;

/// <summary>What a host may set for one import.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// The currency of amounts whose row names none, a code of ISO 4217. Default: <see langword="null"/>, and such rows are refused.
    /// </summary>
    public string? DefaultCurrency { get; init; }

    /// <summary>
    /// How the files of every system are to be read that has no <c>mapping.json</c> in its folder. Default: the
    /// <c>mapping.json</c> of the imported folder, else none is needed, as the files have the names of the interchange format.
    /// </summary>
    public ImportMapping? Mapping { get; init; }

    /// <summary>Who is told of refused rows. Default: nobody; they are only counted.</summary>
    public IRejectionSink? Rejections { get; init; }

    /// <summary>How many rows are handed to the store at a time, from 1 to 100,000. Default: 1,000.</summary>
    public int BatchSize { get; init; } = 1000;

    internal void Validate()
    {
        if (BatchSize is < 1 or > 100_000)
        {
            throw new ArgumentException($"A batch size of {BatchSize} rows cannot be used; give one from 1 to 100,000.");
        }

        if (DefaultCurrency is { } code && !Currency.TryParse(code, out _))
        {
            throw new ArgumentException($"The default currency '{code}' is no currency of ISO 4217; give a code such as CNY or EUR, or none.");
        }
    }
}
