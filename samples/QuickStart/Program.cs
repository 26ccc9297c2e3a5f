using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using QuickStart;
using Spectre.Console;

var text = CommandLine.TextFor(args);
CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = text.Culture;
Console.OutputEncoding = System.Text.Encoding.UTF8;

var line = new CommandLine(text);
var parsed = line.Root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync(error.Message);
    }

    await Console.Error.WriteLineAsync(text["err_see_help"]);
    return ExitCodes.WrongArguments;
}

// Without a handler, a file that grows beyond the permitted size ends the process without a word (SIGXFSZ, 25 on Linux and macOS).
using var fileSize = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create((PosixSignal)25, signal => signal.Cancel = true);
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOnce);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOnce);
line.Root.SetAction((result, cancellationToken) => new MainJob(AnsiConsole.Console, Console.Error, line.Read(result)).RunAsync(cancellationToken));
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, stop.Token);

// The first signal ends the run in order, however long it takes; a second one ends the process.
void StopOnce(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
