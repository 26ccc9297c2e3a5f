namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>Programs of the machine.</summary>
internal static class SearchPath
{
    /// <summary>Folders of system programs, which the PATH of a user may leave out.</summary>
    private static readonly string[] SystemFolders = OperatingSystem.IsWindows() ? [] : ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <summary>The folders of a PATH.</summary>
    public static IEnumerable<string> Folders(string? path) => (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The path of a program on the PATH or among the system programs, if it is there.</summary>
    public static string? Find(string program) =>
        Folders(Environment.GetEnvironmentVariable("PATH")).Concat(SystemFolders).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
