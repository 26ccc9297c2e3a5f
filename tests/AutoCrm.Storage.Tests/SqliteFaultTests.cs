using AutoCrm.Hosting;
using AutoCrm.SharedKernel;
using AutoCrm.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AutoCrm.Storage.Tests;

/// <summary>A file that cannot be opened, read or written is told by one exception with one sentence, and the store goes on where the reason is gone.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private const int PageSize = 8192;

    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-").FullName;

    /// <summary>All that can be asked of a store, each by another way into it.</summary>
    public static TheoryData<string> Uses => [.. StoreUses.All];

    /// <summary>Those that need a file; without one the script is that of all tables.</summary>
    public static TheoryData<string> UsesOfFile => [.. StoreUses.All.Except(["script"])];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder, "crm.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(UsesOfFile))]
    public async Task A_folder_that_does_not_exist_is_named_and_the_call_succeeds_once_it_is_there(string use)
    {
        var file = Path.Combine(folder, "missing", "crm.db");
        await using var host = StoreUses.Open(file);

        await FailsAsync(host, use, StoreFailure.Unavailable, file, $"The SQLite file '{file}' cannot be opened: the folder does not exist. Create it, or name another file.");

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await StoreUses.RunAsync(host, "migrate");
        await StoreUses.RunAsync(host, use);
    }

    [Theory]
    [MemberData(nameof(UsesOfFile))]
    public async Task A_folder_in_the_place_of_the_file_is_told(string use)
    {
        Directory.CreateDirectory(File);
        await using var host = StoreUses.Open(File);

        await FailsAsync(host, use, StoreFailure.Unavailable, File, $"The SQLite file '{File}' cannot be opened: it is a folder. Name a file.");
    }

    [Theory]
    [MemberData(nameof(UsesOfFile))]
    public async Task A_missing_file_that_may_not_be_made_is_told(string use)
    {
        await using var host = StoreUses.Open(File, "Mode=ReadWrite");

        await FailsAsync(
            host, use, StoreFailure.Unavailable, File, $"The SQLite file '{File}' cannot be opened: it does not exist. Name an existing file, or let the connection string create it.");
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task A_file_that_is_no_database_is_told(string use)
    {
        await System.IO.File.WriteAllTextAsync(File, string.Concat(Enumerable.Repeat("This is a letter. ", 2000)), Cancellation);
        await using var host = StoreUses.Open(File);

        await FailsAsync(host, use, StoreFailure.Damaged, File, $"'{File}' is no SQLite file, or is damaged. Restore a backup, or name another file.");
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task A_damaged_file_is_told_and_used_again_once_it_is_restored(string use)
    {
        await using (var before = StoreUses.Open(File))
        {
            await StoreUses.RunAsync(before, "migrate");
        }

        var whole = await System.IO.File.ReadAllBytesAsync(File, Cancellation);
        var damaged = whole.ToArray();
        new Random(5).NextBytes(damaged.AsSpan(PageSize));
        await OverwriteAsync(damaged);
        await using var host = StoreUses.Open(File);
        await FailsAsync(host, use, StoreFailure.Damaged, File, $"The SQLite file '{File}' is damaged. Restore a backup.");

        await OverwriteAsync(whole);
        await StoreUses.RunAsync(host, use);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_damaged_in_the_middle_or_cut_off_is_told_by_whoever_reads_there(bool isCut)
    {
        await using (var before = StoreUses.Open(File))
        {
            await StoreUses.RunAsync(before, "migrate");
            await StoreUses.ImportAsync(before, folder, rows: 2000);
        }

        await using (var stream = new FileStream(File, FileMode.Open))
        {
            var garbage = new byte[stream.Length / 4];
            new Random(5).NextBytes(garbage);
            stream.Position = stream.Length / 2;
            stream.Write(garbage);
            stream.SetLength(isCut ? stream.Length / 2 : stream.Length);
        }

        await using var host = StoreUses.Open(File);
        await FailsAsync(host, "stream", StoreFailure.Damaged, File, $"The SQLite file '{File}' is damaged. Restore a backup.");
    }

    [Fact]
    public async Task A_store_opened_for_reading_only_is_read_and_not_written()
    {
        await using (var before = StoreUses.Open(File))
        {
            await StoreUses.RunAsync(before, "migrate");
            await StoreUses.RunAsync(before, "write");
        }

        await using var host = StoreUses.Open(File, "Mode=ReadOnly");
        await StoreUses.RunAsync(host, "find");
        await StoreUses.RunAsync(host, "specification");
        await StoreUses.RunAsync(host, "stream");
        await StoreUses.RunAsync(host, "migrate");
        await FailsAsync(
            host, "write", StoreFailure.ReadOnly, File, $"The SQLite file '{File}' cannot be written: its connection string opens it for reading only. Open it with Mode=ReadWrite.");
    }

    [Theory]
    [MemberData(nameof(UsesOfFile))]
    public async Task A_read_only_folder_without_a_file_is_told_and_the_call_succeeds_once_it_may_be_written(string use)
    {
        using var place = LockableFolder.TryCreate();
        Assert.SkipWhen(place is null, LockableFolder.WhyNone);
        var file = Path.Combine(place.Path, "crm.db");
        await using var host = StoreUses.Open(file);
        place.SetReadOnly(true);
        await FailsAsync(host, use, StoreFailure.ReadOnly, file, ReadOnlySentence(file));

        place.SetReadOnly(false);
        await StoreUses.RunAsync(host, "migrate");
        await StoreUses.RunAsync(host, use);
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task A_read_only_file_in_a_read_only_folder_is_told_and_the_call_succeeds_once_it_may_be_written(string use)
    {
        using var place = LockableFolder.TryCreate();
        Assert.SkipWhen(place is null, LockableFolder.WhyNone);
        var file = Path.Combine(place.Path, "crm.db");
        await using (var before = StoreUses.Open(file))
        {
            await StoreUses.RunAsync(before, "migrate");
        }

        await using var host = StoreUses.Open(file);
        place.SetReadOnly(true);
        await FailsAsync(host, use, StoreFailure.ReadOnly, file, ReadOnlySentence(file));

        place.SetReadOnly(false);
        await StoreUses.RunAsync(host, use);
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("find")]
    [InlineData("specification")]
    [InlineData("write")]
    public async Task A_file_that_another_process_holds_is_a_wait_that_took_too_long(string use)
    {
        await using (var before = StoreUses.Open(File))
        {
            await StoreUses.RunAsync(before, "migrate");
        }

        using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        other.Open();
        using var hold = other.CreateCommand();
        hold.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; INSERT INTO source_systems (name) VALUES ('x')";
        hold.ExecuteNonQuery();

        await using var waiting = StoreUses.Open(File, "Default Timeout=1", TimeSpan.FromMilliseconds(100));
        var late = await Assert.ThrowsAsync<TimeoutException>(() => StoreUses.RunAsync(waiting, use));
        Assert.Contains($"'{File}' has been locked", late.Message, StringComparison.Ordinal);
        Assert.IsType<SqliteException>(late.InnerException);

        other.Dispose();
        await StoreUses.RunAsync(waiting, use);
    }

    [Fact]
    public async Task The_health_of_a_damaged_store_is_its_sentence()
    {
        await System.IO.File.WriteAllTextAsync(File, string.Concat(Enumerable.Repeat("This is a letter. ", 2000)), Cancellation);
        await using var host = new ServiceCollection().AddLogging().AddAutoCrm(crm => crm.UseSqlite($"Data Source={File}")).AddHealthChecks().AddAutoCrmHealthChecks().Services
            .BuildServiceProvider();

        var report = await host.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancellation);

        Assert.Equal(3, report.Entries.Count);
        Assert.All(report.Entries.Values, entry =>
        {
            Assert.Equal(HealthStatus.Unhealthy, entry.Status);
            Assert.Equal($"'{File}' is no SQLite file, or is damaged. Restore a backup, or name another file.", entry.Description);
            Assert.IsType<StoreException>(entry.Exception);
        });
    }

    private static string ReadOnlySentence(string file) =>
        $"The SQLite file '{file}' cannot be written: it or its folder is read-only. Permit writing to both, or name another file.";

    private static async Task FailsAsync(ServiceProvider host, string use, StoreFailure failure, string file, string sentence)
    {
        // The second time is as the first.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var thrown = await Assert.ThrowsAsync<StoreException>(() => StoreUses.RunAsync(host, use));
            Assert.Equal((failure, file, sentence), (thrown.Failure, thrown.Store, thrown.Message));
            Assert.NotNull(thrown.InnerException);
            Assert.False(thrown.IsOutcomeUnknown || thrown.IsTransient);
        }
    }

    private async Task OverwriteAsync(byte[] content)
    {
        await using var stream = new FileStream(File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        await stream.WriteAsync(content, Cancellation);
    }
}
