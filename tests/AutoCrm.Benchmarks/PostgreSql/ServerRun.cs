using System.Diagnostics;
using System.Globalization;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace AutoCrm.Benchmarks.PostgreSql;

/// <summary>
/// The store on PostgreSQL against the driver alone on the same server: import against COPY of the same rows into the same tables, the same files again,
/// assessment against reading the same rows and copying the same snapshots, and many writers against one.
/// </summary>
internal static class ServerRun
{
    private const int Writers = 16;
    private static readonly TimeSpan WritingTime = TimeSpan.FromSeconds(8);

    public static async Task<int> MeasureAsync(string server, int customers)
    {
        using var sample = new SampleStore(customers);
        Console.WriteLine(sample.Summary);
        await using var store = new ServerStore(server);
        await WarmUpAsync(store);
        var imported = await store.CreateAsync("import");
        await using var services = ServerStore.Open(imported);
        var import = await TimeAsync(() => SampleStore.InScopeAsync(services, crm => crm.Import.ImportAsync(sample.Files)));
        await ServerStore.RunAsync(imported, "VACUUM ANALYZE");
        Print("import, files to rows", import, null);
        var copy = await CopyAsync(store, imported);
        Print("COPY of the same rows", copy, null);
        Print("import / COPY", import / copy, 1.5);

        var again = await TimeAsync(() => SampleStore.InScopeAsync(services, crm => crm.Import.ImportAsync(sample.Files)));
        Print("the same files again", again, null);
        Print("again / first", again / import, 0.25);

        var resolve = await TimeAsync(() => SampleStore.InScopeAsync(services, crm => crm.Resolution.ResolveAsync()));
        Print("identity resolution", resolve, null);
        await ServerStore.RunAsync(imported, "VACUUM ANALYZE");
        var assess = await TimeAsync(() => SampleStore.InScopeAsync(services, crm => crm.Assessment.AssessAllAsync(SampleStore.AsOf)));
        Print("assessment, rows to snapshots", assess, null);
        var alone = await ReadAndCopyAsync(imported);
        Print("reading the rows and COPY of the snapshots", alone, null);
        Print("assessment / driver alone", assess / alone, 1.3);

        var (one, many) = (await WriteAsync(services, 1), await WriteAsync(services, Writers));
        Print("units of work a second, 1 writer", one, null);
        Print($"units of work a second, {Writers} writers", many, null);
        Print($"{Writers} writers / 1 writer", many / one, 2.5);
        return 0;
    }

    /// <summary>Runs everything once on a small base, so that the code is compiled, as it is in a host that runs.</summary>
    private static async Task WarmUpAsync(ServerStore store)
    {
        using var sample = new SampleStore(3_000);
        await using var services = ServerStore.Open(await store.CreateAsync("warm"));
        await SampleStore.InScopeAsync(services, async crm =>
        {
            await crm.Import.ImportAsync(sample.Files);
            await crm.Import.ImportAsync(sample.Files);
            await crm.Resolution.ResolveAsync();
            await crm.Assessment.AssessAllAsync(SampleStore.AsOf);
        });
    }

    private static async Task<double> CopyAsync(ServerStore store, string imported)
    {
        var tables = new List<ServerRows>();
        await using (var source = await ServerStore.ConnectAsync(imported))
        {
            foreach (var table in new[] { "source_systems", "outlets", "source_records", "vehicle_records", "events" })
            {
                tables.Add(await ServerRows.ReadAsync(source, table));
            }
        }

        var empty = await store.CreateAsync("copy");
        await using var connection = await ServerStore.ConnectAsync(empty);
        return await TimeAsync(async () =>
        {
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var table in tables)
            {
                await table.LoadAsync(connection);
            }

            await transaction.CommitAsync();
        });
    }

    private static async Task<double> ReadAndCopyAsync(string imported)
    {
        await using var connection = await ServerStore.ConnectAsync(imported);
        var snapshots = await ServerRows.ReadAsync(connection, "assessments");
        await ServerStore.RunAsync(imported, "TRUNCATE assessments");
        return await TimeAsync(async () =>
        {
            await using (var select = new NpgsqlCommand(
                "SELECT r.customer_id, r.record_no, r.known_since, r.system_no, r.key, e.* FROM source_records r LEFT JOIN events e " +
                "ON e.event_no BETWEEN r.record_no * 16777216 AND r.record_no * 16777216 + 16777215 WHERE r.customer_id IS NOT NULL ORDER BY r.customer_id, r.record_no",
                connection))
            {
                await using var reader = await select.ExecuteReaderAsync();
                var row = new object[reader.FieldCount];
                while (await reader.ReadAsync())
                {
                    reader.GetValues(row);
                }
            }

            await snapshots.LoadAsync(connection);
        });
    }

    /// <summary>Registers customers with an event each, one unit of work after the other by each writer.</summary>
    /// <returns>How many were committed a second.</returns>
    private static async Task<double> WriteAsync(ServiceProvider services, int writers)
    {
        await RunWriterAsync(services, $"warm-{writers}", TimeSpan.FromSeconds(1));
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => RunWriterAsync(services, $"{writers}-{writer}", WritingTime))));
        return counts.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<int> RunWriterAsync(ServiceProvider services, string writer, TimeSpan time)
    {
        var (began, count) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            await using var scope = services.CreateAsyncScope();
            var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
            var record = new SourceRef("web", $"{writer}-{count}");
            await crm.Identity.RegisterAsync(new SourceRecord
            {
                Source = record,
                Kind = CustomerKind.Person,
                Name = new CustomerName($"Benchmark {writer} {count}", null, null),
                RecordedAt = SampleStore.AsOf,
            });
            await crm.Timeline.AppendAsync([new LeadReceived
            {
                Source = new SourceRef("web", $"event-{writer}-{count}"), Record = record, OccurredAt = SampleStore.AsOf - Duration.FromDays(1), RecordedAt = SampleStore.AsOf,
            }]);
            await crm.CommitAsync();
            count++;
        }

        return count;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        var (began, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        var elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine($"  of the next, in this process: {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.00} s of processor time");
        return elapsed;
    }

    private static void Print(string what, double value, double? limit) => Console.WriteLine(
        $"{what,-46} {value.ToString("0.00", CultureInfo.InvariantCulture),8}{(limit is { } most ? $"   (limit {most.ToString("0.0#", CultureInfo.InvariantCulture)})" : "")}");
}
