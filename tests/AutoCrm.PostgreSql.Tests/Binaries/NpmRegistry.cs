using System.ComponentModel;
using System.Diagnostics;

namespace AutoCrm.PostgreSql.Tests.Binaries;

/// <summary>The npm registry that this machine is set to.</summary>
internal static class NpmRegistry
{
    private static readonly string[] Variables = ["npm_config_registry", "NPM_CONFIG_REGISTRY"];

    /// <summary>Its address, by the environment, by npm if it is installed, or the public one.</summary>
    public static async Task<Uri> AddressAsync()
    {
        var address = Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))
            ?? await OfNpmAsync();
        return Uri.TryCreate(address?.TrimEnd('/') + "/", UriKind.Absolute, out var registry) ? registry : new Uri("https://registry.npmjs.org/");
    }

    private static async Task<string?> OfNpmAsync()
    {
        string[] line = OperatingSystem.IsWindows() ? ["cmd", "/c", "npm", "config", "get", "registry"] : ["npm", "config", "get", "registry"];
        try
        {
            using var npm = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = await npm.StandardOutput.ReadToEndAsync();
            await npm.WaitForExitAsync();
            return npm.ExitCode == 0 ? output.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
