using System.Diagnostics;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.PostgreSql.Tests.Store;
using AutoCrm.PostgreSql.Tests.Wire;
using AutoCrm.PostgreSql.Tests.Work;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>A process whose pool has one thread does everything without letting that thread wait for the server.</summary>
public sealed class WaitingThreadTests
{
    /// <summary>Names to the process with one thread the file it tells its result in.</summary>
    private const string NoteVariable = "AUTOCRM_TEST_ONE_THREAD";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task No_thread_waits_for_an_answer()
    {
        if (Environment.GetEnvironmentVariable(NoteVariable) is { } told)
        {
            await TellAsync(told);
            return;
        }

        var server = await PostgresServer.GetAsync();
        await using var store = await PostgreSqlFixture.WithoutTablesAsync();
        var note = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo(
                "dotnet",
                ["exec", typeof(WaitingThreadTests).Assembly.Location, "--filter-method", $"{typeof(WaitingThreadTests).FullName}.{nameof(No_thread_waits_for_an_answer)}"])
            {
                Environment = { [NoteVariable] = note, [PostgresServer.ConnectionStringVariable] = store.Database.ConnectionString, ["DOTNET_PROCESSOR_COUNT"] = "1" },
                RedirectStandardOutput = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync();
            using var ended = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            try
            {
                await process.WaitForExitAsync(ended.Token);
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }

            var lines = await File.ReadAllLinesAsync(note);
            Assert.True(lines is ["one thread", _, "0 waits", "1 wait is found"], $"{string.Join(", ", lines)}\n{await output}");
            Assert.InRange(int.Parse(lines[1], System.Globalization.CultureInfo.InvariantCulture), 100, int.MaxValue);
        }
        finally
        {
            File.Delete(note);
        }
    }

    private static async Task TellAsync(string note)
    {
        var connection = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(PostgresServer.ConnectionStringVariable));
        var isOne = ThreadPool.SetMinThreads(1, 1) && ThreadPool.SetMaxThreads(1, 1);
        using var proxy = new HoldingProxy((connection.Host!, connection.Port), Patience);
        await UseAllAsync(proxy.ConnectionStringOf(connection.ConnectionString));
        var (answers, waits) = (proxy.Answers, proxy.Waits);

        using var second = new HoldingProxy((connection.Host!, connection.Port), TimeSpan.FromSeconds(1));
        await using var open = new NpgsqlConnection(second.ConnectionStringOf(connection.ConnectionString));
        await open.OpenAsync();
        var before = second.Waits;
        await WaitOnPurposeAsync(open);
        await File.WriteAllLinesAsync(note, [isOne ? "one thread" : "many threads", $"{answers}", $"{waits} waits", $"{second.Waits - before} wait is found"]);
    }

    /// <summary>Does what nobody may do, on a thread of the pool.</summary>
    private static Task WaitOnPurposeAsync(NpgsqlConnection connection) => Task.Run(() =>
    {
        using var command = new NpgsqlCommand("SELECT 1", connection);
#pragma warning disable CA1849 // It is found that somebody waits.
        command.ExecuteScalar();
#pragma warning restore CA1849
    });

    private static async Task UseAllAsync(string connectionString)
    {
        using var sample = new SampleFolder(customers: 20);
        await using var host = SampleHost.Open(connectionString);
        foreach (var use in StoreUses.All)
        {
            await StoreUses.RunAsync(host, use);
        }

        await SampleHost.WorkAsync(host, sample.Path);
        await SampleHost.WorkAsync(host, sample.Path);
        for (var i = 0; i < 10; i++)
        {
            var record = new SourceRecord
            {
                Source = new SourceRef("desk", $"{i}"),
                Kind = CustomerKind.Person,
                Name = new CustomerName("Anna Miller"),
                Phones = [ContactPoint.Phone("+8613800001000", "CN")],
                RecordedAt = SampleHost.Now,
            };
            var customer = await SampleHost.RunAsync(host, crm => crm.ExecuteAsync((session, token) => session.Identity.RegisterAsync(record, token)));
            Assert.NotNull(await SampleHost.RunAsync(host, crm => crm.Profiles.FindAsync(customer)));
        }

        await SampleHost.RunAsync(host, crm => crm.Profiles.FindByPhoneAsync("+8613800001000"));
        await SampleHost.RunAsync(host, crm => crm.Profiles.FindByNameAsync("Anna"));
        await StoreContents.ReadAsync(host, SampleHost.Now);
    }
}
