using AutoCrm.Hosting;
using AutoCrm.Lifecycle;
using AutoCrm.Timeline;
using AutoCrm.Value;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Tests.Lifecycle;

public sealed class LifecycleContributionTests
{
    private static readonly Stage Guest = new("CoffeeGuest");
    private static readonly Stage Racer = new("TrackRacer");

    [Fact]
    public void Two_plugins_with_stages_live_in_one_host()
    {
        using var provider = Provider(crm => crm.AddPlugin<Coffee>().AddPlugin<Track>());
        var lifecycle = provider.GetRequiredService<LifecycleDefinition>();
        Assert.Equal(("Automotive+coffee@1.2+track@3.0", 1), (lifecycle.Name, lifecycle.Version));
        Assert.Equal([.. LifecycleDefinition.Automotive.Stages, Guest, Racer], lifecycle.Stages);

        // The rows of cars that start from any stage cover what the plug-ins add, and those of one plug-in the stages of the other.
        Assert.Equal(Guest, StageOf(lifecycle, Life.Event(ReferralMade.Definition, "2024-01-01")));
        Assert.Equal(Racer, StageOf(lifecycle, Life.Event(ReferralMade.Definition, "2024-01-01"), Life.Event(PartsSold.Definition, "2024-01-02")));
        Assert.Equal(Stage.Buyer, StageOf(lifecycle, Life.Event(ReferralMade.Definition, "2024-01-01"), Life.Event(OrderPlaced.Definition, "2024-01-02")));
        Assert.Equal(
            Stage.Owner, StageOf(lifecycle, Life.Event(PartsSold.Definition, "2024-01-01"), Life.Event(VehicleDelivered.Definition, "2024-01-02").Of(Life.FirstCar)));
        Assert.Equal(["remind-of-service", "invite-for-coffee"], lifecycle.EntryEffects[Stage.AtRisk]);
    }

    [Fact]
    public void Without_contributions_the_lifecycle_is_the_one_chosen()
    {
        using var provider = Provider(_ => { });
        Assert.Same(LifecycleDefinition.Automotive, provider.GetRequiredService<LifecycleDefinition>());
    }

    [Fact]
    public void The_host_may_contribute_too()
    {
        using var provider = Provider(crm => crm.ExtendLifecycle(lifecycle => lifecycle.OnEntry(Stage.Lost, "ask-why")).AddPlugin<Coffee>());
        var lifecycle = provider.GetRequiredService<LifecycleDefinition>();
        Assert.Equal("Automotive+host+coffee@1.2", lifecycle.Name);
        Assert.Equal(["ask-why"], lifecycle.EntryEffects[Stage.Lost]);
    }

