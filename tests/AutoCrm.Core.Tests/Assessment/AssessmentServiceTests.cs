using System.Globalization;
using System.Text.Json;
using AutoCrm.Assessment;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using static AutoCrm.Tests.Snapshots;

namespace AutoCrm.Tests.Assessment;

public sealed class AssessmentServiceTests
{
    [Fact]
    public async Task The_whole_base_is_assessed_ranked_and_stored()
    {
        await using var host = await Base();
        var run = await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-01-01")));
        Assert.Equal((4, 4), (run.Customers, run.Written));
        Assert.Equal(
            ["Active A 1", "AtRisk B 1", "Lead D 1", "Prospect D 1"],
            run.Counts.Select(count => $"{count.Stage} {count.Tier} {count.Customers}").Order());
        var best = Assert.Single(await host.InScope(crm => crm.AssessmentQueries.ListAsync(new AssessmentQuery(Tier: "A"))));
        Assert.Equal(await host.CustomerOf("a:1"), best.Customer);
        await Verify(Explain(best));
    }

    [Fact]
    public async Task A_second_run_writes_and_publishes_nothing()
    {
        await using var host = await Base();
        await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-01-01")));
        var run = await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-01-01")));
        Assert.True(run.ChangedNothing);
        Assert.Equal(0, (await host.Get<IOutbox>().GetStatisticsAsync()).Pending);
    }

