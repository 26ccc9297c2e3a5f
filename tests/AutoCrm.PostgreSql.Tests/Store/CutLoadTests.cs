using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.PostgreSql.Tests.Store;

/// <summary>The server ends the connection of an import at any moment.</summary>
public sealed class CutLoadTests
{
    private const int Rounds = 20, Batches = 20, Batch = 5_000;

    [Fact]
    public async Task An_import_whose_connection_is_cut_fails_as_the_store_does_and_stores_nothing()
    {
        await using var fixture = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        var store = fixture.Services.GetRequiredService<IImportStore>();
        var cut = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var ended = new CancellationTokenSource();
            var cutting = CutAsync(fixture, TimeSpan.FromMilliseconds(20 + (13 * round)), ended.Token);
            try
            {
                await ImportAsync(store, round);
            }
            catch (StoreException exception)
            {
                Assert.True(exception.Failure is StoreFailure.ConnectionLost or StoreFailure.Unavailable, exception.ToString());
                cut++;
            }
            finally
            {
                await ended.CancelAsync();
                await cutting;
            }
        }

        Assert.InRange(cut, Rounds / 2, Rounds);
        Assert.Equal((long)(Rounds - cut) * Batches * Batch, await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM source_records"));
    }

    private static async Task ImportAsync(IImportStore store, int round)
    {
        await using var import = await store.BeginAsync();
        for (var i = 0; i < Batches; i++)
        {
            await import.WriteAsync([.. Enumerable.Range(0, Batch).Select(j => Record($"C{round}-{i}-{j}"))]);
        }

        await import.CommitAsync();
    }

    private static SourceRecord Record(string key) => new()
    {
        Source = new SourceRef("dms", key), Kind = CustomerKind.Person, Name = CustomerName.From("Ada Lovelace", null, null), RecordedAt = Instant.FromUtc(2026, 1, 1, 0, 0),
    };

    private static async Task CutAsync(PostgreSqlFixture fixture, TimeSpan after, CancellationToken ended)
    {
        try
        {
            await Task.Delay(after, ended);
            await fixture.Database.ExecuteAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
        catch (OperationCanceledException)
        {
            // The import was over before.
        }
    }
}
