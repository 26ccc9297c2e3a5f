using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace AutoCrm.Import.Tests;

/// <summary>What of a folder is read, and what becomes of the rest: one clear failure each, and the other files are imported.</summary>
public sealed class InputFolderTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Workplace workplace = new();
    private readonly DirectoryInfo elsewhere = Directory.CreateTempSubdirectory("autocrm-elsewhere-");

    public InputFolderTests() => workplace.Write("z/customers.csv", Workplace.Customer);

    public void Dispose()
    {
        workplace.Dispose();
        elsewhere.Delete(recursive: true);
    }

    [Theory]
    [InlineData(".hidden/customers.csv", ".hidden", "begins with a point")]
    [InlineData(".hidden/deep/customers.csv", ".hidden", "begins with a point")]
    [InlineData("customers.csv", "customers.csv", "move it into a folder")]
    [InlineData("s/outlets.csv", "s/outlets.csv", "move it beside")]
    [InlineData("s/2026/11/events.csv", "s/2026", "'11/events.csv' was not read")]
    [InlineData("s/customers.csv/readme.txt", "s/customers.csv", "It is a folder")]
    [InlineData("s/mapping.json/readme.txt", "s/mapping.json", "It is a folder")]
    public Task A_file_in_the_wrong_place_is_reported(string file, string reported, string reason)
    {
        workplace.Write(file, "{}");
        return ReportsAsync(reported, reason);
    }

    [Theory]
    [InlineData("customers.csv", "s/customers.csv", "It is a named pipe")]
    [InlineData("mapping.json", "s/mapping.json", "It is a named pipe")]
    public async Task A_pipe_is_not_opened(string name, string reported, string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are told apart on Linux.");
        Run("mkfifo", Place($"s/{name}"));
        await ReportsAsync(reported, reason);
    }

    [Fact]
    public async Task A_socket_is_not_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sockets are told apart on Linux.");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Place("s/events.csv")));
        await ReportsAsync("s/events.csv", "It is a socket");
    }

    [Fact]
    public async Task A_device_is_not_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only the superuser makes devices.");
        Run("mknod", Place("s/events.csv"), "c", "1", "5");
        await ReportsAsync("s/events.csv", "It is a device");
    }

    [Fact]
    public async Task A_pipe_that_is_not_to_be_read_is_not_reported()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are told apart on Linux.");
        Run("mkfifo", Place("s/control"));

        Assert.Empty((await ImportAsync()).Failures);
    }

    [Theory]
    [InlineData("s/customers.csv", "secret.csv")]
    [InlineData("s/mapping.json", "secret.csv")]
    [InlineData("s", ".")]
    [InlineData("s/attachment", ".")]
    public async Task A_link_out_of_the_folder_is_not_followed(string link, string target)
    {
        await File.WriteAllTextAsync(Path.Combine(elsewhere.FullName, "secret.csv"), "the first line of a secret\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(elsewhere.FullName, "customers.csv"), Workplace.Customer, TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Place(link), Path.GetFullPath(Path.Combine(elsewhere.FullName, target)));

        var failure = await ReportsAsync(link, "leads out of the imported folder");

        Assert.DoesNotContain("secret of", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leads_out_over_another_link_is_not_followed()
    {
        await File.WriteAllTextAsync(Path.Combine(elsewhere.FullName, "customers.csv"), Workplace.Customer, TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Place("z/way"), elsewhere.FullName);
        File.CreateSymbolicLink(Place("s/customers.csv"), "../z/way/customers.csv");

        var report = await ImportAsync();

        Assert.Equal(["s/customers.csv", "z/way"], report.Failures.Select(failure => failure.File));
        Assert.All(report.Failures, failure => Assert.Contains("leads out", failure.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("s/customers.csv", "customers.csv")]
    [InlineData("s", "s")]
    [InlineData("s/customers.csv", "missing.csv")]
    public async Task A_link_in_a_circle_or_to_nothing_is_reported(string link, string target)
    {
        File.CreateSymbolicLink(Place(link), target);
        await ReportsAsync(link, "leads in a circle, to nothing");
    }

    [Theory]
    [InlineData("s", "..")]
    [InlineData("s/again", "..")]
    public async Task A_link_to_the_imported_folder_is_not_followed(string link, string target)
    {
        File.CreateSymbolicLink(Place(link), link == "s" ? workplace.Folder : target);
        await ReportsAsync(link, "leads out of the imported folder");
    }

    [Fact]
    public async Task Links_within_the_folder_and_a_link_to_the_folder_are_followed()
    {
        File.CreateSymbolicLink(Place("s/customers.csv"), "../z/customers.csv");
        File.CreateSymbolicLink(Place("t"), "z");
        var link = Path.Combine(elsewhere.FullName, "link");
        File.CreateSymbolicLink(link, workplace.Folder);

        var report = await ImportAsync();

        Assert.Empty(report.Failures);
        Assert.Equal(["s", "t", "z"], workplace.Store.Records.Keys.Select(source => source.System));
        workplace.Store.Records.Clear();
        Assert.Empty((await ImportAsync(link)).Failures);
        Assert.Equal(["s", "t", "z"], workplace.Store.Records.Keys.Select(source => source.System));
    }

    [Theory]
    [InlineData("printf 'key,kind\\n' > \"$1/s/$(printf 'events\\377.csv')\"", "s/events\uFFFD.csv")]
    [InlineData("mkdir \"$1/$(printf 'caf\\351')\"", "caf\uFFFD")]
    public async Task A_name_that_is_not_UTF_8_is_reported(string script, string reported)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names are UTF-8 or UTF-16 elsewhere.");
        _ = Place("s/events.csv");
        Run("sh", "-c", script, "sh", workplace.Folder);
        try
        {
            await ReportsAsync(reported, "not UTF-8");
        }
        finally
        {
            // .NET cannot delete what it cannot name.
            Run("find", workplace.Folder, "-mindepth", "1", "-delete");
        }
    }

    [Theory]
    [InlineData("s/customers.csv", "s/customers.csv")]
    [InlineData("s/mapping.json", "s/mapping.json")]
    [InlineData("s", "s")]
    [InlineData("s/deep", "s/deep")]
    [InlineData(".s", ".s")]
    [UnsupportedOSPlatform("windows")]
    public async Task What_may_not_be_read_is_reported(string denied, string reported)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "The superuser may read everything.");
        workplace.Write(Path.HasExtension(denied) && denied != ".s" ? denied : $"{denied}/customers.csv", Workplace.Customer);
        var path = Place(denied);
        File.SetUnixFileMode(path, UnixFileMode.None);
        try
        {
            await ReportsAsync(reported, "cannot be read");
        }
        finally
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_may_not_be_read_ends_the_import()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "The superuser may read everything.");
        File.SetUnixFileMode(workplace.Folder, UnixFileMode.None);
        try
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => ImportAsync());
        }
        finally
        {
            File.SetUnixFileMode(workplace.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Imports, and expects one failure and all rows of the other files.</summary>
    private async Task<FileFailure> ReportsAsync(string file, string reason)
    {
        var report = await ImportAsync();

        var failure = Assert.Single(report.Failures);
        Assert.Equal(file, failure.File);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(["outlets.csv", "z/customers.csv"], report.Files.Select(read => read.File));
        Assert.Equal("z", Assert.Single(workplace.Store.Records).Key.System);
        return failure;
    }

    private Task<ImportReport> ImportAsync(string? folder = null) =>
        workplace.ImportAsync(folder: folder).WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>The path of a file of the folder, whose own folder exists.</summary>
    private string Place(string file)
    {
        var path = Path.Combine(workplace.Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
