using NodaTime;

namespace AutoCrm.SampleData;

/// <summary>The options of a generated dealer group. The same options produce the same files, byte for byte.</summary>
public sealed record DealerGroupOptions
{
    /// <summary>The true number of people and organisations, at least 1; the systems have more records than that. Default: 1,000.</summary>
    public int Customers { get; init; } = 1000;

    /// <summary>The seed of the generator. Default: 20,240,229.</summary>
    public ulong Seed { get; init; } = 20_240_229;

    /// <summary>The instant at which the history ends. Default: 2026-11-23, 16:00 UTC.</summary>
    public Instant AsOf { get; init; } = Instant.FromUtc(2026, 11, 23, 16, 0);

    /// <summary>The years of history, from 1 to 30. Default: 10.</summary>
    public int Years { get; init; } = 10;

    /// <summary>The share of invalid rows, from 0 to 0.5. Default: 0.002.</summary>
    public double BadRows { get; init; } = 0.002;

    /// <summary>The currency of all amounts, an ISO 4217 code. Default: <c>CNY</c>.</summary>
    public string Currency { get; init; } = "CNY";

    /// <summary>
    /// Whether to also write <c>truth.csv</c> with the columns <c>person</c>, <c>system</c> and <c>key</c>, which identifies the records of the
    /// same person. Default: no.
    /// </summary>
    public bool WithTruth { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Customers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Years, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Years, 30);
        ArgumentOutOfRangeException.ThrowIfNegative(BadRows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BadRows, 0.5);
        if (!SharedKernel.Currency.TryParse(Currency, out _))
        {
            throw new ArgumentException($"The currency '{Currency}' is not an ISO 4217 currency code; expected a code such as CNY or EUR.");
        }
    }
}
