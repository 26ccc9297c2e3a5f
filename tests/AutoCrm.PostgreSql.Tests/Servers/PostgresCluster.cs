using System.Globalization;
using System.Security.Cryptography;
using AutoCrm.PostgreSql.Tests.Binaries;

namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>A PostgreSQL server of the tests' own: new, in a temporary folder, on a free port of 127.0.0.1, and gone with the tests.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    /// <summary>The superuser.</summary>
    public const string User = "autocrm";

    private const int Ports = 5;

    /// <summary>
    /// Ways to sort, the most different from bytes first. What must come in the order of bytes is seen to say so: a server in the locale C would
    /// sort it so by itself.
    /// </summary>
    private static readonly string[][] Locales =
    [
        ["--locale-provider=icu", "--icu-locale=en-US", "--locale=C"],
        ["--locale=en_US.UTF-8"],
        ["--locale=C.UTF-8"],
        ["--locale=C"],
    ];

    private readonly ServerKeeper keeper;
    private readonly PostgresBinaries binaries;

    private PostgresCluster(ServerKeeper keeper, PostgresBinaries binaries)
    {
        this.keeper = keeper;
        this.binaries = binaries;
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; private set; }

    /// <summary>The password of the superuser.</summary>
    public string Password { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The temporary folder.</summary>
    public string Folder => keeper.Folder;

    /// <summary>The process of a server that runs.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(DataFolder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Whether it was started and not killed since.</summary>
    public bool IsRunning { get; private set; }

    private string DataFolder => Path.Combine(Folder, "data");

    private string LogFile => Path.Combine(Folder, "server.log");

    /// <summary>Makes a cluster and starts it.</summary>
    /// <param name="binaries">The programs to run.</param>
    /// <param name="durable">Whether what is committed survives a crash of the machine, which takes time.</param>
    public static async Task<PostgresCluster> StartNewAsync(PostgresBinaries binaries, bool durable)
    {
        var cluster = new PostgresCluster(await ServerKeeper.StartAsync(), binaries);
        try
        {
            await cluster.MakeAsync(durable);
            await cluster.StartOnFreePortAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a server that was killed, on the same port.</summary>
    public async Task StartAsync()
    {
        var (exitCode, output) = await ControlAsync("start", "-w", "-t", "60", "-l", LogFile, "-o", $"-p {Port}");
        IsRunning = exitCode == 0;
        if (!IsRunning)
        {
            throw new InvalidOperationException($"PostgreSQL did not start: {output}\n{(File.Exists(LogFile) ? await File.ReadAllTextAsync(LogFile) : "")}");
        }
    }

    /// <summary>Ends the server as a crash would: at once, without writing anything more.</summary>
    public async Task KillAsync()
    {
        var (exitCode, output) = await ControlAsync("stop", "-m", "immediate", "-w", "-t", "60");
        IsRunning = exitCode != 0;
        if (IsRunning)
        {
            throw new InvalidOperationException($"PostgreSQL was not ended: {output}");
        }
    }

    /// <summary>Makes a folder of the server's own, which may run as another user, in one of the tests'.</summary>
    public async Task<string> MakeFolderAsync(string parent)
    {
        var folder = Path.Combine(parent, "server");
        if (ServerUser.IsOther && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(parent, File.GetUnixFileMode(parent) | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        }

        await keeper.RunAsync("mkdir", folder);
        return folder;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await ControlAsync("stop", "-m", "fast", "-w", "-t", "20");
            IsRunning = false;
        }

        await keeper.DisposeAsync();
    }

    private async Task MakeAsync(bool durable)
    {
        await keeper.AtEndAsync(binaries.PathOf("pg_ctl"), "stop", "-D", DataFolder, "-m", "immediate", "-w", "-t", "30");
        await keeper.WriteAsync(Path.Combine(Folder, "password"), Password);
        await InitializeAsync();
        await keeper.WriteAsync(Path.Combine(DataFolder, "postgresql.auto.conf"), string.Join('\n', Settings(durable)) + "\n");
    }

    /// <summary>Somebody else may take a port between its choice and the start.</summary>
    private async Task StartOnFreePortAsync()
    {
        for (var left = Ports; !IsRunning; left--)
        {
            Port = LoopbackPort.Choose();
            try
            {
                await StartAsync();
            }
            catch (InvalidOperationException) when (left > 1 && !LoopbackPort.IsFree(Port))
            {
                // The next port.
            }
        }
    }

    private async Task InitializeAsync()
    {
        var (exitCode, output) = (1, "");
        foreach (var locale in Locales)
        {
            (exitCode, output) = await keeper.TryRunAsync(
            [
                binaries.PathOf("initdb"), "-D", DataFolder, "--encoding=UTF8", .. locale, $"--username={User}",
                $"--pwfile={Path.Combine(Folder, "password")}", "--auth=scram-sha-256", "--no-sync", "--no-instructions",
            ]);
            if (exitCode == 0)
            {
                return;
            }
        }

        throw new InvalidOperationException($"initdb ended with {exitCode}: {output}");
    }

    private IEnumerable<string> Settings(bool durable) =>
    [
        "listen_addresses = '127.0.0.1'",
        $"unix_socket_directories = '{(OperatingSystem.IsWindows() ? "" : Folder)}'",
        "max_connections = 200",
        "shared_buffers = 128MB",
        "log_min_messages = warning",
        "lc_messages = 'C'",
        .. durable ? (string[])[] : ["fsync = off", "full_page_writes = off", "synchronous_commit = off"],
    ];

    private async Task<(int ExitCode, string Output)> ControlAsync(string verb, params string[] arguments) =>
        await keeper.TryRunAsync([binaries.PathOf("pg_ctl"), verb, "-D", DataFolder, .. arguments]);
}
