using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>Exchange rates supplied by the host. Amounts in other currencies without a rate are left out.</summary>
public interface IExchangeRates
{
    /// <summary>Converts an amount to another currency, or returns <see langword="null"/> if there is no rate.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="to">The target currency.</param>
    /// <param name="at">The instant at which the amount arose.</param>
    Money? Convert(Money amount, Currency to, Instant at);
}

/// <summary>Exchange rates without any rate.</summary>
public sealed class NoExchangeRates : IExchangeRates
{
    /// <inheritdoc/>
    public Money? Convert(Money amount, Currency to, Instant at) => amount.Currency == to ? amount : null;
}
