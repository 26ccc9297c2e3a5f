using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Value;
using CsCheck;
using NodaTime;

namespace AutoCrm.Tests.Value;

public sealed class RfmTests
{
    private static readonly RfmMeasure Measure = new(Currency.Of("CNY"), new NoExchangeRates());

    [Fact]
    public void Frequency_and_money_look_at_36_months_and_recency_at_all_time()
    {
        var old = Life.Event(VehicleDelivered.Definition, "2020-12-31").With(200_000, 9_000);
        var history = Life.History(
            "2024-01-01",
            old,
            Life.Event(ServiceVisited.Definition, "2021-01-01", "on the edge").With(700, 200),
            Life.Event(ServiceVisited.Definition, "2021-01-02").With(800, 300),
            Life.Event(PartsSold.Definition, "2023-12-30").With(100, 30),
            Life.Event(ServiceVisited.Definition, "2023-12-31", "without amount"),
            Life.Event(InsuranceSold.Definition, "2023-12-31").With(5_000, 900),
            Life.Event(ServiceVisited.Definition, "2023-12-31", "in euros").With(90, 30, "EUR"));
        Assert.Equal(new RfmFigures(Life.On("2023-12-30"), 2, 900), Measure.Measure(history, Life.On("2024-01-01")));
        Assert.Equal(new RfmFigures(Life.On("2020-12-31"), 0, 0), Measure.Measure(Life.History("2024-01-01", old), Life.On("2024-01-01")));
        Assert.Equal(new RfmFigures(null, 0, 0), Measure.Measure(Life.History("2024-01-01"), Life.On("2024-01-01")));
    }

    [Fact]
    public void Recency_counts_whole_days()
    {
        var visit = Life.Event(ServiceVisited.Definition, "2024-01-01").With(1, 1) with { OccurredAt = Life.On("2024-01-01") + Duration.FromHours(1) };
        var history = CustomerHistory.Of(Life.Customer, Life.On("2024-01-01"), [visit], Life.On("2024-02-01"));
        Assert.Equal(0, Measure.Measure(history, Life.On("2024-01-02")).GetRecencyDays(Life.On("2024-01-02")));
    }

    [Fact]
    public void Scores_count_those_strictly_worse() => Gen.Select(Gen.Int[0, 40], Gen.Int[0, 6], Gen.Int[0, 20]).List[1, 60].Sample(customers =>
    {
        var positions = customers.Select(one => new RfmPosition(one.Item1, one.Item2, one.Item3)).Append(new RfmPosition(-1, 0, 0)).ToList();
        var ranking = new RfmRanking(positions);
        var buyers = positions.Where(one => one.RecencyDays >= 0).ToList();
        int Score(Func<RfmPosition, bool> isWorse) => 1 + (5 * buyers.Count(isWorse) / buyers.Count);
        return positions.TrueForAll(own => ranking.Score(own) == (own.RecencyDays < 0 ? null : new RfmScore(
            Score(other => other.RecencyDays > own.RecencyDays), Score(other => other.Frequency < own.Frequency), Score(other => other.Monetary < own.Monetary))));
    });

    [Fact]
    public void Figures_hold_until_a_purchase_leaves_the_window() => Gen.Int[0, 1600].List[1, 8].Sample(days =>
    {
        var asOf = Life.On("2024-06-01");
        var history = Life.History("2024-06-01", [.. days.Select((day, i) => Life.Event(PartsSold.Definition, "2020-01-10", $"{i}").With(10, 1) with
        {
            OccurredAt = Life.On("2020-01-10") + Duration.FromDays(day),
        })]);
        var validUntil = Measure.GetValidUntil(history, asOf);
        var figures = Measure.Measure(history, asOf);
        var beforeNext = Duration.FromTicks(1);
        return validUntil is null ? figures.Frequency == 0 : validUntil > asOf
            && Measure.Measure(history, validUntil.Value - beforeNext) == figures
            && Measure.Measure(history, validUntil.Value + Duration.FromDays(1)).Frequency < figures.Frequency;
    });
}
