using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Value;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="IAssessmentQueries"/> promises.</summary>
public abstract class AssessmentQueriesConformance : StoreConformance
{
    private static readonly AssessmentQuery BestFirst = AssessmentQuery.All.OrderByDescending(CustomerValue.TotalColumn);

    private IAssessmentQueries Queries => Services.GetRequiredService<IAssessmentQueries>();

    private IAssessmentStore Store => Services.GetRequiredService<IAssessmentStore>();

    private AssessmentDefinitions Definitions => Services.GetRequiredService<AssessmentDefinitions>();

    [Fact]
    public async Task Customers_are_found_by_stage_and_tier_those_of_the_highest_value_first()
    {
        await SaveAsync();
        var active = BestFirst.Where(LifecycleAssessment.StageColumn, "Active");

        Assert.Equal([5, 2, 1, 4, 3], await FindAsync(BestFirst));
        Assert.Equal([2, 1, 4], await FindAsync(active));
        Assert.Equal([2, 1], await FindAsync(active.Where(TierAssignment.NameColumn, "A")));
        Assert.Equal([5, 2, 1], await FindAsync(BestFirst.Where(TierAssignment.NameColumn, "A")));
        Assert.Equal([5, 2], await FindAsync(BestFirst.Take(2)));
        Assert.Equal([1, 2], await FindAsync(AssessmentQuery.All.Take(2)));
        Assert.Empty(await FindAsync(BestFirst.Where(LifecycleAssessment.StageColumn, "Lost")));
    }

    [Fact]
    public async Task Pages_go_on_where_they_ended_whatever_comes_before_meanwhile()
    {
        await SaveAsync();
        var active = BestFirst.Where(LifecycleAssessment.StageColumn, "Active").Take(1);
        var first = await Queries.ListAsync(active, Cancellation);
        Assert.Equal([2], first.Select(NumberOf));

        await Store.SaveAsync([Change(6, Stage.Active, "A", 5000m)], Cancellation);

        Assert.Equal([1], (await Queries.ListAsync(active.After(first.Next), Cancellation)).Select(NumberOf));
        Assert.Equal([6, 2, 1, 4], await ReadPagesAsync(active));
        Assert.Equal([1, 2, 4, 6], await ReadPagesAsync(AssessmentQuery.All.Where(LifecycleAssessment.StageColumn, "Active").Take(3)));
        Assert.Throws<ArgumentException>(() => AssessmentQuery.All.After(first.Next));
        Assert.Throws<ArgumentException>(() => active.After("nonsense"));
        Assert.Throws<ArgumentException>(() => AssessmentQuery.All.After(PageToken.Write("assessments by id", "=7", Sample.CustomerId(1).ToString())));
    }

    [Fact]
    public async Task Values_of_the_same_size_are_paged_by_id()
    {
        await Store.SaveAsync([.. Enumerable.Range(1, 6).Select(number => Change(number, Stage.Active, "A", number < 5 ? 7m : 3m))], Cancellation);

        Assert.Equal([1, 2, 3, 4, 5, 6], await ReadPagesAsync(BestFirst.Take(2)));
        Assert.Equal([5, 6, 1, 2, 3, 4], await ReadPagesAsync(AssessmentQuery.All.OrderBy(CustomerValue.TotalColumn).Take(4)));
    }

    [Fact]
    public async Task Who_comes_into_a_stage_before_an_instant_is_found()
    {
        await SaveAsync();
        var atRisk = AssessmentQuery.All.Where(LifecycleAssessment.NextColumn, "AtRisk");

        Assert.Equal([1, 2, 3, 4, 5], await FindAsync(atRisk.Where(LifecycleAssessment.DueColumn, Comparison.LessOrEqual, Sample.Day(400))));
        Assert.Empty(await FindAsync(atRisk.Where(LifecycleAssessment.DueColumn, Comparison.Less, Sample.Day(400))));
    }

