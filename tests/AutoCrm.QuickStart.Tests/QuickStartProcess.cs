using System.Diagnostics;
using System.Globalization;
using CsvHelper;

namespace AutoCrm.Tests.QuickStart;

/// <summary>Runs the sample in a separate process, as described in the README.</summary>
public sealed class QuickStartProcess : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-quickstart-").FullName;

    /// <summary>What the sample is started with, as a shell that sets a limit; by default nothing.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    /// <summary>The assembly of the sample.</summary>
    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "QuickStart.dll");

    public string PathOf(params string[] parts) => Path.Combine([folder, .. parts]);

    public async Task<QuickStartResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await WaitAsync(process);
    }

    public Process Start(params string[] arguments)
    {
        string[] line = [.. Launcher, "dotnet", "exec", Assembly, .. arguments];
        return Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            // A file size limit would stop the runtime from mapping its own code.
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
        })!;
    }

    public static async Task<QuickStartResult> WaitAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        // Long lines are broken where the terminal ends.
        return new QuickStartResult(
            process.ExitCode,
            string.Join(' ', (await output + await errors).Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)),
            (await errors).Trim());
    }

    public string Write(string text, params string[] parts)
    {
        var path = PathOf(parts);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public IReadOnlyList<IDictionary<string, object>> Csv(params string[] parts)
    {
        using var reader = new CsvReader(new StreamReader(PathOf(parts)), CultureInfo.InvariantCulture);
        return [.. reader.GetRecords<dynamic>().Cast<IDictionary<string, object>>()];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

/// <summary>The end of a run.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What was printed, without line breaks.</param>
/// <param name="Errors">What was printed to the error stream.</param>
public sealed record QuickStartResult(int ExitCode, string Output, string Errors);
