namespace AutoCrm.Storage.Sqlite;

/// <summary>What is wrong with a path, as far as one can see.</summary>
internal enum PathProblem
{
    /// <summary>The file is there and can be read.</summary>
    None,

    /// <summary>The path says nothing, such as a URI of SQLite.</summary>
    Unknown,

    /// <summary>The path is that of a folder.</summary>
    IsFolder,

    /// <summary>The folder of the file does not exist.</summary>
    FolderMissing,

    /// <summary>The folder exists, and the file does not.</summary>
    FileMissing,

    /// <summary>The file exists, and may not be read.</summary>
    Unreadable,

    /// <summary>The disk has no space for the files beside the file.</summary>
    DiskFull,
}

/// <summary>The path of an SQLite file as a connection string names it.</summary>
internal sealed class SqlitePath
{
    /// <summary>What SQLite needs at least for the files beside an empty one.</summary>
    private const long LeastSpace = 1 << 16;

    private readonly bool isPlain;

    public SqlitePath(string dataSource)
    {
        isPlain = IsPlain(dataSource);
        Name = isPlain ? Path.GetFullPath(dataSource) : dataSource;
    }

    /// <summary>The whole path; what is no plain path is as it was given.</summary>
    public string Name { get; }

    /// <summary>Whether a data source is a path, and neither a URI of SQLite nor begins with <c>|DataDirectory|</c>.</summary>
    public static bool IsPlain(string dataSource) => !dataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) && !dataSource.StartsWith('|');

    /// <summary>Looks why the file cannot be opened.</summary>
    public PathProblem FindProblem() =>
        !isPlain ? PathProblem.Unknown
        : Directory.Exists(Name) ? PathProblem.IsFolder
        : !Directory.Exists(Path.GetDirectoryName(Name)) ? PathProblem.FolderMissing
        : !File.Exists(Name) ? PathProblem.FileMissing
        : FindProblemOfReading() is var problem && problem != PathProblem.None ? problem
        : IsDiskFull() ? PathProblem.DiskFull
        : PathProblem.None;

    private PathProblem FindProblemOfReading()
    {
        try
        {
            new FileStream(Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete).Dispose();
            return PathProblem.None;
        }
        catch (UnauthorizedAccessException)
        {
            return PathProblem.Unreadable;
        }
        catch (IOException)
        {
            return PathProblem.Unknown;
        }
    }

    private bool IsDiskFull()
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Name)!).AvailableFreeSpace < LeastSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
