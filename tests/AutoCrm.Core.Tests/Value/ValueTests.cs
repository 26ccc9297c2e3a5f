using System.Globalization;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Tests.Timeline;
using AutoCrm.Timeline;
using AutoCrm.Value;
using CsCheck;
using NodaTime;
using static AutoCrm.Tests.Snapshots;

namespace AutoCrm.Tests.Value;

public sealed class ValueTests
{
    private static readonly Currency Yuan = Currency.Of("CNY");

    private static readonly ValueAssessor Assessor = new(new MarginMultipleModel(), Yuan, new NoExchangeRates(), LifecycleDefinition.Automotive);

    [Theory]
    [InlineData("RepeatBuyer", 3.4)]
    [InlineData("Active", 2.6666666666666666666666666667)]
    [InlineData("Owner", 2.1428571428571428571428571429)]
    [InlineData("Lapsed", 0.1)]
    [InlineData("Lead", 0)]
    public void Future_value_is_the_margin_multiple_of_the_stage(string stage, double multiple)
    {
        var history = Life.History("2024-01-01", Life.Event(ServiceVisited.Definition, "2023-06-01").With(9_000, 3_000));
        var value = Assessor.Assess(history, new Stage(stage), Life.On("2024-01-01"));
        Assert.Equal(1_000, value.YearlyMargin.Amount);
        Assert.Equal(1_000 * multiple, (double)value.Future.Amount, 9);
    }

    [Fact]
    public void The_yearly_margin_leaves_deliveries_and_what_is_older_than_36_months_out()
    {
        var history = Life.History(
            "2024-01-01",
            Life.Event(VehicleDelivered.Definition, "2023-01-01").With(200_000, 12_000),
            Life.Event(ServiceVisited.Definition, "2021-01-01").With(900, 300),
            Life.Event(ServiceVisited.Definition, "2021-01-02").With(900, 330),
            Life.Event(CampaignSent.Definition, "2023-01-02").With(0, -30));
        var value = Assessor.Assess(history, Stage.Active, Life.On("2024-01-01"));
        Assert.Equal(100, value.YearlyMargin.Amount);
        Assert.Equal(12_600, value.Past.Amount);
        Assert.Equal(
            [new ValueComponent("vehicle", 12_000), new ValueComponent("service", 630), new ValueComponent("cost_to_acquire", -30)], value.Components);
    }

    [Fact]
    public void The_components_add_up_to_the_past_value() => Histories.Events.Sample(events =>
    {
        var asOf = Life.On("2022-06-30");
        var history = CustomerHistory.Of(Life.Customer, Life.On("2015-01-01"), events, asOf);
        var value = Assessor.Assess(history, Stage.Active, asOf);
        return value.Components.Sum(component => component.Margin) == value.Past.Amount
            && value.Past.Amount == history.Events.Sum(customerEvent => customerEvent.Margin!.Value.Amount)
            && value.Total == value.Past + value.Future;
    });

    [Fact]
    public async Task Another_currency_counts_at_the_hosts_rate_and_is_left_out_without_one()
    {
        var history = Life.History(
            "2024-01-01",
            Life.Event(ServiceVisited.Definition, "2023-06-01").With(900, 300),
            Life.Event(ServiceVisited.Definition, "2023-07-01").With(90, 30, "EUR"));
        var without = Assessor.Assess(history, Stage.Active, Life.On("2024-01-01"));
        var with = new ValueAssessor(new MarginMultipleModel(), Yuan, new EightYuanAEuro(), LifecycleDefinition.Automotive).Assess(history, Stage.Active, Life.On("2024-01-01"));
        Assert.Equal(300, without.Past.Amount);
        Assert.Equal(540, with.Past.Amount);
        await Verify(string.Join('\n', without.Reasons.Concat(with.Reasons).Select(reason => reason.In(CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void What_the_customer_received_stands_beside_what_it_brought()
    {
        var history = Life.History(
            "2024-01-01",
            Life.Event(ServiceVisited.Definition, "2023-06-01").With(0, -900) with { Topic = "warranty" },
            Life.Event(ComplaintResolved.Definition, "2023-07-01").With(200, -200),
            Life.Event(ServiceVisited.Definition, "2023-08-01").With(500, 100) with { Topic = "maintenance" });
        var value = Assessor.Assess(history, Stage.Active, Life.On("2024-01-01"));
        Assert.Equal(1_100, value.Benefits.Amount);
        Assert.Equal(-1_000, value.Past.Amount);
    }

    private sealed class EightYuanAEuro : IExchangeRates
    {
        public Money? Convert(Money amount, Currency to, Instant at) => amount.Currency == to
            ? amount
            : amount.Currency.Code == "EUR" ? new Money(amount.Amount * 8, to) : null;
    }
}
