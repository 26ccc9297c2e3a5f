using AutoCrm.Hosting;
using AutoCrm.PostgreSql.Tests.Store;
using AutoCrm.PostgreSql.Tests.Work;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.PostgreSql.Tests;

public sealed class EqualityTests : IDisposable
{
    private readonly SampleFolder sample = new(customers: 400);

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task Memory_SQLite_and_PostgreSQL_give_the_same_answers_to_the_byte()
    {
        var file = Path.Combine(sample.Path, "..", $"{Path.GetFileName(sample.Path)}.db");
        await using var fixture = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        await using var memory = SampleHost.Open(_ => { });
        await using var postgres = SampleHost.Open(fixture.Database.ConnectionString);
        try
        {
            await using var sqlite = SampleHost.Open(crm => crm.UseSqlite($"Data Source={file}"));
            await sqlite.GetRequiredService<IStoreSetup>().MigrateAsync();
            var expected = await WorkTwiceAsync(memory);
            Assert.NotEmpty(expected.Records);
            Assert.NotEmpty(expected.Messages);
            expected.AssertEqual(await WorkTwiceAsync(sqlite));
            expected.AssertEqual(await WorkTwiceAsync(postgres));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            foreach (var part in new[] { "", "-wal", "-shm" })
            {
                File.Delete(file + part);
            }
        }
    }

    /// <summary>The second time changes nothing.</summary>
    private async Task<StoreContents> WorkTwiceAsync(IServiceProvider host)
    {
        await SampleHost.WorkAsync(host, sample.Path);
        await SampleHost.WorkAsync(host, sample.Path);
        return await StoreContents.ReadAsync(host, SampleHost.Now);
    }
}
