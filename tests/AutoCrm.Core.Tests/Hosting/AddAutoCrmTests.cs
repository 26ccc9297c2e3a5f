using AutoCrm.Assessment;
using AutoCrm.Hosting;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Testing.Conformance;
using AutoCrm.Timeline;
using AutoCrm.Value;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AutoCrm.Tests.Hosting;

public sealed class AddAutoCrmTests
{
    [Fact]
    public async Task With_nothing_else_said_a_host_starts()
    {
        using var host = Host(_ => { });
        await host.StartAsync();
        await using var scope = host.Services.CreateAsyncScope();
        Assert.NotNull(scope.ServiceProvider.GetRequiredService<CrmSession>().Profiles);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_doubled_port_is_one_clear_sentence()
    {
        using var host = Host(crm => crm.Services.AddScoped<IInbox, ForgetfulInbox>().AddScoped<IInbox, ForgetfulInbox>());
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Equal("AutoCrm cannot start: The port IInbox is registered 2 times, by ForgetfulInbox and ForgetfulInbox; keep one of them.", error.Message);
    }

    [Fact]
    public async Task A_wrong_option_is_refused_when_the_host_starts()
    {
        using var host = Host(crm => crm.Configure(options => options.BaseCurrency = "RMB"));
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains("AutoCrmOptions.BaseCurrency is not an ISO 4217 currency code", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData("auto crm")]
    public async Task A_source_of_messages_that_is_no_uri_reference_is_refused_when_the_host_starts(string source)
    {
        using var host = Host(crm => crm.Configure(options => options.MessageSource = source));
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains("AutoCrmOptions.MessageSource is not a URI reference", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_messages_of_one_type_are_refused_when_the_host_starts()
    {
        using var host = Host(crm => crm.AddMessage(new MessageDefinition<SampleHappened>("autocrm.value.tier-changed.v1")));
        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.StartAsync());
        Assert.StartsWith(
            "ValueTierChanged and SampleHappened are both named autocrm.value.tier-changed.v1; give one of them another name.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_state_the_source_of_the_host()
    {
        using var host = Host(crm => crm.Configure(options => options.MessageSource = "https://example.com/crm").AddMessage(SampleHappened.Definition));
        var messages = host.Services.GetRequiredService<MessageDefinitions>();
        Assert.Equal("https://example.com/crm", messages.Create(new SampleHappened("1", NodaTime.NodaConstants.UnixEpoch, "x")).Source);
        Assert.Contains(SampleHappened.Definition, messages.All);
        Assert.All(messages.All.Except([SampleHappened.Definition]), definition => Assert.StartsWith("autocrm.", definition.Type, StringComparison.Ordinal));
    }

    [Fact]
    public void An_adapter_takes_the_place_of_the_default()
    {
        using var host = Host(crm => crm.Services.AddSingleton<IInbox, ForgetfulInbox>());
        Assert.IsType<ForgetfulInbox>(host.Services.GetRequiredService<IInbox>());
    }

    [Fact]
    public void A_plugin_adds_a_kind_of_events_and_an_assessor()
    {
        using var host = Host(crm => crm.AddPlugin<CoffeeCorner>());
        Assert.True(host.Services.GetRequiredService<EventKinds>().TryFind("coffee_taken", out _));
        Assert.Equal("coffee.habit", host.Services.GetServices<AssessmentDefinition>().Single(definition => definition.SectionType == typeof(CoffeeHabit)).Name);
    }

    [Fact]
    public async Task Two_kinds_of_events_of_one_code_are_refused_when_the_host_starts()
    {
        using var host = Host(crm => crm.AddEventKind(CoffeeTaken.Definition).AddEventKind(new EventKind("coffee_taken", 30, () => new CoffeeTaken())));
        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.StartAsync());
        Assert.StartsWith("The event kind 'coffee_taken' is defined twice; give one of them another code.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_stores_are_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Host(crm => crm.UseStore("SQLite").UseStore("JSON files")));
        Assert.Equal("Two stores are chosen, SQLite and JSON files; keep one of them.", error.Message);
    }

    [Fact]
    public async Task A_store_half_replaced_is_refused_when_the_host_starts()
    {
        using var host = Host(crm => crm.Services.AddSingleton<IInbox, ForgetfulInbox>());
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.StartsWith("AutoCrm cannot start: The store is half replaced: IInbox are kept by an adapter and ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_without_a_retention_rate_is_refused_when_the_host_starts()
    {
        using var host = Host(crm => crm.ExtendLifecycle(
            lifecycle => lifecycle.Stages(new Stage("Fan")).On(ReferralMade.Definition).FromAny().To(new Stage("Fan"))));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Equal(
            "AutoCrm cannot start: The value model margin-multiple has no retention rate for Fan (contributed by host); state it with each stage, as in " +
            ".Stages(new StageDefinition(new Stage(\"Fan\"), retention: 0.5m)).",
            error.Message);
    }

    [Fact]
    public void A_second_call_adds_to_the_first()
    {
        var services = new ServiceCollection().AddAutoCrm(crm => crm.AddPlugin<CoffeeCorner>()).AddAutoCrm(crm => crm.AddEventKind(TeaTaken.Definition)).AddAutoCrm();
        using var provider = services.BuildServiceProvider();
        var kinds = provider.GetRequiredService<EventKinds>();
        Assert.True(kinds.TryFind("coffee_taken", out _) && kinds.TryFind("tea_taken", out _));
        Assert.Throws<InvalidOperationException>(() => services.AddAutoCrm(crm => crm.AddPlugin<CoffeeCorner>()));
    }

    [Fact]
    public void A_plugin_is_added_once()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Host(crm => crm.AddPlugin<CoffeeCorner>().AddPlugin<CoffeeCorner>()));
        Assert.Equal("The plug-in 'coffee corner' is added twice, as version 1.0 and 1.0; keep one of them.", error.Message);
    }

    [Fact]
    public async Task Adding_twice_keeps_the_kinds_and_aggregates_of_both()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAutoCrm(crm => crm.AddEventKind(CoffeeTaken.Definition).AddAggregate(SampleCase.Definition));
        builder.Services.AddAutoCrm(crm => crm.AddEventKind(SampleTasting.Definition).AddEventKind(CoffeeTaken.Definition).AddAggregate(Mug.Definition));
        using var host = builder.Build();
        await host.StartAsync();
        var kinds = host.Services.GetRequiredService<EventKinds>();
        Assert.Equal([CoffeeTaken.Definition, SampleTasting.Definition], kinds.All.Skip(EventKinds.Shipped.Count));
        var aggregates = host.Services.GetRequiredService<AggregateDefinitions>();
        Assert.Equal(
            ["customers", "households", "mugs.mug", "outlets", "sample.case", "vehicles"], aggregates.All.Select(definition => definition.Name).Order(StringComparer.Ordinal));
        Assert.Same(Mug.Definition, aggregates.Get<Mug>());
        await host.StopAsync();
    }

    [Fact]
    public void An_aggregate_named_without_a_point_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Host(crm => crm.AddAggregate(
            new AggregateDefinition<Mug, Mug>("mug", mug => mug, mug => mug))));
        Assert.StartsWith(
            "'mug' cannot name an aggregate of a plug-in; expected the name of the plug-in, a point, and that of the aggregate, such as work.case.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_whose_members_would_be_lost_is_refused_when_the_host_starts()
    {
        using var host = Host(crm => crm.AddEventKind(new EventKind("coffee_spilt", 100, () => new CoffeeSpilt("floor"))));
        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.StartAsync());
        Assert.Contains("CoffeeSpilt.Where has no init or set accessor", error.Message, StringComparison.Ordinal);
    }

    private static IHost Host(Action<AutoCrmBuilder> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAutoCrm(configure);
        return builder.Build();
    }

    private sealed class ForgetfulInbox : IInbox
    {
        public Task<bool> TryReceiveAsync(string consumer, Guid message, string? subject, CancellationToken cancellationToken = default) => Task.FromResult(true);

        public Task<int> PurgeAsync(NodaTime.Instant receivedBefore, int limit, CancellationToken cancellationToken = default) => Task.FromResult(0);
    }

    private sealed class CoffeeCorner : IAutoCrmPlugin
    {
        public string Name => "coffee corner";

        public Version Version => new(1, 0);

        public void Configure(AutoCrmBuilder builder) => builder
            .AddEventKind(CoffeeTaken.Definition).AddAssessment<CoffeeHabit, CoffeeLover>(CoffeeHabit.Definition);
    }

    private sealed record CoffeeTaken : CustomerEvent
    {
        public static EventKind Definition { get; } = new("coffee_taken", 100, () => new CoffeeTaken());

        public override EventKind Kind => Definition;
    }

    private sealed record TeaTaken : CustomerEvent
    {
        public static EventKind Definition { get; } = new("tea_taken", 101, () => new TeaTaken());

        public override EventKind Kind => Definition;
    }

    private sealed record CoffeeHabit(int Cups)
    {
        public static AssessmentDefinition<CoffeeHabit> Definition { get; } = new("coffee.habit");
    }

    private sealed class CoffeeLover : IAssessor<CoffeeHabit>
    {
        public CoffeeHabit? Assess(AssessmentContext context) => context.History.Events.OfType<CoffeeTaken>().Count() is > 0 and var cups ? new(cups) : null;
    }

    private sealed record CoffeeSpilt : CustomerEvent
    {
        public CoffeeSpilt(string where) => Where = where;

        public override EventKind Kind => new("coffee_spilt", 100, () => this);

        public string Where { get; }
    }

    private sealed class Mug : AggregateRoot
    {
        public static AggregateDefinition<Mug, Mug> Definition { get; } = new("mugs.mug", mug => mug, mug => mug);

        public override Guid Key => Guid.Empty;
    }
}
