using System.Diagnostics;

namespace AutoCrm.Packages.Tests;

/// <summary>Runs <c>dotnet</c> in another folder, as somebody would who has the SDK and the packages.</summary>
internal static class DotnetCommand
{
    /// <summary>What a test run tells the tools that it starts, and a reader's shell does not.</summary>
    private static readonly string[] Inherited = ["CI", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "DOTNET_HOST_PATH", "TESTINGPLATFORM_UI_LANGUAGE"];

    /// <summary>The output of a command that succeeds.</summary>
    public static async Task<string> RunAsync(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var (exitCode, output) = await TryAsync("dotnet", folder, environment, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)}\nin {folder} ended with {exitCode}:\n{output}");
        return output;
    }

    /// <summary>The exit code and the output of a command.</summary>
    public static async Task<(int ExitCode, string Output)> TryAsync(
        string program, string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in Inherited)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
