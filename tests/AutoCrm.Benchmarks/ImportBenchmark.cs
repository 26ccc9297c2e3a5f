using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace AutoCrm.Benchmarks;

/// <summary>
/// Import, from files to stored rows, against a hand-written loop of prepared inserts of the same rows into the same tables in one transaction. The loop
/// has its rows in memory and checks nothing.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 5)]
public class ImportBenchmark
{
    private SampleStore sample = null!;
    private List<TableRows> tables = null!;

    [Params(100_000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        sample = new SampleStore(Customers);
        await using (var services = SampleStore.Open(await sample.FreshAsync("source")))
        {
            await SampleStore.InScopeAsync(services, crm => crm.Import.ImportAsync(sample.Files));
        }

        using var connection = TableRows.Open(sample.PathOf("source"));
        tables = [.. new[] { "source_systems", "outlets", "source_records", "vehicle_records", "events" }.Select(table => TableRows.Of(connection, table))];
        Console.WriteLine($"// {sample.Summary}");
    }

    [GlobalCleanup]
    public void Delete() => sample.Dispose();

    [IterationSetup]
    public void Empty()
    {
        sample.FreshAsync("loop").GetAwaiter().GetResult();
        sample.FreshAsync("import").GetAwaiter().GetResult();
        GC.Collect();
    }

    [Benchmark(Baseline = true, Description = "prepared inserts in one transaction")]
    public int Loop()
    {
        using var connection = TableRows.Open(sample.PathOf("loop"));
        using var transaction = connection.BeginTransaction();
        var inserted = tables.Sum(table => table.Insert(connection, transaction));
        transaction.Commit();
        return inserted;
    }

    [Benchmark(Description = "ImportService, files to rows")]
    public async Task Import()
    {
        await using var services = SampleStore.Open(sample.PathOf("import"));
        await SampleStore.InScopeAsync(services, crm => crm.Import.ImportAsync(sample.Files));
    }
}
