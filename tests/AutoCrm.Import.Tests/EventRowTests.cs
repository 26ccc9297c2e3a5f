using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Import.Tests;

public sealed class EventRowTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task Every_column_of_an_event_is_kept()
    {
        var made = await workplace.EventAsync(
            "T1,C1,service_visited,2026-03-01T10:15:30.1234567+08:00,D1,LSVRJFFJ7SA000028,1280.50,-3,CNY,42000,app,in,repair,,T0,\"noise, \"\"front\"\"\"");

        Assert.Empty(workplace.Problems);
        var visit = Assert.IsType<ServiceVisited>(made);
        Assert.Equal(new SourceRef("s", "T1"), visit.Source);
        Assert.Equal(new SourceRef("s", "C1"), visit.Record);
        Assert.Equal(Instant.FromUtc(2026, 3, 1, 2, 15, 30).PlusTicks(1234567), visit.OccurredAt);
        Assert.Equal(new OutletCode("D1"), visit.Outlet);
        Assert.Equal(Vin.Parse("LSVRJFFJ7SA000028"), visit.Vehicle);
        Assert.Equal(new Money(1280.50m, "CNY"), visit.Amount);
        Assert.Equal(new Money(-3m, "CNY"), visit.Margin);
        Assert.Equal(42000, visit.OdometerKm);
        Assert.Equal(("app", Direction.In, "repair"), (visit.Channel, visit.Direction!.Value, visit.Topic));
        Assert.Equal(new SourceRef("s", "T0"), visit.RefersTo);
        Assert.Equal("noise, \"front\"", visit.Note);
        Assert.Equal(workplace.Clock.GetCurrentInstant(), visit.RecordedAt);
    }

    [Theory]
    [InlineData("2026-03-01T10:15:30Z", "2026-03-01T10:15:30Z")]
    [InlineData("2026-03-01T10:15Z", "2026-03-01T10:15:00Z")]
    [InlineData("2026-03-01 10:15:30+0800", "2026-03-01T02:15:30Z")]
    [InlineData("2026-03-01T10:15:30-05", "2026-03-01T15:15:30Z")]
    [InlineData("2026-03-01T10:15:30", "2026-03-01T09:15:30Z")]
    [InlineData("2026-07-01T10:15", "2026-07-01T08:15:00Z")]
    [InlineData("2026-03-01", "2026-02-28T23:00:00Z")]
    [InlineData("2026-03-29T02:30:00", "2026-03-29T01:30:00Z")]
    [InlineData("2026-03-01T00:00:00.123456789Z", "2026-03-01T00:00:00.1234567Z")]
    public async Task A_time_without_offset_is_in_the_zone_of_the_outlet(string written, string expected)
    {
        var made = await workplace.EventAsync($"T1,C1,lead_received,{written},B1,,,,,,,,,,,");

        Assert.Equal(NodaTime.Text.InstantPattern.ExtendedIso.Parse(expected).Value, made!.OccurredAt);
    }

    [Theory]
    [InlineData("2026-02-30T10:00:00Z")]
    [InlineData("2026-13-01")]
    [InlineData("01.03.2026")]
    [InlineData("2026-03-01T25:00Z")]
    [InlineData("2026-03-01T10:00:61Z")]
    [InlineData("2026-03-01T10:00:00+19:00")]
    [InlineData("2026-03-01T10:00:00.Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2026-03-01Tnoon")]
    public Task An_invalid_time_is_refused(string written) =>
        RefusesAsync($"T1,C1,lead_received,{written},D1,,,,,,,,,,,", "occurred_at", "is not a date and time");

    [Fact]
    public Task A_local_time_without_an_outlet_is_refused() =>
        RefusesAsync("T1,C1,lead_received,2026-03-01T10:00:00,,,,,,,,,,,,", "occurred_at", "names no outlet");

    [Fact]
    public async Task A_local_time_at_an_unknown_outlet_is_one_problem_not_two()
    {
        await RefusesAsync("T1,C1,lead_received,2026-03-01T10:00:00,X9,,,,,,,,,,,", "outlet", "'X9' is not known");
        Assert.Single(workplace.Problems);
    }

    [Fact]
    public Task A_row_with_an_unknown_currency_is_refused() =>
        RefusesAsync("T1,C1,parts_sold,2026-03-01,D1,,10,,RMB,,,,,,,", "currency", "'RMB' is not an ISO 4217 currency code");

    [Theory]
    [InlineData("12,5")]
    [InlineData("1e3")]
    [InlineData("$5")]
    [InlineData("1 000")]
    [InlineData("99999999999999999")]
    [InlineData("NaN")]
    public Task An_amount_that_is_not_a_plain_number_is_refused(string amount) =>
        RefusesAsync($"T1,C1,parts_sold,2026-03-01,D1,,\"{amount}\",,CNY,,,,,,,", "amount", "");

    [Fact]
    public async Task An_amount_without_currency_is_refused_and_the_reason_says_how_to_give_one()
    {
        await RefusesAsync("T1,C1,parts_sold,2026-03-01,D1,,10,,,,,,,,,", "currency", "default currency");
        var made = await workplace.EventAsync("T1,C1,parts_sold,2026-03-01,D1,,10,,,,,,,,,", new ImportOptions { DefaultCurrency = "EUR" });
        Assert.Equal(new Money(10, "EUR"), made!.Amount);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("1280.50", "1280.50")]
    [InlineData("+7", "7")]
    [InlineData("123456789012.123456789", "123456789012.123456789")]
    public async Task Amounts_are_kept_to_the_last_digit(string written, string expected)
    {
        var made = await workplace.EventAsync($"T1,C1,parts_sold,2026-03-01,D1,,{written},,CNY,,,,,,,");

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), made!.Amount!.Value.Amount);
    }

    [Theory]
    [InlineData("T1,,lead_received,2026-03-01,D1,,,,,,,,,,,", "customer", "missing")]
    [InlineData(",C1,lead_received,2026-03-01,D1,,,,,,,,,,,", "key", "missing")]
    [InlineData("T1,C1,,2026-03-01,D1,,,,,,,,,,,", "kind", "missing")]
    [InlineData("T1,C1,lead_received,,D1,,,,,,,,,,,", "occurred_at", "missing")]
    [InlineData("T1,C1,car_washed,2026-03-01,D1,,,,,,,,,,,", "kind", "lead_received, test_drive_taken")]
    [InlineData("T1,C1,service_visited,2026-03-01,D1,LSVRJFFJ7SA00002,,,,,,,,,,", "vin", "is not a VIN")]
    [InlineData("T1,C1,service_visited,2026-03-01,D1,LSVRJFFJ7SA0000IO,,,,,,,,,,", "vin", "is not a VIN")]
    [InlineData("T1,C1,service_visited,2026-03-01,D1,,,,,-1,,,,,,", "odometer_km", "whole kilometres")]
    [InlineData("T1,C1,service_visited,2026-03-01,D1,,,,,12.5,,,,,,", "odometer_km", "whole kilometres")]
    [InlineData("T1,C1,service_visited,2026-03-01,D1,,,,,,,inbound,,,,", "direction", "in (initiated by the customer)")]
    [InlineData("T1,C1,service_visited,2026-03-01,D1,,,,,,,,wash,,,", "topic", "maintenance, repair")]
    [InlineData("T1,C1,survey_answered,2026-03-01,D1,,,,,,,,nps,,,", "score", "requires a score")]
    [InlineData("T1,C1,survey_answered,2026-03-01,D1,,,,,,,,nps,11,,", "score", "from 0 to 10")]
    [InlineData("T1,C1,survey_answered,2026-03-01,D1,,,,,,,,csi,-1,,", "score", "from 0 to 100")]
    [InlineData("T1,C1,survey_answered,2026-03-01,D1,,,,,,,,ssi,good,,", "score", "is not a score")]
    [InlineData("T1,C1,survey_answered,2026-03-01,D1,,,,,,,,,5,,", "topic", "nps, csi, ssi")]
    [InlineData("T1,C1,stage_overridden,2026-03-01,D1,,,,,,,,,,,", "topic", "name of the stage")]
    [InlineData("T1,C9,lead_received,2026-03-01,D1,,,,,,,,,,,", "customer", "'C9' is not known in the system s")]
    public Task A_row_that_breaks_a_rule_is_refused_with_column_and_reason(string row, string column, string reason) => RefusesAsync(row, column, reason);

    [Fact]
    public async Task All_problems_of_a_row_are_reported_at_once()
    {
        await workplace.EventAsync("T1,C1,car_washed,never,X9,short,ten,,RMB,-5,,sideways,,,,");

        Assert.Empty(workplace.Store.Events);
        Assert.Equal(
            ["amount", "currency", "direction", "kind", "occurred_at", "odometer_km", "outlet", "vin"],
            workplace.Problems.Select(problem => problem.Column!).Order(StringComparer.Ordinal));
        Assert.All(workplace.Problems, problem => Assert.Equal(("s/events.csv", 2L), (problem.File, problem.Line)));
    }

    [Fact]
    public async Task A_bad_row_does_not_keep_the_others_out()
    {
        workplace.Write("s/customers.csv", Workplace.Customer);
        workplace.Write("s/events.csv", Workplace.EventHeader + "T1,C1,lead_received,2026-03-01,D1,,,,,,,,,,,\nT2,C1,lead_received,never,D1,,,,,,,,,,,\n\nT3,C1,lead_received,2026-03-02,D1,,,,,,,,,,,\nT4\n");

        var report = await workplace.ImportAsync();

        Assert.Equal(["T1", "T3"], workplace.Store.Events.Keys.Select(source => source.Key).Order(StringComparer.Ordinal));
        Assert.Equal([3L, 6L], workplace.Problems.Select(problem => problem.Line));
        Assert.Equal((2, 2), (report.Files[^1].Added, report.Files[^1].Refused));
    }

    [Fact]
    public async Task A_kind_of_a_plug_in_is_known()
    {
        workplace.Kinds = new EventKinds(new EventKind("coffee_served", 50, () => new CoffeeServed()));

        Assert.IsType<CoffeeServed>(await workplace.EventAsync("T1,C1,coffee_served,2026-03-01,D1,,,,,,,,latte,,,"));
    }

    [Fact]
    public async Task Unknown_columns_are_kept_as_attributes()
    {
        workplace.Write("s/customers.csv", Workplace.Customer);
        workplace.Write("s/events.csv", "advisor,key,customer,kind,occurred_at,bay\nLi,T1,C1,service_visited,2026-03-01T00:00Z,\n");

        await workplace.ImportAsync();

        Assert.Equal([new("advisor", "Li")], workplace.Store.Events.Values.Single().Attributes);
    }

    [Fact]
    public Task A_field_beyond_the_bound_is_refused() =>
        RefusesAsync($"T1,C1,lead_received,2026-03-01,D1,,,,,,,,,,,{new string('x', 4001)}", "note", "4,001 characters");

    [Theory]
    [InlineData('\uFFFE', "noncharacter U+FFFE")]
    [InlineData('\uFFFF', "noncharacter U+FFFF")]
    public Task A_noncharacter_is_refused(char character, string reason) =>
        RefusesAsync($"T1,C1,lead_received,2026-03-01,D1,,,,,,,,,,,a{character}b", "note", reason);

    [Fact]
    public Task A_control_character_is_refused() => RefusesAsync("T1,C1,lead_received,2026-03-01,D1,,,,,,,,,,,a\0b", "note", "U+0000");

    private async Task RefusesAsync(string row, string column, string reason)
    {
        await workplace.EventAsync(row);
        Assert.Empty(workplace.Store.Events);
        var problem = Assert.Single(workplace.Problems, problem => problem.Column == column);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.Equal(2, problem.Line);
    }

    private sealed record CoffeeServed : CustomerEvent
    {
        private static readonly EventKind Definition = new("coffee_served", 50, () => new CoffeeServed());

        public override EventKind Kind => Definition;
    }
}
