using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>
/// A shell outside the test process's session and tree, as the user of the server. It runs the commands it is sent one after another; when the pipe
/// closes, which the system does even for a killed process, it ends the server and removes the folder.
/// </summary>
internal sealed class ShellKeeper : ServerKeeper
{
    private const string Answer = "autocrm-exit-code ";

    /// <summary>Starts what follows in the background, so that it is nobody's child once this shell has ended.</summary>
    private const string Detached = "exec 3<&0; \"$@\" <&3 3<&- 2>&1 &";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly Process shell;
    private readonly Task ended;

    private ShellKeeper(Process shell)
    {
        this.shell = shell;
        ended = Task.Run(ReadAsync);
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    public static new async Task<ServerKeeper> StartAsync()
    {
        string[] session = SearchPath.Find("setsid") is { } setsid ? [setsid] : [];
        var start = new ProcessStartInfo("sh", ["-c", Detached, "sh", .. session, .. ServerUser.Launcher, "sh", "-s"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
        };
        ServerEnvironment.Clean(start.Environment);
        var keeper = new ShellKeeper(Process.Start(start) ?? throw new InvalidOperationException("sh did not start."));
        try
        {
            await keeper.SendAsync($$"""
                trap '' HUP INT PIPE TERM
                folder=$(mktemp -d {{Quoted(Path.Combine(ServerUser.TemporaryFolder, "autocrm-pg-XXXXXXXX"))}}) || exit 1
                end() { :; }
                finish() { end; cd /; rm -rf "$folder" || { sleep 1; rm -rf "$folder"; }; }
                trap finish EXIT
                cd "$folder" && export HOME="$folder"
                """);
            keeper.Folder = (await keeper.RunAsync("pwd")).Trim();
            return keeper;
        }
        catch
        {
            await keeper.DisposeAsync();
            throw;
        }
    }

    public override Task<(int ExitCode, string Output)> TryRunAsync(params string[] command) => AskAsync($"{Quoted(command)} </dev/null 2>&1");

    public override async Task WriteAsync(string path, string text)
    {
        var (exitCode, output) = await AskAsync($"printf '%s' {Quoted(text)} 2>&1 >{Quoted(path)}");
        if (exitCode != 0)
        {
            throw new IOException($"{path} cannot be written: {output}");
        }
    }

    public override async Task AtEndAsync(params string[] command) => await AskAsync($"end() {{ {Quoted(command)} </dev/null >/dev/null 2>&1; }}");

    public override async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        shell.StandardInput.Close();
        await ended.WaitAsync(Patience);
        shell.Dispose();
        oneAtATime.Dispose();
    }

    private static string Quoted(params IEnumerable<string> words) => string.Join(' ', words.Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));

    private void OnProcessExit(object? sender, EventArgs e)
    {
        shell.StandardInput.Close();
        ended.Wait(Patience);
    }

    private async Task<(int ExitCode, string Output)> AskAsync(string command)
    {
        await oneAtATime.WaitAsync();
        try
        {
            await SendAsync($"{command}; printf '\\n{Answer}%s\\n' \"$?\"");
            return await AnswerAsync();
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task SendAsync(string command)
    {
        await shell.StandardInput.WriteAsync(command + "\n");
        await shell.StandardInput.FlushAsync();
    }

    private async Task<(int ExitCode, string Output)> AnswerAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var output = new StringBuilder();
        await foreach (var line in lines.Reader.ReadAllAsync(patience.Token))
        {
            if (line.StartsWith(Answer, StringComparison.Ordinal))
            {
                return (int.Parse(line.AsSpan(Answer.Length), CultureInfo.InvariantCulture), output.ToString().Trim());
            }

            output.AppendLine(line);
        }

        throw new InvalidOperationException($"The shell that keeps the server has ended: {output}");
    }

    private async Task ReadAsync()
    {
        while (await shell.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Writer.TryWrite(line);
        }

        lines.Writer.Complete();
    }
}
