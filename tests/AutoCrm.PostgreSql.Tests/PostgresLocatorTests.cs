using AutoCrm.PostgreSql.Tests.Binaries;
using AutoCrm.PostgreSql.Tests.Servers;

namespace AutoCrm.PostgreSql.Tests;

public sealed class PostgresLocatorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-locator-").FullName;

    private readonly Dictionary<string, string> environment = [];

    private readonly PostgresBinaries kept = new("/kept", 18);

    private int looks, fetches;

    [Fact]
    public async Task A_named_folder_without_the_programs_is_said_to_be_so()
    {
        environment[PostgresLocator.FolderVariable] = folder;
        Assert.Null(await Locator().FindAsync());
        Assert.Equal(0, looks);
        Assert.Contains($" in {folder}, which {PostgresLocator.FolderVariable} names: ", Locator().Missing, StringComparison.Ordinal);
    }

    [Fact]
    public void One_sentence_names_the_three_ways()
    {
        var sentence = Locator().Missing;
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(". ", sentence, StringComparison.Ordinal);
        Assert.All(
            [PostgresServer.ConnectionStringVariable + ",", PostgresLocator.FolderVariable, "package postgresql", PostgresLocator.FetchVariable + "=1"],
            way => Assert.Contains(way, sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_named_folder_wins_over_the_path()
    {
        var (named, onPath) = (Programs("named", "16.4"), Programs("path", "17.2 (Debian 17.2-1)"));
        environment["PATH"] = onPath;
        Assert.Equal(new PostgresBinaries(onPath, 17), await Locator().FindAsync());
        environment[PostgresLocator.FolderVariable] = named;
        Assert.Equal(new PostgresBinaries(named, 16), await Locator().FindAsync());
        Assert.Equal(0, looks);
    }

    [Theory, InlineData("14.9"), InlineData("nonsense")]
    public async Task Programs_that_are_too_old_are_not_taken(string version)
    {
        environment[PostgresLocator.FolderVariable] = Programs("old", version);
        Assert.Null(await Locator().FindAsync());
    }

    [Fact]
    public async Task A_folder_of_half_the_programs_is_passed_over()
    {
        var (half, whole) = (Programs("half", "18.1"), Programs("whole", "15.3"));
        File.Delete(Path.Combine(half, "initdb"));
        environment["PATH"] = $"{half}{Path.PathSeparator}{whole}";
        Assert.Equal(whole, (await Locator().FindAsync())?.Folder);
    }

    [Fact]
    public async Task Pg_config_says_where_the_programs_are()
    {
        var (tools, programs) = (Path.Combine(folder, "tools"), Programs("programs", "18.4"));
        Script(tools, "pg_config", $"echo '{programs}'");
        environment["PATH"] = tools;
        Assert.Equal(programs, (await Locator().FindAsync())?.Folder);
    }

    [Fact]
    public async Task The_newest_of_the_installed_versions_is_taken()
    {
        Programs("installed/9/bin", "18.1");
        Programs("installed/15/bin", "15.3");
        Assert.Equal(15, (await Locator().FindAsync())?.Version);
    }

    [Theory, InlineData(null, 0), InlineData("0", 0), InlineData("1", 1)]
    public async Task Programs_are_fetched_only_if_that_was_allowed(string? allowed, int expected)
    {
        environment[PostgresLocator.FetchVariable] = allowed ?? "";
        Assert.Equal(kept, await Locator().FindAsync());
        Assert.Equal((1, expected), (looks, fetches));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private PostgresLocator Locator() => new(environment.GetValueOrDefault, [.. InstalledVersions.NewestFirst(Path.Combine(folder, "installed"), "*")], FindKept);

    private Task<PostgresBinaries?> FindKept(bool fetch)
    {
        looks++;
        fetches += fetch ? 1 : 0;
        return Task.FromResult<PostgresBinaries?>(kept);
    }

    private string Programs(string name, string version)
    {
        var programs = Path.Combine(folder, name);
        Script(programs, "initdb", "exit 1");
        Script(programs, "pg_ctl", "exit 1");
        Script(programs, "postgres", $"echo 'postgres (PostgreSQL) {version}'");
        return programs;
    }

    private static void Script(string folder, string name, string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs are made up as shell scripts.");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{line}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