    [Fact]
    public async Task A_change_of_stage_or_tier_leaves_through_the_outbox_with_its_reason()
    {
        await using var host = await Base();
        await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-01-01")));
        await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-08-01")));
        var messages = (await host.Get<IOutbox>().ClaimAsync("test", 100, NodaTime.Duration.FromHours(1))).Select(claimed => claimed.Message).ToList();
        var lost = messages.Single(message => message.Type == "autocrm.lifecycle.stage-changed.v1" && message.Data.Contains("\"Lost\"", StringComparison.Ordinal));
        Assert.Equal((await host.CustomerOf("c:1")).ToString(), lost.Subject);
        Assert.Equal("lifecycle.time", JsonDocument.Parse(lost.Data).RootElement.GetProperty("reason").GetProperty("code").GetString());
        var lapsed = messages.Single(message => message.Data.Contains("\"Lapsed\"", StringComparison.Ordinal));
        Assert.Contains("win-back", lapsed.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_again_as_of_the_same_instant_the_answer_is_the_same_whatever_came_since()
    {
        await using var host = await Base();
        var (customer, then) = (await host.CustomerOf("a:1"), Life.On("2024-08-01"));
        var before = await host.InScope(crm => crm.Assessment.AssessAsync(customer, then));
        await host.Commit(crm => crm.Timeline.AppendAsync([Visit("a", "later", "2024-12-01", 5_000, 2_000)]));
        var after = await host.InScope(crm => crm.Assessment.AssessAsync(customer, then));
        Assert.Equal(SnapshotJson.Write(before), SnapshotJson.Write(after));
        var now = await host.InScope(crm => crm.Assessment.AssessAsync(customer, Life.On("2024-12-31")));
        Assert.NotEqual(before!.Value.Past, now!.Value.Past);
    }

    [Fact]
    public async Task A_late_event_is_not_seen_as_it_was_recorded_then()
    {
        await using var host = await Base();
        var customer = await host.CustomerOf("a:1");
        await host.Commit(crm => crm.Timeline.AppendAsync([Visit("a", "late", "2024-03-01", 5_000, 2_000) with { RecordedAt = Life.On("2025-02-01") }]));
        var known = await host.InScope(crm => crm.Assessment.AssessAsync(customer, Life.On("2024-08-01"), recordedBy: Life.On("2025-01-15")));
        var learned = await host.InScope(crm => crm.Assessment.AssessAsync(customer, Life.On("2024-08-01")));
        Assert.Equal(2_000, (learned!.Value.Past - known!.Value.Past).Amount);
    }

    [Fact]
    public async Task The_snapshots_of_merged_customers_are_gone()
    {
        await using var host = await Base();
        await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-01-01")));
        var (one, other) = (await host.CustomerOf("a:1"), await host.CustomerOf("b:1"));
        await host.Commit(crm => crm.Identity.MergeAsync(one, other, "chen", "Same identity card."));
        var run = await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-01-01")));
        Assert.Equal((3, 1), (run.Customers, run.Removed));
        Assert.Null(await host.Get<ISnapshotStore<CustomerAssessment>>().LatestAsync(other));
    }

    [Fact]
    public async Task A_plugins_assessor_is_asked_about_every_customer()
    {
        await using var host = new CrmHost(crm => crm.AddAssessor<VisitCounter>());
        await Fill(host);
        await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-01-01")));
        var assessment = (await host.Get<ISnapshotStore<CustomerAssessment>>().LatestAsync(await host.CustomerOf("a:1")))!.Content;
        var finding = Assert.Single(assessment.Findings);
        Assert.Equal(("visits", "regular", 2m), (finding.Assessor, finding.Outcome, finding.Figure));
        Assert.Equal("visits.counted(visits=2)", finding.Reasons[0].ToString());
    }

    [Fact]
    public void Two_assessors_of_one_name_are_refused() => Assert.Throws<ArgumentException>(() =>
        new CrmHost(crm => crm.AddAssessor<VisitCounter>().AddAssessor<OtherVisitCounter>()).Get<CustomerAssessor>());

    private static async Task<CrmHost> Base()
    {
        var host = new CrmHost();
        await Fill(host);
        return host;
    }

    private static async Task Fill(CrmHost host)
    {
        await host.Import(
            [
                CrmHost.Record("a:1", "王小明", "13800000001", "2020-01-01"), CrmHost.Record("b:1", "李华", "13800000002", "2021-01-01"),
                CrmHost.Record("c:1", "Zhang Wei", "13800000003", "2024-12-01"), CrmHost.Record("d:1", "Chen Jie", "13800000004", "2024-12-01"),
            ],
            [
                In("a", Life.Event(VehicleDelivered.Definition, "2023-03-01").With(200_000, 12_000)), Visit("a", "E2", "2024-02-01", 2_000, 800),
                Visit("a", "E3", "2024-07-01", 1_000, 400), In("b", Life.Event(VehicleDelivered.Definition, "2023-07-01").With(90_000, 2_500)),
                In("c", Life.Event(LeadReceived.Definition, "2024-12-01")),
            ]);
        await host.Resolve();
    }

    private static CustomerEvent Visit(string system, string key, string date, decimal amount, decimal margin) =>
        In(system, Life.Event(ServiceVisited.Definition, date, key).With(amount, margin));

    private static CustomerEvent In(string system, CustomerEvent customerEvent) =>
        customerEvent with { Source = new SourceRef(system, customerEvent.Source.Key), Record = new SourceRef(system, "1") };

    private static string Explain(CustomerAssessment assessment) => string.Join('\n',
        (IEnumerable<string>)[
            $"{assessment.Stage} since {assessment.StageSince}: {assessment.StageReason}",
            $"next {assessment.Next!.To} on {assessment.Next.DueAt}: {assessment.Next.Reason}",
            $"prevented by {string.Join(", ", assessment.Next.PreventedBy)}",
            $"{assessment.Figures} scores {assessment.Rfm}",
            .. assessment.Value.Reasons.Select(reason => reason.In(CultureInfo.InvariantCulture)),
            assessment.Tier!.Reason.ToString(),
        ]);

    private class VisitCounter : IAssessor
    {
        public virtual string Name => "visits";

        public Finding? Assess(AssessmentBasis basis)
        {
            var visits = basis.History.Events.Count(customerEvent => customerEvent is ServiceVisited);
            return visits == 0 ? null : new Finding(Name, visits > 1 ? "regular" : "occasional", visits, [Reason.Create("visits.counted", ("visits", visits))]);
        }
    }

    private sealed class OtherVisitCounter : VisitCounter;
}
