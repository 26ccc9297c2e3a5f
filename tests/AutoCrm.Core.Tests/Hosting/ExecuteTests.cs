using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Value;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace AutoCrm.Tests.Hosting;

/// <summary>Units of work that lose races, assessments that are stored one at a time, and runs by a schedule.</summary>
public sealed class ExecuteTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_that_loses_its_race_is_done_again_until_all_is_stored()
    {
        await using var host = new CrmHost();
        var customer = await host.Commit(crm => crm.Identity.RegisterAsync(CrmHost.Record("dms:A", "王小明")));

        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => host.InScope(crm => crm.ExecuteAsync(
            async (session, token) =>
            {
                var found = (await session.Customers.GetByIdAsync(customer, token))!;
                found.SetPreferences([new($"writer-{writer:00}", "was here")]);
                await session.Customers.UpdateAsync(found, token);
            },
            Cancellation))));

        var read = await host.InScope(crm => crm.Customers.GetByIdAsync(customer));
        Assert.Equal(16, read!.Preferences.Count);
    }

    [Fact]
    public async Task Work_that_always_loses_gives_up_after_the_attempts_of_the_options()
    {
        await using var host = new CrmHost(crm => crm.Configure(options => options.CommitAttempts = 3));
        var attempts = 0;

        await Assert.ThrowsAsync<ConcurrencyException>(() => host.InScope(crm => crm.ExecuteAsync(
            (_, _) =>
            {
                attempts++;
                throw new ConcurrencyException("lost");
            },
            Cancellation)));

        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Todays_lead_is_in_todays_lists()
    {
        await using var host = new CrmHost();
        var customer = await host.Commit(crm => crm.Identity.RegisterAsync(CrmHost.Record("dms:A", "王小明")));
        await AppendAsync(host, new CampaignSent { Topic = "spring" }, "C");
        await host.InScope(crm => crm.Assessment.AssessAllAsync(host.Clock.GetCurrentInstant()));
        var tier = (await host.InScope(crm => crm.AssessmentQueries.ListAsync(AssessmentQuery.All))).Single().Tier;
        host.Clock.AdvanceDays(1);
        await AppendAsync(host, new LeadReceived { Topic = "web" }, "L");

        var published = await host.ListMessagesOf(() => host.InScope(crm => crm.Assessment.AssessAndStoreAsync(customer)));

        var listed = Assert.Single(await host.InScope(crm => crm.AssessmentQueries.ListAsync(AssessmentQuery.All.Where(LifecycleAssessment.StageColumn, "Lead"))));
        Assert.Equal((Stage.Lead, host.Clock.GetCurrentInstant(), tier), (listed.Stage, listed.AsOf, listed.Tier));
        Assert.Equal((Stage.Prospect, Stage.Lead), (Assert.IsType<LifecycleStageChanged>(Assert.Single(published)).From, ((LifecycleStageChanged)published[0]).To));
        Assert.Empty(await host.ListMessagesOf(() => host.InScope(crm => crm.Assessment.AssessAndStoreAsync(customer))));
        Assert.Null(await host.InScope(crm => crm.Assessment.AssessAndStoreAsync(Life.Customer)));
    }

    [Fact]
    public async Task A_run_by_a_schedule_resolves_and_assesses()
    {
        using var host = CreateHost("* * * * * *");
        await RegisterAsync(host.Services);

        await host.StartAsync(Cancellation);
        var assessments = host.Services.GetRequiredService<IAssessmentStore>();
        for (var wait = 0; wait < 200 && await assessments.FindLatestRunAsync(Cancellation) is null; wait++)
        {
            await Task.Delay(50, Cancellation);
        }

        await host.StopAsync(Cancellation);
        Assert.Equal(1, (await assessments.FindLatestRunAsync(Cancellation))!.Customers);
    }

    [Theory]
    [InlineData("at night", "UTC", "'at night' is not a Cron expression")]
    [InlineData("0 3 * * *", "Mars/Olympus", "'Mars/Olympus' is not a time zone")]
    public async Task A_schedule_that_cannot_be_followed_is_refused_when_the_host_starts(string cron, string zone, string message)
    {
        using var host = CreateHost(cron, zone);

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3, "RfmWindowMonths")]
    [InlineData(36, 51, "EstablishedAfterYears")]
    public async Task Spans_out_of_range_are_refused_when_the_host_starts(int months, int years, string member)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddAutoCrm(crm => crm.ConfigureValue(value =>
        {
            value.RfmWindowMonths = months;
            value.EstablishedAfterYears = years;
        }));
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Contains($"ValueOptions.{member} is out of range", refused.Message, StringComparison.Ordinal);
    }

    private static Task AppendAsync(CrmHost host, CustomerEvent customerEvent, string key) => host.Commit(crm => crm.Timeline.AppendAsync(
    [
        customerEvent with
        {
            Source = new("dms", key), Record = new("dms", "A"), OccurredAt = host.Clock.GetCurrentInstant(), RecordedAt = host.Clock.GetCurrentInstant(),
        },
    ]));

    private static IHost CreateHost(string cron, string zone = "UTC")
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddAutoCrm().AddAutoCrmNightlyRun(options =>
        {
            options.Cron = cron;
            options.TimeZone = zone;
        });
        return builder.Build();
    }

    private static async Task RegisterAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
        await crm.Identity.RegisterAsync(CrmHost.Record("dms:A", "王小明") with { RecordedAt = SystemClock.Instance.GetCurrentInstant() }, Cancellation);
        await crm.CommitAsync(Cancellation);
    }
}
