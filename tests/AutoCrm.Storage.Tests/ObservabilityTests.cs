using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.SampleData;
using AutoCrm.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;
using Xunit;

namespace AutoCrm.Storage.Tests;

/// <summary>What a host sees of AutoCrm's work: logs, activities, measurements, health.</summary>
public sealed class ObservabilityTests : IAsyncLifetime
{
    private static readonly Instant AsOf = Instant.FromUtc(2026, 11, 1, 0, 0);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocrm-");
    private readonly CapturingLoggerProvider log = new();
    private readonly FakeClock clock = new(AsOf);
    private ServiceProvider services = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder.FullName, "crm.db");

    public ValueTask InitializeAsync()
    {
        services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddSingleton<IClock>(clock)
            .AddAutoCrm(crm => crm.UseSqlite($"Data Source={File}").AddCsv())
            .AddHealthChecks().AddAutoCrmHealthChecks().Services
            .BuildServiceProvider();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Everything_is_logged_and_nothing_of_it_is_about_a_person()
    {
        var records = await RunAllAsync();

        var texts = log.Entries.Select(entry => entry.Text).ToList();
        Assert.Contains(texts, text => text.StartsWith("Imported customers of ", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("Resolved ", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("Assessed ", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("A step of the store's schema was carried out: create the table of customers", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("The store was brought to this version", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("Exported what is held about a person", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("The erasure of a person", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("A unit of work lost a race", StringComparison.Ordinal));
        Assert.All(log.Entries.Where(entry => entry.Level > LogLevel.Trace), entry => Assert.StartsWith("AutoCrm.", entry.Category, StringComparison.Ordinal));

        var all = string.Join('\n', texts);
        var personal = records.SelectMany(record => new[] { record.Source.Key, record.Name?.FullName, record.Email?.Value, record.Address?.Street }
            .Concat(record.Phones.Select(phone => phone.Value))).OfType<string>().Where(text => text.Length > 3).Distinct().ToList();
        Assert.True(personal.Count > 500);
        Assert.DoesNotContain(personal, text => all.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_work_is_an_activity_with_tags_and_is_measured()
    {
        var activities = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AutoCrmTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activities.Add,
        };
        ActivitySource.AddActivityListener(listener);
        var measured = new ConcurrentDictionary<string, double>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == AutoCrmTelemetry.MeterName)
            {
                self.EnableMeasurementEvents(instrument);
            }
        } };
        meters.SetMeasurementEventCallback<long>((instrument, value, _, _) => measured.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        meters.SetMeasurementEventCallback<double>((instrument, value, _, _) => measured.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        meters.Start();

        await RunAllAsync();

        string[] expected =
        [
            AutoCrmTelemetry.Activities.Import, AutoCrmTelemetry.Activities.Resolve, AutoCrmTelemetry.Activities.Assess, AutoCrmTelemetry.Activities.AssessOne,
            AutoCrmTelemetry.Activities.Commit, AutoCrmTelemetry.Activities.Export, AutoCrmTelemetry.Activities.Erase,
        ];
        Assert.Empty(expected.Except(activities.Select(activity => activity.OperationName)));
        var import = activities.First(activity => activity.OperationName == AutoCrmTelemetry.Activities.Import && (long)activity.GetTagItem(AutoCrmTelemetry.Tags.Rows)! > 100);
        Assert.True((int)import.GetTagItem(AutoCrmTelemetry.Tags.Files)! > 5);
        Assert.Contains(activities, activity => (string?)activity.GetTagItem(AutoCrmTelemetry.Tags.Outcome) == "lost");
        string[] instruments =
        [
            AutoCrmTelemetry.Instruments.ImportedRows, AutoCrmTelemetry.Instruments.ImportDuration, AutoCrmTelemetry.Instruments.ResolveDuration,
            AutoCrmTelemetry.Instruments.Merges, AutoCrmTelemetry.Instruments.AssessedCustomers, AutoCrmTelemetry.Instruments.AssessDuration,
            AutoCrmTelemetry.Instruments.CommitDuration, AutoCrmTelemetry.Instruments.Erasures,
        ];
        Assert.Empty(instruments.Except(measured.Keys));
        Assert.True(measured[AutoCrmTelemetry.Instruments.ImportedRows] > 100);
    }

    [Fact]
    public async Task Health_tells_of_a_store_that_is_missing_current_waiting_and_damaged()
    {
        Assert.Equal("autocrm-outbox Unhealthy, autocrm-schema Unhealthy, autocrm-store Unhealthy", await CheckAsync());

        await InScopeAsync(crm => crm.MigrateAsync(Cancellation));
        Assert.Equal("autocrm-outbox Healthy, autocrm-schema Healthy, autocrm-store Healthy", await CheckAsync());

        await RegisterAsync(new SourceRef("web", "1"));
        Assert.Equal("autocrm-outbox Healthy, autocrm-schema Healthy, autocrm-store Healthy", await CheckAsync());
        clock.AdvanceMinutes(6);
        Assert.Equal("autocrm-outbox Degraded, autocrm-schema Healthy, autocrm-store Healthy", await CheckAsync());

        await using (var connection = new SqliteConnection($"Data Source={File}"))
        {
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Later', '99.0')";
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        Assert.Contains("autocrm-schema Unhealthy", await CheckAsync(), StringComparison.Ordinal);
    }

    private async Task<string> CheckAsync()
    {
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancellation);
        return string.Join(", ", report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key} {entry.Value.Status}"));
    }

    /// <summary>Imports, resolves, assesses, looks up, loses a race, exports and erases.</summary>
    private async Task<IReadOnlyList<SourceRecord>> RunAllAsync()
    {
        var files = Path.Combine(folder.FullName, "files");
        DealerGroup.Write(files, new DealerGroupOptions { Customers = 150, AsOf = AsOf, BadRows = 0.05 }, Cancellation);
        await InScopeAsync(crm => crm.MigrateAsync(Cancellation));
        await InScopeAsync(crm => crm.Import.ImportAsync(files, cancellationToken: Cancellation));
        await InScopeAsync(crm => crm.Resolution.ResolveAsync(cancellationToken: Cancellation));
        await InScopeAsync(crm => crm.Assessment.AssessAllAsync(AsOf, cancellationToken: Cancellation));
        var records = new List<SourceRecord>();
        await using (var scope = services.CreateAsyncScope())
        {
            await foreach (var (record, _) in scope.ServiceProvider.GetRequiredService<ISourceRecordStore>().StreamAsync(Cancellation))
            {
                records.Add(record);
            }
        }

        var person = await RegisterAsync(new SourceRef("web", "visitor-1"));
        await InScopeAsync(crm => crm.Assessment.AssessAndStoreAsync(person, cancellationToken: Cancellation));
        await InScopeAsync(crm => crm.ExecuteAsync(
            async (session, token) =>
            {
                var customer = (await session.Customers.GetByIdAsync(person, token))!;
                if (customer.Preferences.Count == 0)
                {
                    await InScopeAsync(async other =>
                    {
                        var same = (await other.Customers.GetByIdAsync(person, token))!;
                        same.SetPreferences([new("drink", "tea")]);
                        await other.Customers.UpdateAsync(same, token);
                        await other.CommitAsync(token);
                    });
                }

                customer.SetPreferences([new("colour", "red")]);
                await session.Customers.UpdateAsync(customer, token);
            },
            Cancellation));
        await InScopeAsync(async crm =>
        {
            await crm.Privacy.ExportAsync(person, Cancellation);
            await crm.Privacy.EraseAsync(person, "dpo", "request", Cancellation);
            await crm.CommitAsync(Cancellation);
        });
        return records;
    }

    private async Task<Id<Customers.Customer>> RegisterAsync(SourceRef source)
    {
        Id<Customers.Customer> customer = default;
        await InScopeAsync(async crm =>
        {
            customer = await crm.Identity.RegisterAsync(
                new SourceRecord { Source = source, Kind = Customers.CustomerKind.Person, Name = new("Anna Unheard-Of"), RecordedAt = clock.GetCurrentInstant() }, Cancellation);
            await crm.CommitAsync(Cancellation);
        });
        return customer;
    }

    private async Task InScopeAsync(Func<CrmSession, Task> run)
    {
        await using var scope = services.CreateAsyncScope();
        await run(scope.ServiceProvider.GetRequiredService<CrmSession>());
    }
}
