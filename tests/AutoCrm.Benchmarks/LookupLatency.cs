using System.Diagnostics;
using System.Globalization;
using AutoCrm.Profiles;
using AutoCrm.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Benchmarks;

/// <summary>
/// How long it takes to find a customer by phone and show everything known of it, assessed; against reading the same customer's rows with
/// Microsoft.Data.Sqlite alone. Percentiles are what matters here, so every look-up is timed for itself.
/// </summary>
public static class LookupLatency
{
    private const int Lookups = 5_000;
    private const int Warmups = 2_000;

    public static async Task<int> MeasureAsync(string path)
    {
        if (!File.Exists(path))
        {
            await Console.Error.WriteLineAsync($"There is no store '{path}'; make one with samples/QuickStart and give its crm.db.");
            return 2;
        }

        var phones = Phones(path);
        await using var services = new ServiceCollection().AddAutoCrm(crm => crm.UseSqlite($"Data Source={path}")).BuildServiceProvider();
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly");
        connection.Open();
        foreach (var phone in phones[..Warmups])
        {
            await ProfileAsync(services, phone);
            Rows(connection, phone);
        }

        var profile = new List<double>();
        var rows = new List<double>();
        foreach (var phone in phones[Warmups..])
        {
            profile.Add(await TimedAsync(() => ProfileAsync(services, phone)));
            rows.Add(await TimedAsync(() => Task.FromResult(Rows(connection, phone))));
        }

        Print("rows alone, Microsoft.Data.Sqlite", rows);
        Print("FindByPhoneAsync, assessed profile", profile);
        foreach (var (name, keys, find) in LookupKinds.List(path))
        {
            await MeasureAsync(services, name, keys, find);
        }

        Console.WriteLine($"Ratio at the median: {(Percentile(profile, 0.5) / Percentile(rows, 0.5)).ToString("0.0", CultureInfo.InvariantCulture)}");
        return 0;
    }

    /// <summary>Times one kind of look-up over keys from all over the base; the first fifth warms up.</summary>
    private static async Task MeasureAsync(ServiceProvider services, string name, string[] keys, Func<CrmSession, string, Task<int>> find)
    {
        var warmups = keys.Length / 5;
        var times = new List<double>();
        var found = 0L;
        foreach (var (key, i) in keys.Select((key, i) => (key, i)))
        {
            var time = await TimedAsync(async () =>
            {
                await using var scope = services.CreateAsyncScope();
                return found += await find(scope.ServiceProvider.GetRequiredService<CrmSession>(), key);
            });
            if (i >= warmups)
            {
                times.Add(time);
            }
        }

        Print($"{name}, {(double)found / keys.Length:0.#} found", times);
    }

    private static async Task<CustomerProfile> ProfileAsync(ServiceProvider services, string phone)
    {
        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<CrmSession>().Profiles.FindByPhoneAsync(phone, asOf: SampleStore.AsOf))[0];
    }

    private static int Rows(SqliteConnection connection, string phone)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT c.*, a.*, r.*, e.* FROM customers_contact_points p JOIN customers c ON c.id = p.owner_id LEFT JOIN assessments a ON a.customer_id = c.id " +
            "JOIN source_records r ON r.customer_id = c.id " +
            "LEFT JOIN events e ON e.event_no BETWEEN (r.record_no << 24) AND (r.record_no << 24) + 16777215 WHERE p.kind = 0 AND p.value = $phone";
        command.Parameters.AddWithValue("$phone", phone);
        using var reader = command.ExecuteReader();
        var row = new object[reader.FieldCount];
        var read = 0;
        while (reader.Read())
        {
            read += reader.GetValues(row);
        }

        return read;
    }

    private static async Task<double> TimedAsync<T>(Func<Task<T>> work)
    {
        var begin = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    /// <summary>Phones from all over the base, the same at every run.</summary>
    private static string[] Phones(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM customers_contact_points WHERE kind = 0 AND value GLOB '+[0-9]*' AND value NOT GLOB '*[^+0-9]*'";
        using var reader = command.ExecuteReader();
        var all = new List<string>();
        while (reader.Read())
        {
            all.Add(reader.GetString(0));
        }

        var phones = all.ToArray();
        new Random(7).Shuffle(phones);
        return phones[..Math.Min(phones.Length, Lookups + Warmups)];
    }

    private static void Print(string name, List<double> milliseconds) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-52} p50 {Percentile(milliseconds, 0.5):0.00} ms, p95 {Percentile(milliseconds, 0.95):0.00} ms, p99 {Percentile(milliseconds, 0.99):0.00} ms, max {milliseconds.Max():0.00} ms of {milliseconds.Count}"));

    private static double Percentile(List<double> values, double share)
    {
        values.Sort();
        return values[(int)Math.Min(values.Count - 1, Math.Ceiling(share * values.Count) - 1)];
    }
}
