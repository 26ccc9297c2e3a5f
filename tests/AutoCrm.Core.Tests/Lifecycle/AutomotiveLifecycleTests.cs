using AutoCrm.Lifecycle;
using AutoCrm.Timeline;

namespace AutoCrm.Tests.Lifecycle;

public sealed class AutomotiveLifecycleTests
{
    private static readonly LifecycleAssessor Assessor = new(LifecycleDefinition.Automotive);

    [Fact]
    public void Without_events_a_customer_is_a_prospect_since_the_first_record() =>
        Expect("2024-01-01", [], (Stage.Prospect, "2010-01-01"));

    [Fact]
    public void The_first_event_makes_a_prospect_and_then_counts_itself() =>
        Expect("2024-01-01", [On(LeadReceived.Definition, "2023-12-01")], (Stage.Prospect, "2023-12-01"), (Stage.Lead, "2023-12-01"));

    [Fact]
    public void A_customer_of_the_workshop_alone_stays_a_prospect() =>
        Expect("2024-01-01", [On(ServiceVisited.Definition, "2023-12-01")], (Stage.Prospect, "2023-12-01"));

    [Fact]
    public void From_lead_to_owner() => Expect(
        "2024-04-01",
        [On(LeadReceived.Definition, "2024-01-01"), On(TestDriveTaken.Definition, "2024-01-10"), On(QuoteIssued.Definition, "2024-01-11"),
            On(OrderPlaced.Definition, "2024-01-20"), On(VehicleDelivered.Definition, "2024-03-01")],
        (Stage.Prospect, "2024-01-01"), (Stage.Lead, "2024-01-01"), (Stage.Opportunity, "2024-01-10"), (Stage.Buyer, "2024-01-20"), (Stage.Owner, "2024-03-01"));

    [Fact]
    public void A_lead_is_lost_180_days_after_the_last_sign_of_interest()
    {
        var inbound = On(InteractionLogged.Definition, "2024-02-01") with { Direction = Direction.In };
        var outbound = On(InteractionLogged.Definition, "2024-06-01") with { Direction = Direction.Out };
        Expect(
            "2024-12-31",
            [On(LeadReceived.Definition, "2024-01-01"), inbound, outbound],
            (Stage.Prospect, "2024-01-01"), (Stage.Lead, "2024-01-01"), (Stage.Lost, "2024-07-30"));
    }

    [Theory]
    [InlineData("lead_received", "Opportunity")]
    [InlineData("test_drive_taken", "Opportunity")]
    public void A_cancelled_order_of_a_new_customer_leaves_an_opportunity(string kind, string stage) => Assert.Equal(stage, StageOf(
        "2024-03-01",
        On(EventKinds.Default.Find(kind), "2024-01-01"), On(OrderPlaced.Definition, "2024-02-01"), On(OrderCancelled.Definition, "2024-02-10")));

    [Fact]
    public void A_cancelled_order_of_an_owner_restores_the_previous_stage() => Expect(
        "2024-07-01",
        [On(VehicleDelivered.Definition, "2024-01-01"), On(ServiceVisited.Definition, "2024-05-01"), On(OrderPlaced.Definition, "2024-06-01"),
            On(OrderCancelled.Definition, "2024-06-10")],
        (Stage.Prospect, "2024-01-01"), (Stage.Owner, "2024-01-01"), (Stage.Active, "2024-05-01"), (Stage.Buyer, "2024-06-01"), (Stage.Active, "2024-06-10"));

    [Fact]
    public void An_order_without_delivery_lapses_after_12_months_into_the_owners_stage_before() => Expect(
        "2025-06-01",
        [On(VehicleDelivered.Definition, "2024-01-01"), On(OrderPlaced.Definition, "2024-06-01")],
        // 13 months without visit or delivery were over before the order lapsed, and count from when the stage is restored.
        (Stage.Prospect, "2024-01-01"), (Stage.Owner, "2024-01-01"), (Stage.Buyer, "2024-06-01"), (Stage.Owner, "2025-06-01"), (Stage.AtRisk, "2025-06-01"));

    [Theory]
    [InlineData("lead_received")]
    [InlineData("quote_issued")]
    public void An_order_without_delivery_of_a_new_customer_is_lost_after_12_months(string kind) => Assert.Equal("Lost", StageOf(
        "2025-02-01", On(EventKinds.Default.Find(kind), "2024-01-01"), On(OrderPlaced.Definition, "2024-02-01")));

    [Fact]
    public void A_second_delivery_makes_a_repeat_buyer_and_a_third_anew() => Expect(
        "2024-01-02",
        [Delivery("2022-01-01"), Delivery("2023-01-01"), Delivery("2024-01-01")],
        (Stage.Prospect, "2022-01-01"), (Stage.Owner, "2022-01-01"), (Stage.RepeatBuyer, "2023-01-01"), (Stage.RepeatBuyer, "2024-01-01"));

