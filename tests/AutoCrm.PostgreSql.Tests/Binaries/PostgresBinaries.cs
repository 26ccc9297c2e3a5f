using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AutoCrm.PostgreSql.Tests.Binaries;

/// <summary>The programs of a PostgreSQL server.</summary>
/// <param name="Folder">The folder they are in.</param>
/// <param name="Version">Their major version.</param>
internal sealed partial record PostgresBinaries(string Folder, int Version)
{
    /// <summary>The oldest version that the tests run on.</summary>
    public const int OldestVersion = 15;

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    /// <summary>The programs in a folder, if all that a server needs are there in a version that will do.</summary>
    public static PostgresBinaries? In(string folder) =>
        Needed.All(program => File.Exists(PathOf(folder, program))) && VersionOf(PathOf(folder, "postgres")) is >= OldestVersion and var version
            ? new PostgresBinaries(folder, version)
            : null;

    /// <summary>The path of a program.</summary>
    public string PathOf(string program) => PathOf(Folder, program);

    private static string PathOf(string folder, string program) => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program);

    private static int? VersionOf(string postgres)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(postgres, ["--version"]) { RedirectStandardOutput = true })!;
            var match = MajorVersion().Match(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex MajorVersion();
}
