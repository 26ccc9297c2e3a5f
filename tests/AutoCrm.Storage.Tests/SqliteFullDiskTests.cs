using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Storage.Tests;

/// <summary>On a full disk nothing is half stored, and the same call succeeds once there is space again.</summary>
public sealed class SqliteFullDiskTests : IDisposable
{
    private const int Rows = 4000;

    private static readonly Instant Now = Instant.FromUtc(2026, 11, 1, 0, 0);

    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("import", true)]
    [InlineData("import", false)]
    [InlineData("resolve", true)]
    [InlineData("resolve", false)]
    [InlineData("assess", true)]
    [InlineData("assess", false)]
    [InlineData("unit of work", true)]
    [InlineData("unit of work", false)]
    public async Task A_full_disk_is_told_nothing_is_half_stored_and_the_repetition_succeeds(string work, bool isRealDisk)
    {
        using var disk = isRealDisk ? TemporaryDisk.TryMount(mebibytes: 64) : null;
        Assert.SkipWhen(isRealDisk && disk is null, TemporaryDisk.WhyNone);
        var file = Path.Combine(disk?.Folder ?? folder, "crm.db");
        await using var host = StoreUses.Open(file);
        await StoreUses.RunAsync(host, "migrate");
        foreach (var before in new[] { "import", "resolve", "assess" }.TakeWhile(step => step != work && work != "unit of work"))
        {
            await WorkAsync(host, before);
        }

        Run(file, "PRAGMA wal_checkpoint(TRUNCATE)");
        var stored = Count(file);
        disk?.Fill();
        if (disk is null)
        {
            await LimitPagesAsync(host, 1);
        }

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var full = await Assert.ThrowsAsync<StoreException>(() => WorkAsync(host, work));
            Assert.Equal((StoreFailure.Full, file), (full.Failure, full.Store));
            Assert.Equal($"The SQLite file '{file}' cannot be written: the disk is full. Nothing of this transaction was stored; free space and repeat it.", full.Message);
            Assert.Equal(SQLitePCL.raw.SQLITE_FULL, Assert.IsType<SqliteException>(full.InnerException).SqliteErrorCode);
            Assert.Equal(stored, Count(file));
        }

        disk?.Free();
        if (disk is null)
        {
            await LimitPagesAsync(host, int.MaxValue);
        }

        await WorkAsync(host, work);
        Assert.NotEqual(stored, Count(file));
        Assert.Equal("ok", Run(file, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task A_disk_too_small_for_the_setup_is_told_wherever_it_is_full_and_the_repetition_succeeds()
    {
        using var disk = TemporaryDisk.TryMount(mebibytes: 4);
        Assert.SkipWhen(disk is null, TemporaryDisk.WhyNone);
        var file = Path.Combine(disk.Folder, "crm.db");
        var refused = 0;
        for (var left = 0; left < 1 << 20; left += left < 1 << 16 ? 1 << 12 : 1 << 16)
        {
            disk.Fill(left);
            await using (var host = StoreUses.Open(file))
            {
                try
                {
                    await StoreUses.RunAsync(host, "migrate");
                }
                catch (StoreException full)
                {
                    refused++;
                    Assert.True((full.Failure, full.Store) == (StoreFailure.Full, file), $"With {left} bytes left: {full}");
                }

                disk.Free();
                await StoreUses.RunAsync(host, "migrate");
                await StoreUses.RunAsync(host, "write");
            }

            SqliteConnection.ClearAllPools();
            foreach (var made in Directory.EnumerateFiles(disk.Folder))
            {
                File.Delete(made);
            }
        }

        Assert.InRange(refused, 5, 40);
    }

    private async Task WorkAsync(ServiceProvider host, string work)
    {
        await using var scope = host.CreateAsyncScope();
        var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
        switch (work)
        {
            case "import":
                await StoreUses.ImportAsync(host, folder, Rows);
                break;
            case "resolve":
                await crm.Resolution.ResolveAsync(cancellationToken: Cancellation);
                break;
            case "assess":
                await crm.Assessment.AssessAllAsync(Now, cancellationToken: Cancellation);
                break;
            default:
                for (var i = 0; i < Rows; i++)
                {
                    await crm.Customers.AddAsync(new Customer(Id<Customer>.New(Now), CustomerKind.Person), Cancellation);
                }

                await crm.CommitAsync(Cancellation);
                break;
        }
    }

    /// <summary>How many rows each table has.</summary>
    private static string Count(string file)
    {
        using var connection = Connect(file);
        var tables = new List<string>();
        using (var select = connection.CreateCommand())
        {
            select.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
            using var rows = select.ExecuteReader();
            while (rows.Read())
            {
                tables.Add(rows.GetString(0));
            }
        }

        return string.Join(", ", tables.Select(table => $"{table}: {Run(connection, $"SELECT count(*) FROM \"{table}\"")}"));
    }

    private static string? Run(string file, string sql)
    {
        using var connection = Connect(file);
        return Run(connection, sql);
    }

    private static string? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    private static SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static async Task LimitPagesAsync(ServiceProvider host, int pages)
    {
        await using var session = await host.GetRequiredService<IStoreSessions>().WriteAsync(Cancellation);
        await session.Prepare($"PRAGMA max_page_count = {pages}").ReadNumberAsync();
    }
}
