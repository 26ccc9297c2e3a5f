using System.Diagnostics;
using AutoCrm.PostgreSql.Tests.Servers;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>The sample on a server: <c>--store</c> takes a connection string where a path may stand.</summary>
public sealed class QuickStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-quickstart-").FullName;

    [Fact]
    public async Task The_main_job_on_a_server_gives_what_it_gives_on_a_file_and_twice_the_same()
    {
        var server = await PostgresServer.GetAsync();
        await using var database = await server.CreateDatabaseAsync();

        var file = await RunAsync("--customers", "150", "--output", PathOf("file"));
        var first = await RunAsync("--customers", "150", "--output", PathOf("server"), "--store", database.ConnectionString);
        var written = await File.ReadAllBytesAsync(PathOf("server", "customers.csv"));
        var second = await RunAsync("--customers", "150", "--output", PathOf("server"), "--store", UriOf(database.ConnectionString));

        Assert.Equal((0, 0, 0), (file.ExitCode, first.ExitCode, second.ExitCode));
        Assert.DoesNotContain("Nothing has changed", first.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing has changed", second.Output, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(PathOf("file", "customers.csv")), written);
        Assert.Equal(written, await File.ReadAllBytesAsync(PathOf("server", "customers.csv")));
        Assert.Equal(await File.ReadAllBytesAsync(PathOf("file", "rejected.csv")), await File.ReadAllBytesAsync(PathOf("server", "rejected.csv")));
        Assert.False(File.Exists(PathOf("server", "crm.db")));
        Assert.True(await database.ScalarAsync<long>("SELECT count(*) FROM assessments") > 0);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_ends_the_run_in_one_sentence()
    {
        var server = await PostgresServer.GetAsync();
        await using var database = await server.CreateDatabaseAsync();
        var missing = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "not_there" };

        var english = await RunAsync("--customers", "20", "--output", PathOf("server"), "--store", missing.ConnectionString);
        var chinese = await RunAsync("--customers", "20", "--output", PathOf("server"), "--store", missing.ConnectionString, "--culture", "zh-CN");

        Assert.Equal((3, 3), (english.ExitCode, chinese.ExitCode));
        Assert.Contains("cannot be reached (3D000: database \"not_there\" does not exist)", english.Errors, StringComparison.Ordinal);
        Assert.Contains("3D000", chinese.Errors, StringComparison.Ordinal);
        Assert.All([english.Errors, chinese.Errors], errors => Assert.DoesNotContain('\n', errors));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string UriOf(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        var password = connection.Password is { } secret ? $":{Uri.EscapeDataString(secret)}" : "";
        return $"postgresql://{Uri.EscapeDataString(connection.Username!)}{password}@{connection.Host}:{connection.Port}/{connection.Database}";
    }

    private string PathOf(params string[] parts) => Path.Combine([folder, .. parts]);

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors, (await errors).Trim());
    }
}
