using System.Globalization;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.PostgreSql.Tests.Work;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>
/// The server is killed at random moments, started again, and the work repeated by another host. <c>AUTOCRM_KILLS</c> says how often, 6 times by default;
/// <c>AUTOCRM_KILL_SEED</c> which moments.
/// </summary>
public sealed class KilledServerTests
{
    private const int People = 40;

    private const string Desk = "desk";

    private static readonly string[] Steps = ["import", "resolve", "assess", "units of work"];

    private static readonly int Kills = Read("AUTOCRM_KILLS", 6);

    private static readonly int Seed = Read("AUTOCRM_KILL_SEED", 20261124);

    [Fact]
    public async Task Nothing_is_lost_or_doubled_whenever_the_server_is_killed()
    {
        await using var server = await PostgresServer.StartOwnAsync(durable: true);
        using var sample = new SampleFolder(customers: 40);
        await using var template = await server.CreateDatabaseAsync();
        await using (var host = SampleHost.Open(template.ConnectionString))
        {
            await StoreUses.RunAsync(host, "migrate");
        }

        var (expected, customers, takes) = await UndisturbedAsync(server, template.Name, sample);
        var random = new Random(Seed);
        var interrupted = Steps.ToDictionary(step => step, _ => 0);
        for (var (kills, most) = (0, Kills * 3); kills < Kills && most > 0; most--)
        {
            var step = Steps[kills % Steps.Length];
            var database = await server.CreateDatabaseAsync(template.Name);
            await using (var killed = SampleHost.Open(database.ConnectionString))
            {
                var progress = new Progress();
                var work = Task.Run(() => WorkAsync(killed, sample, progress));
                await progress.Begun(step);
                await Task.Delay(takes[step] * random.NextDouble());
                await server.KillAsync();
                if (await IsInterruptedAsync(work))
                {
                    interrupted[progress.Step]++;
                    kills++;
                }
            }

            await server.StartAsync();
            await using var again = SampleHost.Open(database.ConnectionString);
            await WorkAsync(again, sample, new Progress());
            expected.AssertEqual(await StoreContents.ReadAsync(again, SampleHost.Now, except: Desk), withMessages: false);
            Assert.Equal(customers, await ListPeopleAsync(database));
            await database.DisposeAsync();
        }

        Assert.Equal(Kills, interrupted.Values.Sum());
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Seed {Seed}: killed {Kills} times, {string.Join(", ", interrupted.Select(part => $"{part.Value} in {part.Key}"))}.");
    }

    private static int Read(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    private static async Task<(StoreContents Contents, string People, Dictionary<string, TimeSpan> Takes)> UndisturbedAsync(PostgresServer server, string template, SampleFolder sample)
    {
        // The first host compiles the code that the later ones run, so that the time of the second says how long work takes.
        await using var first = await server.CreateDatabaseAsync(template);
        await using (var host = SampleHost.Open(first.ConnectionString))
        {
            await WorkAsync(host, sample, new Progress());
        }

        await using var database = await server.CreateDatabaseAsync(template);
        await using var second = SampleHost.Open(database.ConnectionString);
        var progress = new Progress();
        await WorkAsync(second, sample, progress);
        return (await StoreContents.ReadAsync(second, SampleHost.Now, except: Desk), await ListPeopleAsync(database), progress.Takes());
    }

    /// <summary>Imports, resolves and assesses, and registers people in units of work between and beside that.</summary>
    private static async Task WorkAsync(IServiceProvider host, SampleFolder sample, Progress progress)
    {
        progress.Begin("import");
        await SampleHost.ImportAsync(host, sample.Path);
        progress.Begin("resolve");
        await SampleHost.ResolveAsync(host);
        progress.Begin("assess");
        await SampleHost.AssessAsync(host);
        progress.Begin("units of work");
        for (var i = 0; i < People; i++)
        {
            var number = i;
            await SampleHost.RunAsync(host, crm => crm.ExecuteAsync((session, token) => session.Identity.RegisterAsync(
                new SourceRecord
                {
                    Source = new SourceRef(Desk, $"P{number}"), Kind = CustomerKind.Person, RecordedAt = SampleHost.Now,
                },
                token)));
        }

        progress.Begin("nothing");
    }

    /// <summary>Work that was interrupted says so by one exception only; some has ended before.</summary>
    private static async Task<bool> IsInterruptedAsync(Task work)
    {
        try
        {
            await work;
            return false;
        }
        catch (StoreException lost)
        {
            Assert.Contains(lost.Failure, new[] { StoreFailure.ConnectionLost, StoreFailure.Unavailable });
            Assert.True(lost.IsTransient, lost.ToString());
            return true;
        }
    }

    private static Task<string> ListPeopleAsync(PostgresDatabase database) => database.ScalarAsync<string>(
        "SELECT string_agg(concat_ws(' ', r.key, (SELECT count(*) FROM customers c WHERE c.id = r.customer_id), " +
        "(SELECT count(*) FROM outbox m WHERE m.type LIKE '%registered%' AND m.subject LIKE '%' || r.customer_id)), ', ' ORDER BY r.key) " +
        "FROM source_records r WHERE r.key LIKE 'P%' AND r.system_no = (SELECT system_no FROM source_systems WHERE name = 'desk')");

    /// <summary>Which step the work is at, and how long each took.</summary>
    private sealed class Progress
    {
        private readonly Dictionary<string, TaskCompletionSource<long>> begun =
            Steps.Append("nothing").ToDictionary(step => step, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));

        public string Step { get; private set; } = "nothing";

        public Task Begun(string step) => begun[step].Task;

        public void Begin(string step)
        {
            Step = step;
            begun[step].SetResult(TimeProvider.System.GetTimestamp());
        }

        public Dictionary<string, TimeSpan> Takes() => Steps.Zip(Steps.Skip(1).Append("nothing")).ToDictionary(
            pair => pair.First, pair => TimeProvider.System.GetElapsedTime(begun[pair.First].Task.Result, begun[pair.Second].Task.Result));
    }
}
