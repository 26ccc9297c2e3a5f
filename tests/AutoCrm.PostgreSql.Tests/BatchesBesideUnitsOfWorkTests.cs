using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.PostgreSql.Tests.Store;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>An import and units of work that write the same records in opposite orders wait for each other, and neither is given up.</summary>
public sealed class BatchesBesideUnitsOfWorkTests
{
    private const int Records = 12;

    private static readonly Instant Start = Instant.FromUtc(2026, 11, 1, 9, 0);

    [Fact]
    public async Task An_import_and_units_of_work_about_the_same_records_all_commit()
    {
        await using var fixture = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        await ImportAsync(fixture, 0, Task.CompletedTask, new TaskCompletionSource());
        for (var round = 1; round <= 2; round++)
        {
            // The unit of work begins where the import has half of the records, and has the other half when the import goes on.
            var isHalf = new TaskCompletionSource();
            var version = round * 10;
            var import = Task.Run(() => ImportAsync(fixture, version, WaitForLocksAsync(fixture, isHalf.Task), isHalf));
            await isHalf.Task;
            var units = Enumerable.Range(1, 4).Select(unit => Task.Run(() => ChangeAllAsync(fixture, version + unit)));
            await Task.WhenAll([import, .. units]);
        }

        Assert.Equal(Records, await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM source_records"));
    }

    /// <summary>Writes the records from the last to the first.</summary>
    private static async Task ImportAsync(PostgreSqlFixture fixture, int version, Task afterHalf, TaskCompletionSource isHalf)
    {
        await using var transaction = await fixture.Services.GetRequiredService<IImportStore>().BeginAsync();
        for (var number = Records - 1; number >= 0; number--)
        {
            await transaction.WriteAsync([Record(number, version)]);
            if (number == Records / 2)
            {
                isHalf.TrySetResult();
                await afterHalf;
            }
        }

        await transaction.CommitAsync();
    }

    private static async Task ChangeAllAsync(PostgreSqlFixture fixture, int version)
    {
        await using var scope = fixture.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CrmSession>().ExecuteAsync(async (crm, token) =>
        {
            await using var inner = fixture.Services.CreateAsyncScope();
            var records = inner.ServiceProvider.GetRequiredService<ISourceRecordStore>();
            for (var number = 0; number < Records; number++)
            {
                await records.PutAsync(Record(number, version), token);
            }

            await inner.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(token);
        });
    }

    /// <summary>Waits until a unit of work waits for a row of the import.</summary>
    private static async Task WaitForLocksAsync(PostgreSqlFixture fixture, Task isHalf)
    {
        await isHalf;
        for (var left = 600; left > 0; left--)
        {
            if (await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'transactionid'") > 0)
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("No unit of work waits for the import.");
    }

    private static SourceRecord Record(int number, int version) => new()
    {
        Source = new SourceRef("dms", $"K{number:00}"), Kind = CustomerKind.Person, Name = new CustomerName($"Anna {version}"), RecordedAt = Start.Plus(Duration.FromMinutes(version)),
    };
}
