using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using AutoCrm.Hosting;
using AutoCrm.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AutoCrm.Storage.Tests;

/// <summary>Who may read the files of a store. The umask is one of the process, so that no other test runs beside these.</summary>
[Collection(nameof(SqliteFileModeTests))]
[CollectionDefinition(nameof(SqliteFileModeTests), DisableParallelization = true)]
[UnsupportedOSPlatform("windows")]
public sealed class SqliteFileModeTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int None = 0;
    private const int NotWritableByOthers = 0x12;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(None)]
    [InlineData(NotWritableByOthers)]
    public async Task All_files_of_a_store_are_their_owners_alone(int umask)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have the rights of their folder there.");
        await using var store = SqliteFixture.WithoutFile();
        await UnderUmaskAsync(umask, async () =>
        {
            await store.Services.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation);
            await using var setup = await store.Services.GetRequiredService<SqliteSessions>().LockSetupAsync(Cancellation);
            var folder = Path.GetDirectoryName(setup.Name)!;

            Assert.Equal(
                ["crm.db", "crm.db-shm", "crm.db-wal", "crm.db.setup"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.All(Directory.EnumerateFiles(folder), file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
        });
    }

    [Fact]
    public async Task A_file_made_by_a_use_before_the_setup_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have the rights of their folder there.");
        await using var store = SqliteFixture.WithoutFile();
        await UnderUmaskAsync(None, async () =>
        {
            await using var session = await store.Services.GetRequiredService<SqliteSessions>().ReadAsync(Cancellation);

            Assert.Equal(OwnerOnly, File.GetUnixFileMode(store.File));
        });
    }

    [Fact]
    public async Task The_mode_of_an_existing_file_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have the rights of their folder there.");
        await using var store = SqliteFixture.WithoutFile();
        await File.WriteAllBytesAsync(store.File, [], Cancellation);
        File.SetUnixFileMode(store.File, OwnerOnly | UnixFileMode.GroupRead);

        await store.Services.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation);

        Assert.Equal(OwnerOnly | UnixFileMode.GroupRead, File.GetUnixFileMode(store.File));
    }

    private static async Task UnderUmaskAsync(int umask, Func<Task> work)
    {
        var before = SetUmask(umask);
        try
        {
            await work();
        }
        finally
        {
            _ = SetUmask(before);
        }
    }

    [DllImport("libc", EntryPoint = "umask", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetUmask(int mask);
}
