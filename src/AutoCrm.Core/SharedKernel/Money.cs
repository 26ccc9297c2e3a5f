using System.Globalization;
using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>An amount in one currency. Amounts of two currencies are never added silently.</summary>
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money : IComparable<Money>, IComparable
{
    private readonly Currency? currency;

    /// <summary>An amount of a currency. The amount is kept as given, not rounded to the minor unit.</summary>
    public Money(decimal amount, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        Amount = amount;
        this.currency = currency;
    }

    /// <summary>An amount of the currency with this ISO 4217 code.</summary>
    /// <exception cref="ArgumentException">ISO 4217 has no such currency.</exception>
    public Money(decimal amount, string currency)
        : this(amount, Currency.Of(currency))
    {
    }

    /// <summary>The amount in units of <see cref="Currency"/>, not in its minor unit.</summary>
    public decimal Amount { get; }

    /// <summary>The currency.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(Money)</c>, which has none.</exception>
    public Currency Currency =>
        currency ?? throw new InvalidOperationException("default(Money) has no currency; make money with an amount and a currency.");

    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(Currency currency) => new(0m, currency);

    /// <summary>Adds two amounts of one currency.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.In(left), left.Currency);

    /// <summary>Subtracts an amount of the same currency.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.In(left), left.Currency);

    /// <summary>The same amount with the other sign.</summary>
    public static Money operator -(Money money) => new(-money.Amount, money.Currency);

    /// <summary>The amount times a factor, not rounded.</summary>
    public static Money operator *(Money money, decimal factor) => new(money.Amount * factor, money.Currency);

    /// <inheritdoc cref="op_Addition"/>
    public static Money Add(Money left, Money right) => left + right;

    /// <inheritdoc cref="op_Subtraction"/>
    public static Money Subtract(Money left, Money right) => left - right;

    /// <inheritdoc cref="op_UnaryNegation"/>
    public static Money Negate(Money money) => -money;

    /// <inheritdoc cref="op_Multiply"/>
    public static Money Multiply(Money money, decimal factor) => money * factor;

    /// <summary>Rounds to the currency's minor unit, halves to the even neighbour.</summary>
    public Money Round() => new(decimal.Round(Amount, Currency.MinorUnits, MidpointRounding.ToEven), Currency);

    /// <summary>
    /// Divides the amount in proportion to <paramref name="ratios"/> without losing a minor unit: each part is cut to
    /// the minor unit, and the units left over go one each to the parts with the largest remainders (method of
    /// largest remainder, Hamilton 1792). The parts add up to <see cref="Round"/> of this amount.
    /// </summary>
    /// <param name="ratios">One non-negative weight per part, not all zero.</param>
    /// <exception cref="ArgumentException">There is no weight, one is negative, or all are zero.</exception>
    public IReadOnlyList<Money> Allocate(params IReadOnlyList<decimal> ratios)
    {
        ArgumentNullException.ThrowIfNull(ratios);
        var total = ratios.Sum();
        if (total <= 0 || ratios.Any(ratio => ratio < 0))
        {
            throw new ArgumentException(
                $"[{string.Join(", ", ratios)}] divides nothing; expected weights of at least 0, one of them more.", nameof(ratios));
        }

        var money = Round();
        var unit = UnitOf(Currency);
        var exact = ratios.Select(ratio => money.Amount * (ratio / total)).ToArray();
        var parts = exact.Select(amount => decimal.Truncate(amount / unit) * unit).ToArray();
        var left = (int)decimal.Round((money.Amount - parts.Sum()) / unit);
        var byRemainder = Enumerable.Range(0, parts.Length)
            .Where(part => ratios[part] > 0)
            .OrderByDescending(part => Math.Abs(exact[part] - parts[part]))
            .ThenBy(part => part)
            .ToArray();
        for (var given = 0; given < Math.Abs(left); given++)
        {
            parts[byRemainder[given % byRemainder.Length]] += Math.Sign(left) * unit;
        }

        var currencyOfAll = Currency;
        return [.. parts.Select(amount => new Money(amount, currencyOfAll))];
    }

    /// <summary>Orders amounts of one currency.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public int CompareTo(Money other) => Amount.CompareTo(other.In(this));

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) =>
        obj switch { null => 1, Money other => CompareTo(other), _ => throw new ArgumentException($"{obj} is not an amount of money.", nameof(obj)) };

    /// <summary>Whether <paramref name="left"/> is less.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is more.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is less or the same.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is more or the same.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Amount and code, such as <c>1280.50 CNY</c>, with at least the currency's decimals.</summary>
    public override string ToString() => currency is null
        ? "no money"
        : $"{Amount.ToString("0." + new string('0', currency.MinorUnits) + "######", CultureInfo.InvariantCulture)} {currency.Code}";

    private static decimal UnitOf(Currency currency) => new(1, 0, 0, false, (byte)currency.MinorUnits);

    private decimal In(Money other) => ReferenceEquals(Currency, other.Currency)
        ? Amount
        : throw new CurrencyMismatchException(other.Currency, Currency);
}
