using System.Text;
using Microsoft.Data.Sqlite;

namespace AutoCrm.Tests.QuickStart;

/// <summary>Whatever goes wrong, a run ends in one sentence and its exit code.</summary>
public sealed class FailureTests
{
    private const string AsNobody = "The tests run as root, for whom permissions are not enforced, and no other user can run the sample.";

    [Fact]
    public async Task Files_of_which_nothing_is_left_end_in_a_report_that_says_so()
    {
        using var sample = new QuickStartProcess();
        sample.Write("", "in", "a", "customers.csv");
        sample.Write("key,kind\nK1,person\n", "in", "b", "customers.csv");
        File.WriteAllText(sample.PathOf("in", "b", "customers.csv"), "key,kind\nK1,person\n", Encoding.Unicode);
        var run = await sample.RunAsync("--input", "in");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Errors);
        Assert.Contains("a/customers.csv could not be used: The file is empty; expected a header", run.Output, StringComparison.Ordinal);
        Assert.Contains("b/customers.csv could not be used: The file is not UTF-8", run.Output, StringComparison.Ordinal);
        Assert.Contains("There are no customers", run.Output, StringComparison.Ordinal);
        var page = await Reports.ParseAsync(sample.PathOf("out", "report.html"));
        Assert.Equal(2, page.QuerySelectorAll("#failures li").Length);
        Assert.Contains("There are no customers", page.QuerySelector("#empty")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(sample.Csv("out", "customers.csv"));
    }

    [Fact]
    public async Task A_folder_that_the_sample_has_not_made_is_never_replaced()
    {
        using var sample = new QuickStartProcess();
        sample.Write("mine", "out", "data", "notes.txt");

        var run = await sample.RunAsync("--customers", "60");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("was not made by this sample", run.Errors, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(sample.PathOf("out", "data", "notes.txt")));
    }

    [Fact]
    public async Task An_empty_folder_is_reported_in_the_language_asked_for()
    {
        using var sample = new QuickStartProcess();
        Directory.CreateDirectory(sample.PathOf("in"));
        var run = await sample.RunAsync("--input", "in", "--culture", "zh-CN");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("中没有找到可导入的文件", run.Output, StringComparison.Ordinal);
        Assert.Contains("没有客户", (await Reports.ParseAsync(sample.PathOf("out", "report.html"))).QuerySelector("#empty h2")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_store_a_store_of_a_later_version_and_a_file_that_is_none_end_in_one_sentence()
    {
        using var sample = new QuickStartProcess();
        Assert.Equal(0, (await sample.RunAsync("--customers", "60")).ExitCode);
        SqliteConnection.ClearAllPools();

        File.Copy(sample.PathOf("out", "crm.db"), sample.PathOf("later.db"));
        using (var store = new SqliteConnection($"Data Source={sample.PathOf("later.db")};Pooling=false"))
        {
            store.Open();
            using var command = store.CreateCommand();
            command.CommandText = "INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Later', '99.0.0')";
            command.ExecuteNonQuery();
        }

        AssertEnded(await AgainAsync(sample, "later.db"), 3, "later.db' does not fit this version of AutoCrm", "(migration 99990101000000_Later)");

        var bytes = await File.ReadAllBytesAsync(sample.PathOf("out", "crm.db"));
        new Random(5).NextBytes(bytes.AsSpan(bytes.Length / 4, bytes.Length / 2));
        await File.WriteAllBytesAsync(sample.PathOf("damaged.db"), bytes);
        AssertEnded(await AgainAsync(sample, "damaged.db"), 3, "The SQLite file '", "damaged.db' is damaged. Restore a backup.");

        sample.Write(string.Concat(Enumerable.Repeat("This is a letter. ", 500)), "letter.db");
        AssertEnded(await AgainAsync(sample, "letter.db"), 3, "letter.db' is no SQLite file, or is damaged. Restore a backup, or name another file.");
        AssertEnded(await AgainAsync(sample, "letter.db", "--culture", "zh-CN"), 3, "已损坏，或不是 AutoCrm 的存储");
    }

    [Fact]
    public async Task A_store_that_cannot_grow_ends_in_one_sentence()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The limit on the size of files is that of a POSIX shell.");
        using var sample = new QuickStartProcess { Launcher = ["bash", "-c", "ulimit -f 700; exec \"$@\"", "limited"] };
        using var unlimited = new QuickStartProcess();
        await unlimited.RunAsync("--customers", "100");
        AssertEnded(
            await sample.RunAsync("--input", unlimited.PathOf("out", "data")), 3,
            "crm.db' cannot be written: a quota or the permitted file size is used up, or the disk is defective. Nothing of this transaction was stored; free space and repeat it.");
    }

    [Fact]
    public async Task A_full_disk_ends_in_one_sentence_and_the_run_is_completed_once_there_is_space()
    {
        using var disk = TemporaryDisk.TryMount(mebibytes: 16);
        Assert.SkipWhen(disk is null, TemporaryDisk.WhyNone);
        var store = Path.Combine(disk.Folder, "crm.db");
        using var sample = new QuickStartProcess();
        foreach (var left in new[] { 0, 300 << 10, 700 << 10 })
        {
            disk.Fill(left);
            AssertEnded(
                await sample.RunAsync("--customers", "200", "--store", store),
                3,
                $"The SQLite file '{store}' cannot be written: the disk is full. Nothing of this transaction was stored; free space and repeat it.");
            AssertEnded(await sample.RunAsync("--customers", "200", "--store", store, "--culture", "zh-CN"), 3, $"无法写入存储“{store}”：磁盘或允许的文件大小已用尽。");
            disk.Free();
        }

        Assert.Equal(0, (await sample.RunAsync("--customers", "200", "--store", store)).ExitCode);
    }

    [Fact]
    public async Task A_read_only_disk_ends_in_one_sentence()
    {
        using var disk = TemporaryDisk.TryMount(mebibytes: 1);
        Assert.SkipWhen(disk is null, TemporaryDisk.WhyNone);
        var store = Path.Combine(disk.Folder, "crm.db");
        using var sample = new QuickStartProcess();
        disk.SetReadOnly(true);
        AssertEnded(
            await sample.RunAsync("--customers", "60", "--store", store),
            3,
            $"The SQLite file '{store}' cannot be written: it or its folder is read-only. Permit writing to both, or name another file.");
        AssertEnded(await sample.RunAsync("--customers", "60", "--store", Path.Combine(disk.Folder, "new", "crm.db")), 3, "crm.db' cannot be opened: the file or its folder cannot be accessed.");
    }

    [Fact]
    public async Task A_place_that_cannot_be_used_ends_in_one_sentence()
    {
        using var sample = new QuickStartProcess();
        sample.Write("code,name,kind,time_zone\n", "in", "outlets.csv");
        sample.Write("", "file");
        AssertEnded(await sample.RunAsync("--output", "file"), 2, "'file' of --output is a file; expected a folder");
        AssertEnded(await sample.RunAsync("--store", "in"), 2, "'in' of --store is a folder; expected a file");
        AssertEnded(await sample.RunAsync("--input", "in", "--output", Path.Combine("file", "x")), 4, "The output folder '", "cannot be written: a folder of the path does not exist.");
        AssertEnded(await sample.RunAsync("--input", "in", "--store", Path.Combine("file", "x.db")), 3, "x.db' cannot be opened: the file or its folder cannot be accessed.");
        Assert.False(File.Exists(sample.PathOf("out", "report.html")));
    }

    [Fact]
    public async Task What_a_user_may_not_read_or_write_ends_in_one_sentence()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The permissions are those of POSIX.");
            return;
        }

