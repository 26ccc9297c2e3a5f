using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.Data.Sqlite;

namespace AutoCrm.Benchmarks;

/// <summary>
/// Assessment of the base, from the store to stored assessments, against reading the same rows with Microsoft.Data.Sqlite alone and inserting the same
/// assessments with a prepared statement.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 5)]
public class AssessmentBenchmark
{
    private SampleStore sample = null!;
    private TableRows snapshots = null!;

    [Params(100_000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        sample = new SampleStore(Customers);
        await using (var services = SampleStore.Open(await sample.FreshAsync("base")))
        {
            await SampleStore.InScopeAsync(services, async crm =>
            {
                await crm.Import.ImportAsync(sample.Files);
                await crm.Resolution.ResolveAsync();
                await crm.Assessment.AssessAllAsync(SampleStore.AsOf);
            });
        }

        using var connection = Open();
        snapshots = TableRows.Of(connection, "assessments");
    }

    [GlobalCleanup]
    public void Delete() => sample.Dispose();

    [IterationSetup]
    public void Empty()
    {
        using var connection = Open();
        using var delete = connection.CreateCommand();
        delete.CommandText = "DELETE FROM assessments; DELETE FROM assessment_runs; DELETE FROM outbox; PRAGMA wal_checkpoint(TRUNCATE);";
        delete.ExecuteNonQuery();
        GC.Collect();
    }

    [Benchmark(Baseline = true, Description = "read the rows, insert the snapshots")]
    public long Read()
    {
        using var connection = Open();
        using var select = connection.CreateCommand();
        // The events of a record follow each other in the table; its number is the high part of theirs.
        select.CommandText =
            "SELECT r.customer_id, r.record_no, r.known_since, r.system_no, r.key, e.* FROM source_records r " +
            "LEFT JOIN events e ON e.event_no BETWEEN (r.record_no << 24) AND (r.record_no << 24) + 16777215 " +
            "WHERE r.customer_id IS NOT NULL ORDER BY r.customer_id, r.record_no";
        long read = 0;
        using (var reader = select.ExecuteReader())
        {
            var row = new object[reader.FieldCount];
            while (reader.Read())
            {
                read += reader.GetValues(row);
            }
        }

        using var transaction = connection.BeginTransaction();
        read += snapshots.Insert(connection, transaction);
        transaction.Commit();
        return read;
    }

    [Benchmark(Description = "AssessAllAsync, rows to snapshots")]
    public async Task Assess()
    {
        await using var services = SampleStore.Open(sample.PathOf("base"));
        await SampleStore.InScopeAsync(services, crm => crm.Assessment.AssessAllAsync(SampleStore.AsOf));
    }

    private SqliteConnection Open() => TableRows.Open(sample.PathOf("base"));
}