    [Fact]
    public async Task Every_problem_names_who_contributed_it()
    {
        await using var provider = Provider(crm => crm.AddPlugin<Coffee>().AddPlugin<Clumsy>());
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var scope = provider.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<CrmSession>().MigrateAsync();
        });
        Assert.Contains("Stage CoffeeGuest is defined 2 times (contributed by coffee@1.2 and clumsy@0.1); define it once.", error.Message, StringComparison.Ordinal);
        Assert.Contains("A transition (contributed by clumsy@0.1) names the stage Nowhere, which is not defined", error.Message, StringComparison.Ordinal);
        Assert.Contains("Stage Island (contributed by clumsy@0.1) cannot be reached from Prospect", error.Message, StringComparison.Ordinal);
        Assert.Contains("(contributed by clumsy@0.1) comes after", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_of_time_names_whoever_contributed_to_it()
    {
        var problems = await Refusal(crm => crm.ExtendLifecycle(lifecycle => lifecycle
            .After(Period.FromMonths(1)).Without(ServiceVisited.Definition).From(Stage.Lapsed).To(Stage.Active)));
        var loops = problems.Split('\n').Where(line => line.Contains("Time alone leads", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(loops);
        Assert.All(loops, line => Assert.Contains("(contributed by host)", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_contribution_throws_and_effects_of_no_stage_are_told_with_the_rest()
    {
        Assert.Contains(
            "What host contributes cannot be added: The stage CoffeeGuest cannot have this yearly retention; expected a share from 0 to 1.",
            await Refusal(crm => crm.ExtendLifecycle(lifecycle => lifecycle.Stages(new StageDefinition(Guest, 1.5m)))), StringComparison.Ordinal);
        Assert.Contains(
            "The stage CoffeeGuest has effects on entry, and is not defined; add it to the stages.",
            await Refusal(crm => crm.ExtendLifecycle(lifecycle => lifecycle.OnEntry(Guest, "invite"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_from_any_stage_can_be_removed_by_their_stages()
    {
        var lifecycle = LifecycleDefinition.Define("Garage", 1)
            .Stages(Guest, Racer)
            .On(PartsSold.Definition).FromAny().To(Racer)
            .On(ServiceVisited.Definition).From(Guest).To(Racer)
            .Without(row => row.From.Contains(Racer), _ => false)
            .Build();
        Assert.Equal(ServiceVisited.Definition, Assert.Single(lifecycle.EventTransitions).Cause);
    }

    [Fact]
    public void The_value_of_a_customer_in_a_stage_of_a_plugin_goes_by_its_retention()
    {
        using var provider = Provider(crm => crm.AddPlugin<Coffee>());
        var assessor = provider.GetRequiredService<ValueAssessor>();
        var history = Life.History("2024-06-01", Life.Event(PartsSold.Definition, "2024-01-02").With(900, 300));
        Assert.Equal(100m * 0.6m / (1.1m - 0.6m), assessor.Assess(history, Guest, Life.On("2024-06-01")).Future.Amount);
        var stated = new MarginMultipleModel(new Dictionary<Stage, decimal> { [Guest] = 0.2m });
        Assert.Empty(stated.ListUnsupportedStages([Guest]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StageDefinition(Guest, 1.5m));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarginMultipleModel(new Dictionary<Stage, decimal> { [Guest] = -0.1m }));
    }

    private static async Task<string> Refusal(Action<AutoCrmBuilder> configure)
    {
        await using var provider = Provider(configure);
        await using var scope = provider.CreateAsyncScope();
        var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
        return (await Assert.ThrowsAsync<InvalidOperationException>(() => crm.MigrateAsync())).Message;
    }

    private static Stage StageOf(LifecycleDefinition lifecycle, params CustomerEvent[] events) =>
        new LifecycleAssessor(lifecycle).Assess(Life.History("2024-02-01", events), Life.On("2024-02-01")).Stage;

    private static ServiceProvider Provider(Action<AutoCrmBuilder> configure) =>
        new ServiceCollection().AddAutoCrm(configure).BuildServiceProvider(validateScopes: true);

    private sealed class Coffee : IAutoCrmPlugin
    {
        public string Name => "coffee";

        public Version Version => new(1, 2);

        public void Configure(AutoCrmBuilder builder) => builder.ExtendLifecycle(lifecycle => lifecycle
            .Stages(new StageDefinition(Guest, retention: 0.6m))
            .On(ReferralMade.Definition).From(Stage.Prospect).To(Guest)
            .OnEntry(Stage.AtRisk, "invite-for-coffee"));
    }

    private sealed class Track : IAutoCrmPlugin
    {
        public string Name => "track";

        public Version Version => new(3, 0);

        public void Configure(AutoCrmBuilder builder) => builder.ExtendLifecycle(lifecycle => lifecycle
            .Stages(new StageDefinition(Racer, retention: 0.9m))
            .On(PartsSold.Definition).FromAnyBut(Racer).To(Racer));
    }

    private sealed class Clumsy : IAutoCrmPlugin
    {
        public string Name => "clumsy";

        public Version Version => new(0, 1);

        public void Configure(AutoCrmBuilder builder) => builder.ExtendLifecycle(lifecycle => lifecycle
            .Stages(Guest, new Stage("Island"))
            .On(CampaignSent.Definition).From(Guest).To(new Stage("Nowhere"))
            .After(Period.Zero).Without(CampaignSent.Definition).From(Guest).To(Stage.Lost));
    }
}
