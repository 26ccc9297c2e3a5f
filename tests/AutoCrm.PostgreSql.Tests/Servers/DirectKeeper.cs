using System.Diagnostics;
using System.Text;

namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>Runs programs as children of the test process, where there is no shell. A test process that is killed leaves its server behind.</summary>
internal sealed class DirectKeeper : ServerKeeper
{
    private string[] atEnd = [];

    public DirectKeeper()
    {
        Folder = Directory.CreateTempSubdirectory("autocrm-pg-").FullName;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    public override async Task<(int ExitCode, string Output)> TryRunAsync(params string[] command) => await Task.Run(() => Run(command));

    public override async Task WriteAsync(string path, string text) => await File.WriteAllTextAsync(path, text);

    public override Task AtEndAsync(params string[] command)
    {
        atEnd = command;
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        await Task.Run(End);
    }

    private void OnProcessExit(object? sender, EventArgs e) => End();

    private void End()
    {
        if (atEnd.Length > 0)
        {
            Run(atEnd);
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Waits for the program, and not for the end of its output, which a server that it has started holds open.</summary>
    private (int ExitCode, string Output) Run(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        ServerEnvironment.Clean(start.Environment);
        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command[0]} has not ended within {Patience}.");
        }

        lock (output)
        {
            return (process.ExitCode, output.ToString().Trim());
        }

        void Add(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }
}
