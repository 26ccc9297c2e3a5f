using System.Text.Json;
using AutoCrm.SharedKernel;
using CsCheck;

namespace AutoCrm.Tests.SharedKernel;

public sealed class MoneyTests
{
    private static readonly Gen<decimal> Amounts = Gen.Long[-1_000_000_000, 1_000_000_000].Select(cents => cents / 100m);

    private static readonly Gen<string> Codes = Gen.OneOf("CNY", "EUR", "JPY", "KWD");

    [Fact]
    public void Allocation_loses_no_minor_unit() => Gen.Select(Amounts, Codes, Gen.Int[0, 1000].Array[1, 12]).Sample((amount, code, weights) =>
    {
        if (weights.Sum() == 0)
        {
            return true;
        }

        var money = new Money(amount, code);
        var parts = money.Allocate([.. weights.Select(weight => (decimal)weight)]);
        return parts.Aggregate(Money.Zero(money.Currency), (sum, part) => sum + part) == money.Round()
            && parts.All(part => part == part.Round())
            && parts.Zip(weights).All(pair => pair.Second > 0 || pair.First.Amount == 0);
    });

    [Fact]
    public void Allocation_is_fair_to_a_minor_unit() => Gen.Select(Amounts, Gen.Int[1, 1000].Array[1, 12]).Sample((amount, weights) =>
    {
        var parts = new Money(amount, "CNY").Allocate([.. weights.Select(weight => (decimal)weight)]);
        return parts.Zip(weights).All(pair => Math.Abs(pair.First.Amount - (amount * pair.Second / weights.Sum())) < 0.0100001m);
    });

    [Fact]
    public void Sums_do_not_depend_on_order() => Gen.Select(Amounts, Amounts, Amounts).Sample((a, b, c) =>
    {
        var (x, y, z) = (new Money(a, "EUR"), new Money(b, "EUR"), new Money(c, "EUR"));
        return x + y + z == z + (y + x) && x - x == Money.Zero(x.Currency) && -(-x) == x;
    });

    [Fact]
    public void Money_survives_json() => Gen.Select(Amounts, Codes).Sample((amount, code) =>
        JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(new Money(amount, code))) == new Money(amount, code));

    [Fact]
    public void Two_currencies_are_not_added()
    {
        var error = Assert.Throws<CurrencyMismatchException>(() => new Money(1, "CNY") + new Money(1, "EUR"));
        Assert.Equal("one-currency", error.Rule);
        Assert.Equal("An amount in EUR cannot be combined with one in CNY; convert it at a rate first.", error.Message);
    }

    [Theory]
    [InlineData("JPY", 0)]
    [InlineData("CNY", 2)]
    [InlineData("KWD", 3)]
    public void Minor_units_come_from_iso_4217(string code, int decimals) => Assert.Equal(decimals, Currency.Of(code).MinorUnits);

    [Theory]
    [InlineData("cny")]
    [InlineData("RMB")]
    [InlineData("")]
    public void What_is_no_currency_is_refused(string code) => Assert.Throws<ArgumentException>(() => new Money(1, code));

    [Theory]
    [InlineData(1280.5, "CNY", "1280.50 CNY")]
    [InlineData(0.125, "EUR", "0.125 EUR")]
    [InlineData(300, "JPY", "300 JPY")]
    public void Money_prints_with_the_decimals_of_its_currency(double amount, string code, string text) =>
        Assert.Equal(text, new Money((decimal)amount, code).ToString());
}
