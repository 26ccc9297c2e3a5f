namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>
/// Runs the programs of a server in a temporary folder that only its user can enter. However the test process ends, what
/// <see cref="AtEndAsync"/> was given is run and the folder is removed; on Windows only if it is not killed.
/// </summary>
internal abstract class ServerKeeper : IAsyncDisposable
{
    /// <summary>How long a program may take.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The folder.</summary>
    public string Folder { get; protected set; } = "";

    /// <summary>Makes the folder.</summary>
    public static async Task<ServerKeeper> StartAsync() => OperatingSystem.IsWindows() ? new DirectKeeper() : await ShellKeeper.StartAsync();

    /// <summary>Runs a program to its end.</summary>
    public abstract Task<(int ExitCode, string Output)> TryRunAsync(params string[] command);

    /// <summary>Writes a file into the folder, or over one in it.</summary>
    public abstract Task WriteAsync(string path, string text);

    /// <summary>Says what ends the server, unless it has ended before.</summary>
    public abstract Task AtEndAsync(params string[] command);

    /// <summary>Runs a program that must succeed.</summary>
    public async Task<string> RunAsync(params string[] command)
    {
        var (exitCode, output) = await TryRunAsync(command);
        return exitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {exitCode}: {output}");
    }

    public abstract ValueTask DisposeAsync();
}
