using System.Globalization;
using System.Text;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Value;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
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
        var counts = await host.InScope(crm => crm.AssessmentQueries.CountAsync([LifecycleAssessment.StageColumn, TierAssignment.NameColumn]));
        Assert.Equal(["Active A 1", "AtRisk B 1", "Lead D 1", "Prospect D 1"], counts.Select(count => $"{string.Join(' ', count.Values)} {count.Customers}"));
        Assert.NotNull(run.ValueDistribution.EstablishedShare);
        var best = Assert.Single(await host.InScope(
            crm => crm.AssessmentQueries.ListAsync(AssessmentQuery.All.Where(TierAssignment.NameColumn, "A"))));
        Assert.Equal(await host.CustomerOf("a:1"), best.Customer);
        await Verify(Explain(best));
    }

    [Fact]
    public async Task A_second_run_writes_and_tells_nothing()
    {
        await using var host = await Base();
        await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-01-01")));
        var told = await host.ListMessagesOf(async () =>
        {
            var run = await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-01-01")));
            Assert.True(run.ChangedNothing);
        });
        Assert.Empty(told);
    }

    [Fact]
    public async Task Asked_again_as_of_the_same_instant_the_answer_is_the_same_whatever_came_since()
    {
        await using var host = await Base();
        var (customer, then) = (await host.CustomerOf("a:1"), Life.On("2024-08-01"));
        var before = await host.InScope(crm => crm.Assessment.AssessAsync(customer, then));
        await host.Commit(crm => crm.Timeline.AppendAsync([Visit("a", "later", "2024-12-01", 5_000, 2_000)]));
        var after = await host.InScope(crm => crm.Assessment.AssessAsync(customer, then));
        Assert.Equal(Text(host, before!), Text(host, after!));
        var now = await host.InScope(crm => crm.Assessment.AssessAsync(customer, Life.On("2024-12-31")));
        Assert.NotEqual(before!.Value.Past, now!.Value.Past);
    }

    [Fact]
    public async Task An_assessment_holds_until_the_first_of_its_sections_ends()
    {
        await using var host = await Base();
        await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-01-01")));
        var stored = await host.Get<IAssessmentStore>().FindAsync(await host.CustomerOf("a:1"));

        // The delivery of 2023-03-01 leaves the window of RFM before the visit leaves that of the yearly margin or the customer is at risk.
        var assessment = host.Get<AssessmentDefinitions>().Read(stored!);
        Assert.Equal(Instant.Min(Life.On("2026-03-01"), assessment.Lifecycle.Next!.DueAt), stored!.Latest.ValidUntil);
        var again = await host.InScope(crm => crm.Assessment.AssessAsync(stored.Customer, stored.Latest.ValidUntil!.Value - Duration.FromTicks(1)));
        Assert.Equal(Text(host, assessment), Text(host, again!));
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
        Assert.Null(await host.Get<IAssessmentStore>().FindAsync(other));
    }

    [Fact]
    public async Task A_section_of_a_plugin_is_assessed_of_every_customer_and_told_when_it_changes()
    {
        await using var host = new CrmHost(crm => crm
            .AddAssessment<Visits, VisitCounter>(Visits.Definition)
            .AddRankedAssessment<VisitRank, VisitsOfCustomer, VisitRanking>(VisitRank.Definition)
            .AddMessage(VisitsChanged.Definition));
        await Fill(host);
        await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2024-05-01")));
        var (customer, other) = (await host.CustomerOf("a:1"), await host.CustomerOf("b:1"));
        var told = await host.ListMessagesOf(() => host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-01-01"))));
        Assert.Equal([new VisitsChanged(customer, 1, 2, Life.On("2025-01-01"))], told.OfType<VisitsChanged>());

        var found = await host.InScope(crm => crm.AssessmentQueries.ListAsync(
            AssessmentQuery.All.Where(Visits.CountColumn, Comparison.Greater, 1).OrderByDescending(Visits.CountColumn)));
        Assert.Equal([(customer, 2, "1 of 1 in tier A")], found.Select(one => (one.Customer, one.Get(Visits.Definition).Count, one.Get(VisitRank.Definition).Text)));
        var asked = await host.InScope(crm => crm.Assessment.AssessAsync(other, Life.On("2025-01-01")));
        Assert.Null(asked!.Find(Visits.Definition));
    }

    [Fact]
    public async Task A_customer_assessed_by_another_run_meanwhile_is_assessed_again_and_told_of_once()
    {
        await using var host = await Base();
        await host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-01-01")));
        var told = await host.ListMessagesOf(() => Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => host.InScope(crm => crm.Assessment.AssessAllAsync(Life.On("2025-08-01")))))));
        Assert.Equal(
            ["Active to AtRisk", "AtRisk to Lapsed", "Lead to Lost"], told.OfType<LifecycleStageChanged>().Select(change => $"{change.From} to {change.To}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_section_is_refused_that_is_doubled_or_needs_what_is_not_there()
    {
        Assert.Contains("Two sections of assessments are named visits.count", Refusal(new("visits.count"), new("visits.count")), StringComparison.Ordinal);
        Assert.Contains("which is not registered", Refusal(new AssessmentDefinition<Visits>("visits.count").After(new AssessmentDefinition<Visits>("visits.other"))), StringComparison.Ordinal);
        var (first, second) = (new AssessmentDefinition<Visits>("visits.first"), new AssessmentDefinition<Visits>("visits.second"));
        first.After(second);
        second.After(first);
        Assert.Contains("in a circle", Refusal(first, second), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new AssessmentDefinition<Visits>("Visits"));
        Assert.Throws<ArgumentException>(() => new AssessmentDefinition<Visits>("visits.count").Column("text", visits => visits.GetType()));
        Assert.Throws<ArgumentException>(() => new CrmHost(crm => crm.AddAssessment<Visits, VisitCounter>(new("visits"))));

        static string Refusal(params AssessmentDefinition<Visits>[] definitions) =>
            Assert.Throws<ArgumentException>(() => new AssessmentDefinitions(definitions)).Message;
    }

    [Fact]
    public void A_section_that_looks_at_one_it_does_not_come_after_is_refused()
    {
        using var provider = new CrmHost(crm => crm.AddAssessment<Visits, Curious>(new("visits.curious"))).Provider;
        var error = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<CustomerAssessor>().Assess(Life.History("2025-01-01"), Life.On("2025-01-01")));
        Assert.Equal("The section visits.curious asks for value; declare it with After, so that value is assessed before.", error.Message);
    }

    [Fact]
    public void A_section_that_comes_after_a_ranked_one_must_be_ranked()
    {
        using var provider = new CrmHost(crm => crm.AddAssessment<Visits, VisitCounter>(
            new AssessmentDefinition<Visits>("visits.late").After(TierAssignment.Definition))).Provider;
        Assert.Contains("IPopulationAssessor", Assert.Throws<ArgumentException>(() => provider.GetRequiredService<CustomerAssessor>()).Message, StringComparison.Ordinal);
    }

    private static string Text(CrmHost host, CustomerAssessment assessment) =>
        Encoding.UTF8.GetString(host.Get<AssessmentDefinitions>().Write(CustomerAssessment.Create(
            host.Get<AssessmentDefinitions>(), assessment.Customer, assessment.AsOf, assessment.ValidUntil,
            AssessmentSection.Of(LifecycleAssessment.Definition, assessment.Lifecycle),
            AssessmentSection.Of(CustomerValue.Definition, assessment.Value),
            AssessmentSection.Of(RfmFigures.Definition, assessment.Rfm))).Content.Span);

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

    private static string Explain(CustomerAssessment assessment)
    {
        var (lifecycle, next) = (assessment.Lifecycle, assessment.Lifecycle.Next!);
        return string.Join('\n',
            (IEnumerable<string>)[
                $"{lifecycle.Stage} since {lifecycle.Since}: {lifecycle.Reason}",
                $"next {next.To} on {next.DueAt}: {next.Reason}",
                $"prevented by {string.Join(", ", next.PreventedBy)}",
                $"{assessment.Rfm} scores {assessment.RfmScore}",
                .. assessment.Value.Reasons.Select(reason => reason.In(CultureInfo.InvariantCulture)),
                assessment.Tier!.Reason.ToString(),
            ]);
    }

    private sealed record Visits(int Count, IReadOnlyList<Reason> Reasons)
    {
        public static AssessmentDefinition<Visits> Definition { get; } = new AssessmentDefinition<Visits>("visits.count").Changed(change =>
            change.Previous?.Count == change.Current?.Count ? [] : [new VisitsChanged(change.Customer, change.Previous?.Count, change.Current?.Count, change.AsOf)]);

        public static AssessmentColumn<int> CountColumn { get; } = Definition.Column("count", visits => visits.Count);
    }

    private sealed class VisitCounter : IAssessor<Visits>
    {
        public Visits? Assess(AssessmentContext context)
        {
            var visits = context.History.Events.Count(customerEvent => customerEvent is ServiceVisited && customerEvent.OccurredAt <= context.AsOf);
            return visits == 0 ? null : new Visits(visits, [Reason.Create("visits.counted", ("visits", visits))]);
        }
    }

    private sealed class Curious : IAssessor<Visits>
    {
        public Visits? Assess(AssessmentContext context) => context.Find(CustomerValue.Definition) is null ? null : new Visits(0, []);
    }

    private sealed record VisitsChanged(Id<Customer> Customer, int? From, int? To, Instant OccurredAt) : IDomainEvent
    {
        public static MessageDefinition<VisitsChanged> Definition { get; } = new("visits.changed.v1");

        public string Subject => Customer.ToString();
    }

    private sealed record VisitRank(string Text)
    {
        public static AssessmentDefinition<VisitRank> Definition { get; } =
            new AssessmentDefinition<VisitRank>("visits.rank").After(Visits.Definition, TierAssignment.Definition);
    }

    private readonly record struct VisitsOfCustomer(int Count);

    private sealed class VisitRanking : IPopulationAssessor<VisitRank, VisitsOfCustomer>
    {
        public VisitsOfCustomer Measure(AssessmentContext context) => new(context.Find(Visits.Definition)?.Count ?? 0);

        public IRanking<VisitRank, VisitsOfCustomer> Rank(IReadOnlyList<VisitsOfCustomer> population, Instant asOf) => new Ranking([.. population.Where(one => one.Count > 0)]);

        private sealed class Ranking(List<VisitsOfCustomer> visitors) : IRanking<VisitRank, VisitsOfCustomer>
        {
            public object? Summary => null;

            public VisitRank? Assign(VisitsOfCustomer measure, RankedSections earlier) => measure.Count == 0 ? null : new VisitRank(
                $"{1 + visitors.Count(other => other.Count > measure.Count)} of {visitors.Count} in tier {earlier.Find(TierAssignment.Definition)!.Tier}");
        }
    }
}
