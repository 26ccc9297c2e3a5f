using System.Globalization;
using AutoCrm.Lifecycle;
using AutoCrm.Timeline;
using NodaTime;
using static AutoCrm.Tests.Snapshots;

namespace AutoCrm.Tests.Lifecycle;

public sealed class LifecycleDefinitionTests
{
    private static readonly Stage Guest = new("Guest");
    private static readonly Stage Regular = new("Regular");

    [Fact]
    public Task The_automotive_lifecycle_is_drawn() => Verify(LifecycleDefinition.Automotive.ToMermaid());

    [Fact]
    public void The_automotive_lifecycle_is_valid() =>
        Assert.Equal(LifecycleDefinition.Automotive.Stages, LifecycleDefinition.Automotive.Extend("Automotive", 1).Build().Stages);

    [Fact]
    public async Task A_path_is_explained_in_english_and_chinese()
    {
        var events = new[]
        {
            Life.Event(LeadReceived.Definition, "2020-01-05"),
            Life.Event(OrderPlaced.Definition, "2020-02-01"),
            Life.Event(VehicleDelivered.Definition, "2020-03-01").Of(Life.FirstCar),
            Life.Event(ServiceVisited.Definition, "2021-03-01").Of(Life.FirstCar),
            Life.Event(StageOverridden.Definition, "2024-01-01") with { Topic = "WonBack", Note = "Called and will come." },
        };
        var assessment = new LifecycleAssessor(LifecycleDefinition.Automotive).Assess(Life.History("2024-01-02", events), Life.On("2024-01-02"));
        await Verify(string.Join('\n', new[] { CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("zh-CN") }.SelectMany(culture =>
            assessment.Path.Select(step => $"{step.Since} {step.Stage}: {step.Reason!.In(culture)} [{string.Join(", ", step.Reason!.Evidence)}]"))));
    }

    [Fact]
    public void The_next_transition_lists_what_would_prevent_it()
    {
        var assessment = new LifecycleAssessor(LifecycleDefinition.Automotive)
            .Assess(Life.History("2024-03-02", Life.Event(VehicleDelivered.Definition, "2024-03-01")), Life.On("2024-03-02"));
        Assert.Equal(Stage.AtRisk, assessment.Next!.To);
        Assert.Equal(Life.On("2025-04-01"), assessment.Next.DueAt);
        Assert.Equal(["service_visited", "vehicle_delivered", "order_placed", "vehicle_disposed"], assessment.Next.PreventedBy);
    }

    [Fact]
    public void A_host_extends_the_definition_with_stages_and_rows_of_its_own()
    {
        var ambassador = new Stage("Ambassador");
        var definition = LifecycleDefinition.Automotive.Extend("Automotive with ambassadors", 1)
            .Stages(ambassador)
            .On(ReferralMade.Definition).From(Stage.Active, Stage.Owner).To(ambassador)
            .After(Period.FromMonths(13)).Without(ServiceVisited.Definition, VehicleDelivered.Definition).From(ambassador).To(Stage.AtRisk)
            .Build();
        var history = Life.History("2024-06-01", Life.Event(VehicleDelivered.Definition, "2024-03-01"), Life.Event(ReferralMade.Definition, "2024-05-01"));
        Assert.Equal(ambassador, new LifecycleAssessor(definition).Assess(history, Life.On("2024-06-01")).Stage);
    }

    [Fact]
    public async Task Everything_wrong_is_listed_at_once()
    {
        var error = Assert.Throws<LifecycleDefinitionException>(() => LifecycleDefinition.Define("Broken", 1)
            .Stages(Guest, Regular, new Stage("Island"))
            .On(ServiceVisited.Definition).From(Guest).To(Regular)
            .On(ServiceVisited.Definition).From(Guest).To(new Stage("Nowhere"))
            .After(Period.FromDays(30)).Without(ServiceVisited.Definition).From(Guest).To(Regular)
            .After(Period.FromDays(30)).Without(ServiceVisited.Definition).From(Regular).To(Guest)
            .After(Period.Zero).Without(ServiceVisited.Definition).From(Regular).To(Guest)
            .Build());
        await Verify(error.Message);
    }

    [Fact]
    public void Guards_distinguish_two_transitions_of_one_cause()
    {
        var definition = LifecycleDefinition.Define("Garage", 1)
            .Stages(Guest, Regular)
            .On(VehicleDelivered.Definition).From(Guest).When(Guard.FirstDelivery).To(Guest)
            .On(VehicleDelivered.Definition).From(Guest).When(Guard.LaterDelivery).To(Regular)
            .Build();
        var history = Life.History("2024-06-01", Life.Event(VehicleDelivered.Definition, "2024-03-01"), Life.Event(VehicleDelivered.Definition, "2024-04-01"));
        Assert.Equal(Regular, new LifecycleAssessor(definition).Assess(history, Life.On("2024-06-01")).Stage);
    }
}
