using System.Runtime.InteropServices;
using System.Text;

namespace AutoCrm.Import;

/// <summary>
/// Distinguishes regular files from pipes, sockets and devices, which .NET does not; opening a pipe waits for a writer. On Linux only.
/// </summary>
internal static class UnixFileType
{
    private const int CurrentDirectory = -100;
    private const uint TypeOnly = 1;
    private const int SizeOfStatx = 256;
    private const int OffsetOfMode = 28;
    private const int TypeBits = 0xF000;

    /// <summary>What a file is, such as <c>a named pipe</c>; <see langword="null"/> for a regular file, a folder, and where it is not known.</summary>
    public static string? FindSpecial(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var status = new byte[SizeOfStatx];
        try
        {
            if (GetStatus(CurrentDirectory, [.. Encoding.UTF8.GetBytes(path), 0], 0, TypeOnly, status) != 0)
            {
                return null;
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }

        return (MemoryMarshal.Read<ushort>(status.AsSpan(OffsetOfMode)) & TypeBits) switch
        {
            0x1000 => "a named pipe",
            0x2000 or 0x6000 => "a device",
            0xC000 => "a socket",
            _ => null,
        };
    }

    [DllImport("libc", EntryPoint = "statx", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetStatus(int directory, byte[] path, int flags, uint mask, [Out] byte[] status);
}
