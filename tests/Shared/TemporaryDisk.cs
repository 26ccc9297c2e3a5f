using System.Diagnostics;

namespace AutoCrm.Tests;

/// <summary>A disk of a few megabytes in memory, which can be filled and made read-only. Linux mounts one for root.</summary>
internal sealed class TemporaryDisk : IDisposable
{
    public const string WhyNone = "A disk of a few megabytes is mounted by root on Linux only.";

    private TemporaryDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    /// <summary>Mounts a disk; <see langword="null"/> where that is not possible.</summary>
    public static TemporaryDisk? TryMount(int mebibytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("autocrm-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", folder))
        {
            return new TemporaryDisk(folder);
        }

        Directory.Delete(folder);
        return null;
    }

    /// <summary>Fills the disk.</summary>
    /// <param name="left">How many bytes stay free.</param>
    public void Fill(int left = 0)
    {
        using var filler = File.Create(Filler);
        var rest = new DriveInfo(Folder).AvailableFreeSpace - left;
        var zeros = new byte[1 << 16];
        for (; rest > 0; rest -= zeros.Length)
        {
            filler.Write(zeros.AsSpan(0, (int)Math.Min(rest, zeros.Length)));
        }
    }

    /// <summary>Frees what was filled.</summary>
    public void Free() => File.Delete(Filler);

    /// <summary>Makes the disk read-only, or no longer. No file on it may be open for writing.</summary>
    public void SetReadOnly(bool isReadOnly) => Assert.True(Run("mount", "-o", isReadOnly ? "remount,ro" : "remount,rw", Folder));

    public void Dispose()
    {
        Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
