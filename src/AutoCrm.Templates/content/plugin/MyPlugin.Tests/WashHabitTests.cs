using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MyPlugin.Tests;

public sealed class WashHabitTests
{
    private static readonly Instant March = Instant.FromUtc(2026, 3, 1, 10, 0);

    [Theory]
    [InlineData(30, 3)]
    [InlineData(95, 1)]
    public async Task Washes_of_the_last_90_days_count(int daysLater, int expected)
    {
        await using var services = new ServiceCollection().AddAutoCrm(crm => crm.AddPlugin<CarWashPlugin>()).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
        var record = new SourceRef("wash", "card-1");
        await crm.Identity.RegisterAsync(new SourceRecord
        {
            Source = record, Kind = CustomerKind.Person, Name = CustomerName.From("Ada Lovelace", null, null), RecordedAt = March,
        }, TestContext.Current.CancellationToken);
        await crm.Timeline.AppendAsync([.. new[] { 0, 3, 9 }.Select(day => new CarWashed
        {
            Source = new("wash", $"wash-{day}"), Record = record, Program = "basic",
            OccurredAt = March + Duration.FromDays(day), RecordedAt = March + Duration.FromDays(day),
        })], TestContext.Current.CancellationToken);
        await crm.CommitAsync(TestContext.Current.CancellationToken);

        await crm.Assessment.AssessAllAsync(March + Duration.FromDays(daysLater), cancellationToken: TestContext.Current.CancellationToken);

        var found = Assert.Single(await crm.AssessmentQueries.ListAsync(
            AssessmentQuery.All.Where(WashHabit.WashesColumn, Comparison.GreaterOrEqual, 1), TestContext.Current.CancellationToken));
        Assert.Equal(expected, found.Get(WashHabit.Definition).Washes);
    }
}
