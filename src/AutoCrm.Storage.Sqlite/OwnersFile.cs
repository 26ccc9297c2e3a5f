namespace AutoCrm.Storage.Sqlite;

/// <summary>
/// Creates files that on Unix only their owner may read and write, whatever the umask is. SQLite gives the files beside a database (-wal, -shm) the mode
/// of the database. On Windows files have the rights of their folder.
/// </summary>
internal static class OwnersFile
{
    /// <summary>Creates an empty file if there is none. The mode of an existing file stays as it is.</summary>
    /// <param name="path">The path; a URI of SQLite and <c>|DataDirectory|</c> are left to SQLite.</param>
    public static void CreateIfMissing(string path)
    {
        if (!SqlitePath.IsPlain(path) || File.Exists(path))
        {
            return;
        }

        try
        {
            Open(path, FileMode.CreateNew, FileOptions.None).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
        catch (DirectoryNotFoundException)
        {
            // SQLite says what is wrong with the path as it does for every other one.
        }
    }

    /// <summary>Opens a file for this process alone.</summary>
    public static FileStream Open(string path, FileMode mode, FileOptions options)
    {
        var how = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0, Options = options };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, how);
    }
}
