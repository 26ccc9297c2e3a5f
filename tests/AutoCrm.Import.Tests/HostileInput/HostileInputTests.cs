using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace AutoCrm.Import.Tests.HostileInput;

/// <summary>
/// Imports folders that were spoilt by chance. <c>AUTOCRM_FUZZ_FOLDERS</c> says how many (300), <c>AUTOCRM_FUZZ_SEED</c> which ones (1), and
/// <c>AUTOCRM_FUZZ_FIRST</c> the number of the first one (0), to see one again.
/// </summary>
public sealed class HostileInputTests(ITestOutputHelper output)
{
    private const int FoldersPerSqlite = 20;
    private const int FoldersPerRepetition = 5;
    private const int MostReported = 10;

    private static readonly (string Definition, string Table)[] Tables =
        [("outlets", "outlets"), ("customers", "source_records"), ("vehicles", "vehicle_records"), ("events", "events WHERE superseded_at IS NULL")];

    private readonly ConcurrentQueue<string> broken = [];
    private long files;
    private long countedFiles;
    private long failures;
    private long stored;
    private long refused;

    [Fact]
    public async Task Every_row_of_every_folder_is_stored_or_refused()
    {
        var seed = Number("AUTOCRM_FUZZ_SEED", 1);
        var folders = Number("AUTOCRM_FUZZ_FOLDERS", 300);
        var began = Stopwatch.StartNew();

        await Parallel.ForEachAsync(
            Enumerable.Range(Number("AUTOCRM_FUZZ_FIRST", 0), folders), TestContext.Current.CancellationToken, (number, cancellation) => new(CheckAsync(seed, number, cancellation)));

        using var process = Process.GetCurrentProcess();
        output.WriteLine(
            $"Seed {seed}: {folders:N0} folders, {files:N0} files read ({countedFiles:N0} counted otherwise), {failures:N0} failures, {stored:N0} rows stored, " +
            $"{refused:N0} refused; {began.Elapsed.TotalSeconds:N0} s, peak {process.PeakWorkingSet64 / 1_000_000:N0} MB.");
        Assert.True(broken.IsEmpty, $"{broken.Count} folders: {string.Join('\n', broken.Take(MostReported))}");
        Assert.True(stored > 0 && refused > 0 && failures > 0, "The folders are not hostile, or nothing was imported.");
        Assert.InRange(countedFiles, files / 2, files);
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private async Task CheckAsync(int seed, int number, CancellationToken cancellationToken)
    {
        var folder = Mutator.Make(seed, number);
        var root = Directory.CreateTempSubdirectory("autocrm-hostile-").FullName;
        try
        {
            folder.Write(root);
            await CheckAsync(folder, root, number, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever happens belongs to the folder it happened with.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            broken.Enqueue($"Seed {seed}, folder {number} ({string.Join(", ", folder.Mutations)}): {exception}");
        }
        finally
        {
            HostileFolder.Delete(root);
        }
    }

    private async Task CheckAsync(HostileFolder folder, string root, int number, CancellationToken cancellationToken)
    {
        await using var import = HostileImport.InMemory(root);
        var report = await import.RunAsync(cancellationToken);
        HostileChecks.AreAllAccountedFor(folder, root, report);
        Interlocked.Add(ref countedFiles, HostileChecks.RowsAreCounted(root, report, import.Problems));
        Interlocked.Add(ref files, report.Files.Count);
        Interlocked.Add(ref failures, report.Failures.Count);
        Interlocked.Add(ref stored, report.Rows - report.Refused);
        Interlocked.Add(ref refused, report.Refused);
        if (number % FoldersPerSqlite == 0)
        {
            await CheckSqliteAsync(root, import.Describe(report), cancellationToken);
        }

        if (number % FoldersPerRepetition == 0)
        {
            await CheckRepetitionAsync(import, report, cancellationToken);
        }
    }

    /// <summary>An SQLite file says the same, and holds what was added and nothing else.</summary>
    private static async Task CheckSqliteAsync(string root, string described, CancellationToken cancellationToken)
    {
        var database = Directory.CreateTempSubdirectory("autocrm-hostile-store-");
        try
        {
            await using var sqlite = await HostileImport.InSqliteAsync(root, Path.Combine(database.FullName, "crm.db"));
            var report = await sqlite.RunAsync(cancellationToken);
            Assert.Equal(described, sqlite.Describe(report));
            Assert.All(Tables, table => Assert.Equal(report.Files.Where(file => file.Definition == table.Definition).Sum(file => file.Added), sqlite.CountStored(table.Table)));
        }
        finally
        {
            database.Delete(recursive: true);
        }
    }

    /// <summary>The same files again change nothing, and say the same of what is refused.</summary>
    private static async Task CheckRepetitionAsync(HostileImport import, ImportReport first, CancellationToken cancellationToken)
    {
        List<RowProblem> problems = [.. import.Problems];
        var again = await import.RunAsync(cancellationToken);
        Assert.Equal(problems, import.Problems);
        Assert.Equal(first.Failures, again.Failures);
        Assert.Equal(
            first.Files.Select(file => (file.File, Added: 0L, Replaced: 0L, Unchanged: file.Rows - file.Refused, file.Refused)),
            again.Files.Select(file => (file.File, file.Added, file.Replaced, file.Unchanged, file.Refused)));
    }
}
