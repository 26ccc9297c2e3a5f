using System.Globalization;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Value;
using CsCheck;
using static AutoCrm.Tests.Snapshots;

namespace AutoCrm.Tests.Value;

public sealed class TierTests
{
    [Theory]
    [InlineData(new[] { 80, 15, 5, 0, -3 }, "ABCDD")]
    [InlineData(new[] { 50, 40, 6, 4 }, "AABC")]
    [InlineData(new[] { 100, 4 }, "AC")]
    [InlineData(new[] { 10 }, "A")]
    [InlineData(new[] { 0, -1 }, "DD")]
    [InlineData(new[] { 10, 10, 10, 10, 10 }, "AAAAB")]
    public void Tiers_take_the_customers_needed_to_reach_their_share(int[] values, string tiers) => Assert.Equal(tiers, Assign([.. values.Select(value => (decimal)value)]));

    [Fact]
    public void Tiers_agree_with_counting_one_by_one() => Gen.Int[-20, 100].Select(value => (decimal)value).Array[1, 50].Sample(values =>
    {
        var ordered = values.Order().Reverse().ToArray();
        var total = ordered.Where(value => value > 0).Sum();
        var (reached, expected) = (0m, "");
        foreach (var value in ordered)
        {
            expected += value <= 0 ? "D" : reached < 0.80m * total ? "A" : reached < 0.95m * total ? "B" : "C";
            reached += Math.Max(0, value);
        }

        return Assign(ordered) == expected;
    });

    [Fact]
    public async Task Each_tier_states_the_distance_to_the_next()
    {
        var ranked = Rank([80, 15, 5, 0]);
        await Verify(string.Join('\n', new[] { 80m, 15, 5, 0 }.Select((value, place) =>
            ranked.Assign(new CustomerWorth(IdAt(place), value, false)).Reason.In(CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Concentration_is_zero_where_all_bring_the_same_and_near_one_where_one_brings_all()
    {
        Assert.Equal(0, Concentration.OfDescending([.. Enumerable.Repeat(5m, 100)]).Gini, 9);
        Assert.Equal(0.99, Concentration.OfDescending([100m, .. Enumerable.Repeat(0m, 99)]).Gini, 9);
        Assert.Equal(0.25, Concentration.OfDescending([3m, 1m]).Gini, 9);
    }

    [Fact]
    public void The_lorenz_curve_runs_from_nothing_to_all_below_the_diagonal() => Gen.Int[0, 1000].Select(value => (decimal)value).Array[1, 200].Sample(values =>
    {
        var concentration = Concentration.OfDescending([.. values.OrderDescending()]);
        var curve = concentration.Lorenz;
        return curve[0].Value == 0 && curve[^1] == new LorenzPoint(1, 1)
            && curve.Zip(curve.Skip(1)).All(pair => pair.First.Value <= pair.Second.Value)
            && concentration.ShareOfBest(1) == (values.Sum() == 0 ? 0 : 1)
            && concentration.Gini is >= -1e-9 and < 1;
    });

    [Fact]
    public void The_share_of_the_best_fifth_and_of_established_customers_is_reported()
    {
        decimal[] values = [800, 50, 50, 50, 50];
        var distribution = new TierRanking(
            TierPolicy.Abc, Currency.Of("CNY"), values.Select((value, place) => new CustomerWorth(IdAt(place), value, place < 2))).Distribution;
        Assert.Equal(0.8, distribution.Concentration.ShareOfBest(0.2), 9);
        Assert.Equal(0.85m, distribution.EstablishedShare);
    }

    private static string Assign(decimal[] bestFirst)
    {
        var ranked = Rank(bestFirst);
        return string.Concat(bestFirst.Select((value, place) => ranked.Assign(new CustomerWorth(IdAt(place), value, false)).Tier));
    }

    private static TierRanking Rank(decimal[] values) =>
        new(TierPolicy.Abc, Currency.Of("CNY"), values.Select((value, place) => new CustomerWorth(IdAt(place), value, false)).Reverse());

    /// <summary>Ids in the order of the places, as ties go by id.</summary>
    private static Id<Customer> IdAt(int place) => new(new Guid($"00000000-0000-7000-8000-{place:000000000000}"));
}
