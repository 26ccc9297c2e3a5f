using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>Where a host gives the rates at which amounts in other currencies count. Without one such amounts are left out.</summary>
public interface IExchangeRates
{
    /// <summary>The amount in another currency, or <see langword="null"/> where there is no rate.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="to">The currency wanted.</param>
    /// <param name="at">When the amount came about.</param>
    Money? Convert(Money amount, Currency to, Instant at);
}

/// <summary>Knows no rates.</summary>
public sealed class NoExchangeRates : IExchangeRates
{
    /// <inheritdoc/>
    public Money? Convert(Money amount, Currency to, Instant at) => amount.Currency == to ? amount : null;
}