    [Fact]
    public void Who_stays_away_is_at_risk_after_13_months_and_lapsed_after_24() => Expect(
        "2024-06-01",
        [Delivery("2021-01-31"), On(ServiceVisited.Definition, "2022-01-31")],
        (Stage.Prospect, "2021-01-31"), (Stage.Owner, "2021-01-31"), (Stage.Active, "2022-01-31"), (Stage.AtRisk, "2023-02-28"), (Stage.Lapsed, "2024-01-31"));

    [Fact]
    public void Who_comes_back_is_active_again_or_won_back()
    {
        Assert.Equal("Active", StageOf("2023-06-01", Delivery("2022-01-01"), On(ServiceVisited.Definition, "2023-05-01")));
        Assert.Equal("WonBack", StageOf("2025-06-01", Delivery("2022-01-01"), On(ServiceVisited.Definition, "2025-05-01")));
    }

    [Fact]
    public void A_customer_who_becomes_active_40_months_after_the_delivery_enters_the_repurchase_window_at_that_instant() => Expect(
        "2024-05-01",
        [Delivery("2021-01-01"), On(ServiceVisited.Definition, "2022-01-01"), On(ServiceVisited.Definition, "2024-05-01")],
        (Stage.Prospect, "2021-01-01"), (Stage.Owner, "2021-01-01"), (Stage.Active, "2022-01-01"), (Stage.AtRisk, "2023-02-01"),
        (Stage.Lapsed, "2024-01-01"), (Stage.WonBack, "2024-05-01"));

    [Fact]
    public void An_active_customer_enters_the_repurchase_window_36_months_after_the_delivery() => Expect(
        "2024-05-01",
        [Delivery("2021-01-01"), On(ServiceVisited.Definition, "2022-01-01"), On(ServiceVisited.Definition, "2023-01-01"),
            On(ServiceVisited.Definition, "2024-05-01", "late")],
        (Stage.Prospect, "2021-01-01"), (Stage.Owner, "2021-01-01"), (Stage.Active, "2022-01-01"), (Stage.RepurchaseWindow, "2024-01-01"),
        (Stage.AtRisk, "2024-02-01"), (Stage.Active, "2024-05-01"), (Stage.RepurchaseWindow, "2024-05-01"));

    [Fact]
    public void An_event_at_the_very_instant_a_transition_is_due_comes_first() =>
        Assert.Equal("Active", StageOf("2024-02-01", Delivery("2023-01-01"), On(ServiceVisited.Definition, "2024-02-01")));

    [Fact]
    public void Disposing_of_the_last_vehicle_lapses_and_of_another_does_not()
    {
        Assert.Equal("RepeatBuyer", StageOf(
            "2024-01-01", Delivery("2023-01-01"), Delivery("2023-06-01") with { Vehicle = Life.SecondCar }, Disposal("2023-07-01")));
        Assert.Equal("Lapsed", StageOf("2024-01-01", Delivery("2023-01-01"), Disposal("2023-07-01")));
    }

    [Fact]
    public void Staff_override_and_rules_go_on_from_there()
    {
        var decision = On(StageOverridden.Definition, "2024-02-01") with { Topic = "Opportunity", Note = "Met at the fair." };
        Assert.Equal("Opportunity", StageOf("2024-02-02", On(LeadReceived.Definition, "2024-01-01"), decision));
        Assert.Equal("Lost", StageOf("2024-09-01", On(LeadReceived.Definition, "2024-01-01"), decision));
        Assert.Equal("Lead", StageOf("2024-02-02", On(LeadReceived.Definition, "2024-01-01"), decision with { Topic = "Emperor" }));
    }

    [Fact]
    public void Only_what_had_occurred_counts() =>
        Assert.Equal("Lead", StageOf("2024-01-15", On(LeadReceived.Definition, "2024-01-01"), On(OrderPlaced.Definition, "2024-01-20")));

    private static CustomerEvent On(EventKind kind, string date, string? key = null) => Life.Event(kind, date, key);

    private static CustomerEvent Delivery(string date) => On(VehicleDelivered.Definition, date).Of(Life.FirstCar);

    private static CustomerEvent Disposal(string date) => On(VehicleDisposed.Definition, date).Of(Life.FirstCar);

    private static string StageOf(string asOf, params CustomerEvent[] events) =>
        Assessor.Assess(Life.History(asOf, events), Life.On(asOf)).Stage.Name;

    private static void Expect(string asOf, CustomerEvent[] events, params (Stage Stage, string Since)[] path) => Assert.Equal(
        path.Select(step => (step.Stage, Life.On(step.Since))),
        Assessor.Assess(Life.History(asOf, events), Life.On(asOf)).Path.Select(step => (step.Stage, step.Since)));
}
