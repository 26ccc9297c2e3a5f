using AutoCrm.Storage.EntityFrameworkCore.Documents;
using CsCheck;
using Xunit;

namespace AutoCrm.Storage.Tests;

public sealed class SortableDecimalTests
{
    /// <summary>Numbers of all sizes and scales, with many that are close to one another.</summary>
    private static readonly Gen<decimal> Numbers = Gen.OneOf(
        Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Bool, Gen.Byte[0, 28]).Select((low, middle, high, isNegative, scale) => new decimal(low, middle, high, isNegative, scale)),
        Gen.Select(Gen.Int[-2000, 2000], Gen.Byte[0, 28]).Select((digits, scale) => new decimal(Math.Abs(digits), 0, 0, digits < 0, scale)),
        Gen.OneOf([0m, -0m, 0.00m, 1m, 1.0m, -1m, -1.00m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, -0.0000000000000000000000000001m]));

    [Fact]
    public void Texts_are_ordered_as_their_numbers_are() => Gen.Select(Numbers, Numbers).Sample(
        (left, right) => Math.Sign(string.CompareOrdinal(SortableDecimal.Format(left), SortableDecimal.Format(right))) == decimal.Compare(left, right),
        iter: 20_000);

    [Fact]
    public void Equal_numbers_have_equal_texts_whatever_their_scale() => Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Byte[0, 9], Gen.Byte[0, 9]).Sample(
        (digits, scale, zeros) =>
        {
            var number = new decimal(Math.Abs(digits), 0, 0, digits < 0, scale);
            var longer = number * new decimal((int)Math.Pow(10, zeros), 0, 0, false, zeros);
            return number == longer && SortableDecimal.Format(number) == SortableDecimal.Format(longer);
        },
        iter: 5_000);
}
