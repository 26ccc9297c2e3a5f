using AutoCrm.Assessment;
using AutoCrm.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="IAssessmentQueries"/> promises.</summary>
public abstract class AssessmentQueriesConformance : StoreConformance
{
    private IAssessmentQueries Queries => Services.GetRequiredService<IAssessmentQueries>();

    [Fact]
    public async Task Customers_are_found_by_stage_and_tier_those_of_the_highest_value_first()
    {
        await SaveAsync();

        Assert.Equal([5, 2, 1, 4, 3], await FindAsync(new AssessmentQuery()));
        Assert.Equal([2, 1, 4], await FindAsync(new AssessmentQuery(Stage.Active)));
        Assert.Equal([2, 1], await FindAsync(new AssessmentQuery(Stage.Active, "A")));
        Assert.Equal([5, 2, 1], await FindAsync(new AssessmentQuery(Tier: "A")));
        Assert.Equal([5, 2], await FindAsync(new AssessmentQuery(Limit: 2)));
        Assert.Empty(await FindAsync(new AssessmentQuery(Stage.Lost)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_below_one_is_refused(int limit) => Assert.Throws<ArgumentOutOfRangeException>(() => new AssessmentQuery(Limit: limit));

    [Fact]
    public async Task Only_the_latest_snapshot_counts()
    {
        await SaveAsync();
        await Store.SaveAsync([Sample.Snapshot(Sample.Assessment(2, Stage.Lapsed, "D", -3m, asOf: 300))], (_, _) => [], Cancellation);

        Assert.Equal([1, 4], await FindAsync(new AssessmentQuery(Stage.Active)));
        Assert.Equal([2], await FindAsync(new AssessmentQuery(Stage.Lapsed)));
    }

    [Fact]
    public async Task Customers_are_counted_by_stage_and_tier()
    {
        await SaveAsync();

        var counts = await Queries.CountAsync(Cancellation);

        Assert.Equal(
            [
                new StageTierCount(Stage.Active, null, 1), new StageTierCount(Stage.Active, "A", 2), new StageTierCount(Stage.Lead, "D", 1),
                new StageTierCount(Stage.RepeatBuyer, "A", 1),
            ],
            counts.OrderBy(count => count.Stage.Name, StringComparer.Ordinal).ThenBy(count => count.Tier, StringComparer.Ordinal));
    }

    private ISnapshotStore<CustomerAssessment> Store => Services.GetRequiredService<ISnapshotStore<CustomerAssessment>>();

    private Task<int> SaveAsync() => Store.SaveAsync(
        [
            Sample.Snapshot(Sample.Assessment(1, Stage.Active, "A", 99.5m)),
            Sample.Snapshot(Sample.Assessment(2, Stage.Active, "A", 1000m)),
            Sample.Snapshot(Sample.Assessment(3, Stage.Lead, "D", -12.34m)),
            Sample.Snapshot(Sample.Assessment(4, Stage.Active, null, 0m)),
            Sample.Snapshot(Sample.Assessment(5, Stage.RepeatBuyer, "A", 1000.01m)),
        ],
        (_, _) => [],
        Cancellation);

    private async Task<IEnumerable<int>> FindAsync(AssessmentQuery query)
    {
        var found = await Queries.ListAsync(query, Cancellation);
        return found.Select(assessment => Enumerable.Range(1, 5).Single(number => Sample.CustomerId(number) == assessment.Customer));
    }
}
