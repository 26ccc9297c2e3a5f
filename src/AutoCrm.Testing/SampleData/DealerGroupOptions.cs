using NodaTime;

namespace AutoCrm.Testing.SampleData;

/// <summary>What a made-up dealer group is like. The same options give the same files, byte for byte.</summary>
public sealed record DealerGroupOptions
{
    /// <summary>How many people and organisations there truly are, at least 1; the systems hold more records than that. Default: 1,000.</summary>
    public int Customers { get; init; } = 1000;

    /// <summary>What the dice begin with. Default: 20,240,229.</summary>
    public ulong Seed { get; init; } = 20_240_229;

    /// <summary>The instant at which the history ends. Default: 2026-11-23, 16:00 UTC.</summary>
    public Instant AsOf { get; init; } = Instant.FromUtc(2026, 11, 23, 16, 0);

    /// <summary>How many years of history there are, from 1 to 30. Default: 10.</summary>
    public int Years { get; init; } = 10;

    /// <summary>The share of rows put in that cannot be used, from 0 to 0.5. Default: 0.002.</summary>
    public double BadRows { get; init; } = 0.002;

    /// <summary>The currency of all amounts, a code of ISO 4217. Default: <c>CNY</c>.</summary>
    public string Currency { get; init; } = "CNY";

    /// <summary>
    /// Whether to write <c>truth.csv</c> too, with the columns <c>person</c>, <c>system</c> and <c>key</c>: which records are truly of the
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
            throw new ArgumentException($"The currency '{Currency}' is no currency of ISO 4217; give a code such as CNY or EUR.");
        }
    }
}