    [Fact]
    public async Task The_customers_of_an_outlet_are_found()
    {
        await Store.SaveAsync(
            [
                .. Enumerable.Range(1, 3).Select(number => Sample.Change(Definitions, CustomerAssessment.Create(
                    Definitions,
                    Sample.CustomerId(number),
                    Sample.Day(200),
                    null,
                    AssessmentSection.Of(
                        LatestVisit.Definition, new LatestVisit(new OutletCode(number == 2 ? "S-1" : "D-1"), Sample.Day(number), Reason.Create("visit.latest")))))),
            ],
            Cancellation);

        Assert.Equal([3, 1], await FindAsync(AssessmentQuery.All.Where(LatestVisit.OutletColumn, new OutletCode("D-1")).OrderByDescending(LatestVisit.AtColumn)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_below_one_is_refused(int limit) => Assert.Throws<ArgumentOutOfRangeException>(() => AssessmentQuery.All.Take(limit));

    [Fact]
    public async Task Only_the_latest_assessment_counts()
    {
        await SaveAsync();
        await Store.SaveAsync([Sample.Change(Definitions, Sample.Assessment(Definitions, 2, Stage.Lapsed, "D", -3m, asOf: 300), 1)], Cancellation);

        Assert.Equal([1, 4], await FindAsync(BestFirst.Where(LifecycleAssessment.StageColumn, "Active")));
        Assert.Equal([2], await FindAsync(BestFirst.Where(LifecycleAssessment.StageColumn, "Lapsed")));
    }

    [Fact]
    public async Task Customers_are_counted_by_any_columns_missing_values_last()
    {
        await SaveAsync();

        var counts = await Queries.CountAsync([LifecycleAssessment.StageColumn, TierAssignment.NameColumn], Cancellation);

        Assert.Equal(
            ["Active A 2", "Active  1", "Lead D 1", "RepeatBuyer A 1"], counts.Select(count => $"{count.Values[0]} {count.Values[1]} {count.Customers}"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Queries.CountAsync([], Cancellation));
    }

    [Fact]
    public async Task Columns_of_every_type_compare_as_their_values_do()
    {
        await SaveMoodsAsync();

        await OrdersAsync(SampleMood.WordColumn, [2, 1, 3, 4]);
        await OrdersAsync(SampleMood.LevelColumn, [2, 1, 3, 4]);
        await OrdersAsync(SampleMood.AtColumn, [2, 1, 3, 4]);
        await OrdersAsync(SampleMood.OnColumn, [2, 1, 3, 4]);
        await OrdersAsync(SampleMood.WithColumn, [1, 2, 3, 4]);
        await OrdersAsync(SampleMood.ScoreColumn, [2, 1, 3, 4]);
        await ComparesAsync(SampleMood.WordColumn, "b");
        await ComparesAsync(SampleMood.LevelColumn, 0);
        await ComparesAsync(SampleMood.AtColumn, Sample.Day(1));
        await ComparesAsync(SampleMood.OnColumn, new LocalDate(2024, 2, 29));
        await ComparesAsync(SampleMood.ScoreColumn, 1.50m);
        Assert.Equal([1, 3], await FindAsync(AssessmentQuery.All.Where(SampleMood.IsGoodColumn, true)));
        Assert.Equal([2, 4], await FindAsync(AssessmentQuery.All.Where(SampleMood.IsGoodColumn, Comparison.NotEqual, true)));
        Assert.Equal([1], await FindAsync(AssessmentQuery.All.Where(SampleMood.WithColumn, Sample.CustomerId(1))));
    }

    [Fact]
    public async Task A_missing_value_equals_none_and_is_neither_less_nor_greater()
    {
        await SaveMoodsAsync();

        Assert.Equal([4], await FindAsync(AssessmentQuery.All.Where(SampleMood.LevelColumn, (int?)null)));
        Assert.Equal([1, 2, 3], await FindAsync(AssessmentQuery.All.Where(SampleMood.LevelColumn, Comparison.NotEqual, null)));
        Assert.Throws<ArgumentException>(() => AssessmentQuery.All.Where(SampleMood.LevelColumn, Comparison.Less, null));
    }

    [Fact]
    public async Task Values_are_counted_as_they_were_declared()
    {
        await SaveMoodsAsync();
        AssessmentColumn[] columns =
        [
            SampleMood.WordColumn, SampleMood.LevelColumn, SampleMood.AtColumn, SampleMood.OnColumn, SampleMood.WithColumn, SampleMood.IsGoodColumn,
            SampleMood.ScoreColumn,
        ];

        var counts = await Queries.CountAsync(columns, Cancellation);

        Assert.Equal(["a", -5L, Sample.Day(-1), new LocalDate(1999, 12, 31), Sample.CustomerId(2).Value, false, -7.25m], counts[0].Values);
        Assert.Equal(Enumerable.Repeat<object?>(null, 7), counts[^1].Values);
    }

    [Fact]
    public async Task A_column_of_a_section_that_is_not_registered_is_refused_with_what_to_do()
    {
        var unknown = new AssessmentDefinition<SampleMood>("other.mood").Column("word", mood => mood.Word);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Queries.ListAsync(AssessmentQuery.All.Where(unknown, "a"), Cancellation));
        Assert.Contains("other_mood_word", error.Message, StringComparison.Ordinal);
        Assert.Contains("AddAssessment", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Queries.CountAsync([unknown], Cancellation));
    }

    private async Task OrdersAsync(AssessmentColumn column, IEnumerable<int> ascending)
    {
        Assert.Equal(ascending, await FindAsync(AssessmentQuery.All.OrderBy(column)));
        Assert.Equal([.. ascending.Take(3).Reverse(), 4], await FindAsync(AssessmentQuery.All.OrderByDescending(column)));
        for (var limit = 1; limit <= 4; limit++)
        {
            Assert.Equal(ascending, await ReadPagesAsync(AssessmentQuery.All.OrderBy(column).Take(limit)));
            Assert.Equal([.. ascending.Take(3).Reverse(), 4], await ReadPagesAsync(AssessmentQuery.All.OrderByDescending(column).Take(limit)));
        }
    }

    private async Task<List<int>> ReadPagesAsync(AssessmentQuery query)
    {
        var all = new List<int>();
        string? next = null;
        do
        {
            var page = await Queries.ListAsync(query.After(next), Cancellation);
            Assert.True(page.Next is null || page.Count == query.Limit);
            all.AddRange(page.Select(NumberOf));
            next = page.Next;
        }
        while (next is not null);

        return all;
    }

    private static int NumberOf(CustomerAssessment assessment) => Enumerable.Range(1, 9).Single(number => Sample.CustomerId(number) == assessment.Customer);

    /// <summary>Compares with the value of the first customer, which is between those of the second and the third.</summary>
    private async Task ComparesAsync<TKey>(AssessmentColumn<TKey> column, TKey first)
    {
        Assert.Equal([1], await FindAsync(AssessmentQuery.All.Where(column, first)));
        Assert.Equal([2, 3, 4], await FindAsync(AssessmentQuery.All.Where(column, Comparison.NotEqual, first)));
        Assert.Equal([2], await FindAsync(AssessmentQuery.All.Where(column, Comparison.Less, first)));
        Assert.Equal([1, 2], await FindAsync(AssessmentQuery.All.Where(column, Comparison.LessOrEqual, first)));
        Assert.Equal([3], await FindAsync(AssessmentQuery.All.Where(column, Comparison.Greater, first)));
        Assert.Equal([1, 3], await FindAsync(AssessmentQuery.All.Where(column, Comparison.GreaterOrEqual, first)));
    }

    private async Task SaveAsync()
    {
        var saved = await Store.SaveAsync(
            [
                Change(1, Stage.Active, "A", 99.5m), Change(2, Stage.Active, "A", 1000m), Change(3, Stage.Lead, "D", -12.34m),
                Change(4, Stage.Active, null, 0m), Change(5, Stage.RepeatBuyer, "A", 1000.01m),
            ],
            Cancellation);
        Assert.DoesNotContain(false, saved);
    }

    private AssessmentChange Change(int number, Stage stage, string? tier, decimal value) =>
        Sample.Change(Definitions, Sample.Assessment(Definitions, number, stage, tier, value));

    private async Task SaveMoodsAsync()
    {
        SampleMood[] moods =
        [
            new("b", 0, Sample.Day(1), new LocalDate(2024, 2, 29), Sample.CustomerId(1), true, 1.5m),
            new("a", -5, Sample.Day(-1), new LocalDate(1999, 12, 31), Sample.CustomerId(2), false, -7.25m),
            new("客", 12, Sample.Day(30), new LocalDate(2024, 10, 1), Sample.CustomerId(3), true, 1000m),
            new(null, null, null, null, null, null, null),
        ];
        await Store.SaveAsync(
            [
                .. moods.Select((mood, i) => Sample.Change(Definitions, CustomerAssessment.Create(
                    Definitions, Sample.CustomerId(i + 1), Sample.Day(200), null, AssessmentSection.Of(SampleMood.Definition, mood)))),
            ],
            Cancellation);
    }

    private async Task<IEnumerable<int>> FindAsync(AssessmentQuery query)
    {
        var found = await Queries.ListAsync(query, Cancellation);
        return found.Select(NumberOf);
    }
}
