using System.Globalization;

namespace AutoCrm.PostgreSql.Tests.Binaries;

/// <summary>Where systems install the programs of each version in a folder of its own.</summary>
internal static class InstalledVersions
{
    private static readonly StringComparer ByNumber = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    /// <summary>The folders of programs on this machine.</summary>
    public static IReadOnlyList<string> OfThisMachine { get; } =
    [
        .. NewestFirst("/usr/lib/postgresql", "*"),
        .. NewestFirst("/usr", "pgsql-*"),
        .. NewestFirst("/opt/homebrew/opt", "postgresql@*"),
        .. NewestFirst("/usr/local/opt", "postgresql@*"),
        .. NewestFirst(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*"),
    ];

    /// <summary>The folders of programs under folders that are named by their versions.</summary>
    public static IEnumerable<string> NewestFirst(string parent, string pattern) => !Directory.Exists(parent) ? [] :
        Directory.EnumerateDirectories(parent, pattern).OrderByDescending(folder => Path.GetFileName(folder), ByNumber).Select(folder => Path.Combine(folder, "bin"));
}
