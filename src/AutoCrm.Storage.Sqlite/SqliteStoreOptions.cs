namespace AutoCrm.Hosting;

/// <summary>How AutoCrm uses its SQLite file.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>How much of the file a writer keeps in memory, in mebibytes. A bulk import larger than that reads pages again. Default: 128.</summary>
    public int WriterCacheMebibytes { get; set; } = 128;

    /// <summary>How much of the file each concurrent reader keeps in memory, in mebibytes. Default: 16.</summary>
    public int ReaderCacheMebibytes { get; set; } = 16;

    /// <summary>How long a writer waits for another one, in this process or in another, before it gives up. Default: 30 seconds.</summary>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
