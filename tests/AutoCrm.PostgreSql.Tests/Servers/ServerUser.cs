namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>Whom a server runs as: whoever runs the tests, and in place of root, whom PostgreSQL refuses, postgres or nobody.</summary>
internal static class ServerUser
{
    private static readonly string[] InPlaceOfRoot = ["postgres", "nobody"];

    /// <summary>Whether another user is needed.</summary>
    public static bool IsOther { get; } = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    /// <summary>What a command is preceded by to run as the user.</summary>
    public static IReadOnlyList<string> Launcher { get; } = IsOther ? FindLauncher() : [];

    /// <summary>Where the user can make a folder: that of the process may be closed to another user.</summary>
    public static string TemporaryFolder => IsOther ? "/tmp" : Path.GetTempPath();

    private static IReadOnlyList<string> FindLauncher()
    {
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).ToList();
        var user = InPlaceOfRoot.SelectMany(name => users.Where(fields => fields[0] == name)).FirstOrDefault()
            ?? throw new InvalidOperationException("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as.");
        return SearchPath.Find("setpriv") is { } setpriv ? [setpriv, $"--reuid={user[2]}", $"--regid={user[3]}", "--clear-groups"]
            : SearchPath.Find("runuser") is { } runuser ? [runuser, "-u", user[0], "--"]
            : throw new InvalidOperationException("PostgreSQL does not run as root, and there is no setpriv or runuser to start it as another user.");
    }
}
