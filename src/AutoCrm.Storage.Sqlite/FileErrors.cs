namespace AutoCrm.Storage.Sqlite;

/// <summary>Reads the numbers of the operating system in exceptions on files.</summary>
internal static class FileErrors
{
    private const int Win32 = unchecked((int)0x80070000);

    /// <summary>No space, file too large or quota, of Linux and macOS; <c>ERROR_HANDLE_DISK_FULL</c> and <c>ERROR_DISK_FULL</c> of Windows.</summary>
    public static bool IsFull(IOException exception) => OperatingSystem.IsWindows()
        ? exception.HResult is (Win32 | 39) or (Win32 | 112)
        : exception.HResult is 28 or 27 || exception.HResult == (OperatingSystem.IsMacOS() ? 69 : 122);

    /// <summary>A read-only file system of Linux and macOS; <c>ERROR_WRITE_PROTECT</c> of Windows.</summary>
    public static bool IsReadOnly(IOException exception) => exception.HResult == (OperatingSystem.IsWindows() ? Win32 | 19 : 30);

    /// <summary>A file that another process has for itself.</summary>
    public static bool IsInUse(IOException exception) => exception.HResult switch
    {
        (Win32 | 32) or (Win32 | 33) => OperatingSystem.IsWindows(),
        11 => !OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS(),
        35 => OperatingSystem.IsMacOS(),
        _ => false,
    };

    /// <summary>What the operating system says, to be put into a sentence.</summary>
    public static string Describe(Exception exception) => string.Join(' ', exception.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
}
