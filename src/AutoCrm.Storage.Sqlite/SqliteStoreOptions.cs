namespace AutoCrm.Hosting;

/// <summary>How AutoCrm uses its SQLite file.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>How much of the file a writer keeps in memory, in mebibytes. A bulk import larger than that reads pages again.</summary>
    /// <value>128 by default; at least 1.</value>
    public int WriterCacheMebibytes { get; set; } = 128;

    /// <summary>How much of the file each concurrent reader keeps in memory, in mebibytes.</summary>
    /// <value>16 by default; at least 1.</value>
    public int ReaderCacheMebibytes { get; set; } = 16;

    /// <summary>How long a writer waits for another one, in this process or in another, before it gives up.</summary>
    /// <value>30 seconds by default; zero or more.</value>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What is wrong with the options, one sentence each.</summary>
    internal IEnumerable<string> FindProblems()
    {
        if (WriterCacheMebibytes < 1)
        {
            yield return $"SqliteStoreOptions.WriterCacheMebibytes is {WriterCacheMebibytes}; expected at least 1.";
        }

        if (ReaderCacheMebibytes < 1)
        {
            yield return $"SqliteStoreOptions.ReaderCacheMebibytes is {ReaderCacheMebibytes}; expected at least 1.";
        }

        if (LockTimeout < TimeSpan.Zero)
        {
            yield return $"SqliteStoreOptions.LockTimeout is {LockTimeout}; expected zero or more.";
        }
    }
}
