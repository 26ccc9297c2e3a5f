namespace AutoCrm.Tests;

/// <summary>A folder that can be made read-only with its files: by permissions, or by the disk it is on where the user is root, who may do everything.</summary>
internal sealed class LockableFolder : IDisposable
{
    public const string WhyNone = "Root ignores permissions, and no disk can be mounted; or permissions are not those of POSIX.";

    private readonly TemporaryDisk? disk;

    private LockableFolder(TemporaryDisk? disk)
    {
        this.disk = disk;
        Path = disk?.Folder ?? Directory.CreateTempSubdirectory("autocrm-").FullName;
    }

    public string Path { get; }

    /// <summary>Makes a folder; <see langword="null"/> where none can be locked.</summary>
    public static LockableFolder? TryCreate() =>
        TemporaryDisk.TryMount(mebibytes: 16) is { } disk ? new LockableFolder(disk)
        : OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess ? null
        : new LockableFolder(null);

    /// <summary>Makes the folder and its files read-only, or no longer. None of the files may be open.</summary>
    public void SetReadOnly(bool isReadOnly)
    {
        if (disk is not null)
        {
            disk.SetReadOnly(isReadOnly);
        }
        else if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Read = UnixFileMode.UserRead, Enter = UnixFileMode.UserExecute;
            var write = isReadOnly ? UnixFileMode.None : UnixFileMode.UserWrite;
            File.SetUnixFileMode(Path, Read | Enter | write);
            foreach (var file in Directory.EnumerateFiles(Path))
            {
                File.SetUnixFileMode(file, Read | write);
            }
        }
    }

    public void Dispose()
    {
        SetReadOnly(false);
        if (disk is null)
        {
            Directory.Delete(Path, recursive: true);
        }

        disk?.Dispose();
    }
}