        using var sample = OfUserWithoutRights();
        sample.Write("code,name,kind,time_zone\n", "in", "outlets.csv");
        Directory.CreateDirectory(sample.PathOf("locked"));
        var open = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(sample.PathOf(), open | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        File.SetUnixFileMode(sample.PathOf("locked"), open);
        AssertEnded(await sample.RunAsync("--input", "in", "--output", "locked"), 4, "locked' cannot be written: access is denied.");

        sample.Write("", "read-only.db");
        File.SetUnixFileMode(sample.PathOf("read-only.db"), UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        AssertEnded(await sample.RunAsync("--input", "in", "--store", "read-only.db"), 3, "read-only.db' cannot be written: it or its folder is read-only. Permit writing to both, or name another file.");

        File.SetUnixFileMode(sample.PathOf("in"), UnixFileMode.None);
        AssertEnded(await sample.RunAsync("--input", "in"), 4, "in' cannot be read: access is denied.");
        File.SetUnixFileMode(sample.PathOf("in"), open | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task An_interrupted_run_says_so_and_can_be_repeated()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are those of POSIX.");
        using var sample = new QuickStartProcess();
        using var process = sample.Start("--customers", "20000");
        while (!File.Exists(sample.PathOf("out", "crm.db-wal")) && !process.HasExited)
        {
            await Task.Delay(20);
        }

        using (var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        AssertEnded(await QuickStartProcess.WaitAsync(process), 130, "Interrupted; what was stored so far is kept");
        File.Delete(sample.PathOf("out", "rejected.csv"));
        Directory.Delete(sample.PathOf("out", "data"), recursive: true);
        Assert.Equal(0, (await sample.RunAsync("--customers", "60")).ExitCode);
    }

    private static Task<QuickStartResult> AgainAsync(QuickStartProcess sample, string store, params string[] more) =>
        sample.RunAsync(["--input", sample.PathOf("out", "data"), "--output", "again", "--store", store, .. more]);

    private static void AssertEnded(QuickStartResult run, int exitCode, params string[] parts)
    {
        Assert.Equal((exitCode, ""), (run.ExitCode, parts.FirstOrDefault(part => !run.Errors.Contains(part, StringComparison.Ordinal)) is { } part ? $"'{part}' is not in '{run.Errors}'" : ""));
        var lines = run.Errors.Split('\n');
        Assert.Equal(exitCode == 2 ? 2 : 1, lines.Length);
        Assert.DoesNotContain("Exception", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>The sample as a user for whom permissions are enforced.</summary>
    private static QuickStartProcess OfUserWithoutRights()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new QuickStartProcess();
        }

        string[] nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), AsNobody);
        using var probe = System.Diagnostics.Process.Start(nobody[0], [.. nobody[1..], "dotnet", "exec", QuickStartProcess.Assembly, "--version"]);
        probe.WaitForExit();
        Assert.SkipUnless(probe.ExitCode == 0, AsNobody);
        return new QuickStartProcess { Launcher = nobody };
    }
}
