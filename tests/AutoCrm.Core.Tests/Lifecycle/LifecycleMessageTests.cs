using AutoCrm.Assessment;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Value;

namespace AutoCrm.Tests.Lifecycle;

public sealed class LifecycleMessageTests
{
    [Fact]
    public async Task The_first_run_over_a_base_tells_of_no_customer_but_sums_itself_up()
    {
        await using var host = await Base();
        var told = await host.ListMessagesOf(() => Assess(host, "2024-02-01"));
        Assert.Equal(new BaseAssessed(Life.On("2024-02-01"), 1, 1, 0, true, Life.On("2025-01-01")), Assert.Single(told));
    }

    [Fact]
    public async Task A_host_can_ask_for_all_of_the_first_run()
    {
        await using var host = await Base();
        var told = await host.ListMessagesOf(() => host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2024-02-01"), BulkMessages.All)));
        Assert.Equal([typeof(LifecycleStageChanged), typeof(ValueTierChanged), typeof(BaseAssessed)], told.Select(message => message.GetType()));
    }

    [Fact]
    public async Task A_customer_who_comes_later_is_told_of_once_with_the_effects_of_the_stage()
    {
        await using var host = await Base();
        await Assess(host, "2024-02-01");
        await host.Import([CrmHost.Record("b:1", "李华", "13800000002")], [In("b", VehicleDelivered.Definition, "2022-06-01")]);
        await host.Resolve();
        var told = await host.ListMessagesOf(() => Assess(host, "2024-02-01"));
        var change = Assert.Single(told.OfType<LifecycleStageChanged>());
        Assert.Equal((await host.CustomerOf("b:1"), null, Stage.AtRisk), (change.Customer, change.From, change.To));
        Assert.Equal(["remind-of-service"], change.Effects);
        Assert.Equal("lifecycle.time", change.Reason.Code);
        Assert.Equal("A", Assert.Single(told.OfType<ValueTierChanged>()).To);
    }

    [Fact]
    public async Task Every_stage_passed_between_two_runs_is_told_in_order()
    {
        await using var host = await Base();
        await Assess(host, "2024-02-01");
        var told = await host.ListMessagesOf(() => Assess(host, "2028-01-01"));
        Assert.Equal(
            ["Owner to AtRisk on 2025-02-10, remind-of-service", "AtRisk to Lapsed on 2026-01-10, win-back"],
            told.OfType<LifecycleStageChanged>().Select(change => $"{change.From} to {change.To} on {change.OccurredAt:yyyy-MM-dd}, {string.Join(' ', change.Effects)}"));
        Assert.All(told.OfType<LifecycleStageChanged>(), change => Assert.Equal("lifecycle.time", change.Reason.Code));
        Assert.Empty(await host.ListMessagesOf(() => Assess(host, "2028-01-01")));
    }

    [Fact]
    public async Task A_path_revised_by_a_late_event_is_told_in_one_message()
    {
        await using var host = await Base();
        await Assess(host, "2026-06-01");
        await host.Commit(crm => crm.Timeline.AppendAsync([In("a", ServiceVisited.Definition, "2025-01-05")]));
        var told = await host.ListMessagesOf(() => Assess(host, "2026-06-01"));
        var revised = Assert.Single(told.OfType<LifecyclePathRevised>());
        Assert.Empty(told.OfType<LifecycleStageChanged>());
        Assert.Equal((Stage.Lapsed, Stage.AtRisk, "lifecycle.time"), (revised.From, revised.To, revised.Reason.Code));
        Assert.Equal("AtRisk 2025-02-10, Lapsed 2026-01-10", Describe(revised.Withdrawn));
        Assert.Equal("Active 2025-01-05, AtRisk 2026-02-05", Describe(revised.Entered));
        Assert.All(revised.Entered, entry => Assert.NotNull(entry.Reason));
        Assert.Equal(["remind-of-service"], revised.Effects);
    }

    private static string Describe(IEnumerable<StageEntry> entries) => string.Join(", ", entries.Select(entry => $"{entry.Stage} {entry.Since:yyyy-MM-dd}"));

    private static Task Assess(CrmHost host, string asOf) => host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On(asOf)));

    private static CustomerEvent In(string system, EventKind kind, string date) => Life.Event(kind, date).With(1_000, 100) with
    {
        Source = new SourceRef(system, $"{kind.Code}@{date}"), Record = new SourceRef(system, "1"), Vehicle = Life.FirstCar,
    };

    private static async Task<CrmHost> Base()
    {
        var host = new CrmHost();
        await host.Import([CrmHost.Record("a:1", "王小明", "13800000001")], [In("a", VehicleDelivered.Definition, "2024-01-10")]);
        await host.Resolve();
        return host;
    }
}
