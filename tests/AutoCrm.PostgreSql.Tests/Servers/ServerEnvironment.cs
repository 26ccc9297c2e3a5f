namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>The environment that the programs of a server are started with.</summary>
internal static class ServerEnvironment
{
    /// <summary>Takes out what libpq and the server would read as their settings, and has them speak English.</summary>
    public static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            environment.Remove(name);
        }

        environment["LC_ALL"] = "C";
    }
}
