using AutoCrm.Customers;
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
        Assert.Equal(new RfmFigures(2, 2, 900), Measure.Measure(history, Life.On("2024-01-01")));
        Assert.Equal(new RfmFigures(1096, 0, 0), Measure.Measure(Life.History("2024-01-01", old), Life.On("2024-01-01")));
        Assert.Equal(new RfmFigures(null, 0, 0), Measure.Measure(Life.History("2024-01-01"), Life.On("2024-01-01")));
    }

    [Fact]
    public void Recency_counts_whole_days()
    {
        var visit = Life.Event(ServiceVisited.Definition, "2024-01-01").With(1, 1) with { OccurredAt = Life.On("2024-01-01") + Duration.FromHours(1) };
        var history = CustomerHistory.Of(Life.Customer, Life.On("2024-01-01"), [visit], Life.On("2024-02-01"));
        Assert.Equal(0, Measure.Measure(history, Life.On("2024-01-02")).RecencyDays);
    }

    [Fact]
    public void Scores_count_those_strictly_worse() => Gen.Select(Gen.Int[0, 40], Gen.Int[0, 6], Gen.Int[0, 20]).List[1, 60].Sample(customers =>
    {
        var figures = customers.Select(one => new RfmFigures(one.Item1, one.Item2, one.Item3)).Append(new RfmFigures(null, 0, 0)).ToList();
        var ranking = Rank(figures).Rfm;
        var buyers = figures.Where(one => one.RecencyDays is not null).ToList();
        int Score(Func<RfmFigures, bool> isWorse) => 1 + (5 * buyers.Count(isWorse) / buyers.Count);
        return figures.All(own => ranking.Score(own) == (own.RecencyDays is null ? null : new RfmScore(
            Score(other => other.RecencyDays > own.RecencyDays), Score(other => other.Frequency < own.Frequency), Score(other => other.Monetary < own.Monetary))));
    });

    private static RankedBase Rank(IEnumerable<RfmFigures> figures)
    {
        var customers = new CustomerBase();
        foreach (var one in figures)
        {
            customers.Add(Id<Customer>.New(Life.On("2020-01-01")), one, 0, false);
        }

        return customers.Rank(TierPolicy.Abc, Currency.Of("CNY"));
    }
}
