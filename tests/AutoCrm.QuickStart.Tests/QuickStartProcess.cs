using System.Diagnostics;
using System.Globalization;
using CsvHelper;

namespace AutoCrm.Tests.QuickStart;

/// <summary>Runs the sample in a separate process, as described in the README.</summary>
public sealed class QuickStartProcess : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-quickstart-").FullName;

    public string PathOf(params string[] parts) => Path.Combine([folder, .. parts]);

    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        // Long lines are broken where the terminal ends.
        return (process.ExitCode, string.Join(' ', (await output + await errors).Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)));
    }

    public IReadOnlyList<IDictionary<string, object>> Csv(params string[] parts)
    {
        using var reader = new CsvReader(new StreamReader(PathOf(parts)), CultureInfo.InvariantCulture);
        return [.. reader.GetRecords<dynamic>().Cast<IDictionary<string, object>>()];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
