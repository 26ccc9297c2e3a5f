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
line.Root.SetAction((result, cancellationToken) => new MainJob(AnsiConsole.Console, Console.Error, line.Read(result)).RunAsync(cancellationToken));
return await parsed.InvokeAsync();
