using System.Diagnostics;
using System.Globalization;
using AutoCrm.PostgreSql.Tests.Binaries;
using AutoCrm.PostgreSql.Tests.Servers;

namespace AutoCrm.PostgreSql.Tests;

public sealed class KilledTestsTests
{
    /// <summary>Names the file in which a test process, which is this one started again, tells about its server.</summary>
    private const string NoteVariable = "AUTOCRM_TEST_POSTGRES_NOTE";

    /// <summary>How a test process ends that does not end by itself.</summary>
    public enum End
    {
        /// <summary>By SIGKILL.</summary>
        Killed,

        /// <summary>By SIGKILL, with all processes that it started.</summary>
        KilledWithItsTree,
    }

    [Theory, InlineData(End.Killed), InlineData(End.KilledWithItsTree)]
    public async Task A_killed_test_process_leaves_no_server_and_no_folder(End end)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows a killed test process leaves its server behind.");
        if (Environment.GetEnvironmentVariable(NoteVariable) is { } told)
        {
            await KeepAServerAsync(told);
            return;
        }

        await PostgresLocator.OfThisMachine.RequireAsync();
        var note = Path.GetTempFileName();
        using var tests = Start(note);
        try
        {
            await Processes.UntilAsync(() => tests.HasExited || File.ReadAllLines(note).Length == 2, "The test process has started no server.");
            Assert.False(tests.HasExited, "The test process has ended.");
            var lines = await File.ReadAllLinesAsync(note);
            var (server, folder) = (int.Parse(lines[0], CultureInfo.InvariantCulture), lines[1]);
            Assert.True(Processes.IsAlive(server));
            Assert.True(Directory.Exists(folder));

            tests.Kill(end == End.KilledWithItsTree);

            await Processes.EndOfAsync(server);
            await Processes.UntilAsync(() => !Directory.Exists(folder), $"{folder} is left.");
        }
        finally
        {
            tests.Kill(entireProcessTree: true);
            File.Delete(note);
        }
    }

    /// <summary>Keeps a server until this process is killed, or the one that started it has ended.</summary>
    private static async Task KeepAServerAsync(string note)
    {
        await using var server = await PostgresServer.StartOwnAsync(durable: false);
        await File.WriteAllLinesAsync(note, [server.Cluster.ProcessId.ToString(CultureInfo.InvariantCulture), server.Cluster.Folder]);
        await using var untilEnd = Console.OpenStandardInput();
        await untilEnd.CopyToAsync(Stream.Null);
    }

    private static Process Start(string note) => Process.Start(new ProcessStartInfo(
        "dotnet",
        ["exec", typeof(KilledTestsTests).Assembly.Location, "--filter-method", $"{typeof(KilledTestsTests).FullName}.{nameof(A_killed_test_process_leaves_no_server_and_no_folder)}"])
    {
        Environment = { [NoteVariable] = note },
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;
}
