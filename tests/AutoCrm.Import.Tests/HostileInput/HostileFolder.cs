using System.Runtime.InteropServices;
using System.Text;
using AutoCrm.SampleData;

namespace AutoCrm.Import.Tests.HostileInput;

/// <summary>A folder to import before it is written: its files, and the things that are no files.</summary>
internal sealed class HostileFolder(IReadOnlyDictionary<string, byte[]> files)
{
    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>[]> Groups =
        new(() => [.. new[] { 2, 4, 8, 16, 24 }.Select((customers, number) => MakeUp(customers, (ulong)number))]);

    private readonly List<Action<string>> extras = [];

    /// <summary>The files by their paths, with forward slashes.</summary>
    public SortedDictionary<string, byte[]> Files { get; } = new(files.ToDictionary(), StringComparer.Ordinal);

    /// <summary>What was done to it.</summary>
    public List<string> Mutations { get; } = [];

    /// <summary>A made-up dealer group, in which all is well but a few rows.</summary>
    public static HostileFolder Begin(Random random) => new(Groups.Value[random.Next(Groups.Value.Length)]);

    /// <summary>Links a path to a target as it is written.</summary>
    public void Link(string path, string target) => Add(path, place => File.CreateSymbolicLink(place, target));

    /// <summary>Makes a pipe, where there are such things.</summary>
    public void Pipe(string path) => Add(path, place =>
    {
        if (OperatingSystem.IsLinux() && MakePipe([.. Encoding.UTF8.GetBytes(place), 0], 0x180) != 0)
        {
            throw new IOException($"'{place}' could not be made.");
        }
    });

    /// <summary>Makes a folder whose name is not UTF-8, where that is possible.</summary>
    public void FolderOfOtherEncoding(string name) => extras.Add(root =>
    {
        if (OperatingSystem.IsLinux())
        {
            _ = MakeFolder([.. Encoding.UTF8.GetBytes(Path.Combine(root, name)), 0xE9, 0], 0x1C0);
        }
    });

    /// <summary>Writes it. What cannot be named or stands in the way of something else is left out.</summary>
    public void Write(string root)
    {
        foreach (var (path, bytes) in Files)
        {
            Try(Path.Combine(root, path), place => File.WriteAllBytes(place, bytes));
        }

        foreach (var extra in extras)
        {
            extra(root);
        }
    }

    /// <summary>Deletes it, with what .NET cannot name.</summary>
    public static void Delete(string root)
    {
        try
        {
            Directory.Delete(root, recursive: true);
        }
        catch (IOException)
        {
            using var process = System.Diagnostics.Process.Start("rm", ["-rf", root]);
            process.WaitForExit();
        }
    }

    private void Add(string path, Action<string> make) => extras.Add(root => Try(Path.Combine(root, path), make));

    private static void Try(string place, Action<string> make)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            make(place);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The mutations before have put something else there.
        }
    }

    private static Dictionary<string, byte[]> MakeUp(int customers, ulong seed)
    {
        var folder = Directory.CreateTempSubdirectory("autocrm-group-");
        DealerGroup.Write(folder.FullName, new DealerGroupOptions { Customers = customers, Seed = seed, BadRows = 0.02 });
        var files = Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder.FullName, file).Replace('\\', '/'), File.ReadAllBytes);
        folder.Delete(recursive: true);
        return files;
    }

    [DllImport("libc", EntryPoint = "mkfifo", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe(byte[] path, uint mode);

    [DllImport("libc", EntryPoint = "mkdir", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeFolder(byte[] path, uint mode);
}
