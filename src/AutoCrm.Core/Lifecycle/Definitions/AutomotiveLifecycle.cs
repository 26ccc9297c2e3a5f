using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>The lifecycle definition for car customers, version 1.</summary>
internal static class AutomotiveLifecycle
{
    private static readonly Stage[] OwnerStages =
        [Stage.Owner, Stage.RepeatBuyer, Stage.Active, Stage.AtRisk, Stage.RepurchaseWindow, Stage.WonBack];

    private static readonly EventPattern[] Care = [ServiceVisited.Definition, VehicleDelivered.Definition];

    public static LifecycleDefinition Definition { get; } = LifecycleDefinition.Define("Automotive", 1)
        .Stages(
            new(Stage.Prospect, retention: 0m), new(Stage.Lead, 0m), new(Stage.Opportunity, 0m), new(Stage.Buyer, 0.75m), new(Stage.Owner, 0.75m),
            new(Stage.Active, 0.80m), new(Stage.AtRisk, 0.40m), new(Stage.Lapsed, 0.10m), new(Stage.RepurchaseWindow, 0.70m),
            new(Stage.RepeatBuyer, 0.85m), new(Stage.Lost, 0m), new(Stage.WonBack, 0.60m))
        .On(LeadReceived.Definition).From(Stage.Prospect, Stage.Lost, Stage.Lapsed).To(Stage.Lead)
        .On(TestDriveTaken.Definition).From(Stage.Prospect, Stage.Lead, Stage.Lost, Stage.Lapsed).To(Stage.Opportunity)
        .On(QuoteIssued.Definition).From(Stage.Prospect, Stage.Lead, Stage.Lost, Stage.Lapsed).To(Stage.Opportunity)
        .On(OrderPlaced.Definition).FromAnyBut(Stage.Buyer).To(Stage.Buyer)
        .On(OrderCancelled.Definition).From(Stage.Buyer).ToPreviousStage(Substitute(Stage.Opportunity, Stage.Prospect, Stage.Lead, Stage.Lost))
        .On(VehicleDelivered.Definition).FromAny().When(Guard.FirstDelivery).To(Stage.Owner)
        .On(VehicleDelivered.Definition).FromAny().When(Guard.LaterDelivery).To(Stage.RepeatBuyer)
        .On(ServiceVisited.Definition).From(Stage.Owner, Stage.RepeatBuyer, Stage.AtRisk, Stage.WonBack).To(Stage.Active)
        .On(ServiceVisited.Definition).From(Stage.Lapsed).To(Stage.WonBack)
        .On(VehicleDisposed.Definition).From(OwnerStages).When(Guard.NoVehicleLeft).To(Stage.Lapsed)
        .After(Period.FromDays(180))
            .Without(
                LeadReceived.Definition, TestDriveTaken.Definition, QuoteIssued.Definition, OrderPlaced.Definition,
                new EventPattern(InteractionLogged.Definition, Direction.In))
            .From(Stage.Lead, Stage.Opportunity).To(Stage.Lost)
        .After(Period.FromMonths(12)).Without(OrderPlaced.Definition).From(Stage.Buyer)
            .ToPreviousStage(Substitute(Stage.Lost, Stage.Prospect, Stage.Lead, Stage.Opportunity, Stage.Lapsed))
        .After(Period.FromMonths(13)).Without(Care)
            .From(Stage.Owner, Stage.RepeatBuyer, Stage.Active, Stage.RepurchaseWindow, Stage.WonBack).To(Stage.AtRisk)
        .After(Period.FromMonths(24)).Without(Care).From(Stage.AtRisk).To(Stage.Lapsed)
        .After(Period.FromMonths(36)).Without(VehicleDelivered.Definition).From(Stage.Active).To(Stage.RepurchaseWindow)
        .OnEntry(Stage.AtRisk, "remind-of-service")
        .OnEntry(Stage.Lapsed, "win-back")
        .OnEntry(Stage.RepurchaseWindow, "offer-replacement")
        .BuildUnchecked();

    private static Dictionary<Stage, Stage> Substitute(Stage substitute, params Stage[] stages) =>
        stages.ToDictionary(stage => stage, _ => substitute);
}
