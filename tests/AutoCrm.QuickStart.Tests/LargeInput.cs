using System.Globalization;
using System.Text;

namespace AutoCrm.Tests.QuickStart;

/// <summary>Files with more of everything than a report holds: outlets, systems, customers, and events of a single customer, with long texts.</summary>
internal static class LargeInput
{
    public const int Outlets = 120, Systems = 30, Customers = 1_700, EventsPerCustomer = 30, EventsOfOne = 20_000;

    private static readonly string LongText = string.Concat(Enumerable.Repeat("等待时间过长 & <b>no</b> apology ", 12));

    public static Task<QuickStartResult> RunAsync(QuickStartProcess sample)
    {
        WriteOutlets(sample);
        for (var system = 1; system < Systems; system++)
        {
            sample.Write($"key,kind,name,outlet,updated_at\nK1,person,Person {system},O{system},2020-01-01T00:00:00Z\n", "large-data", $"system-{system:00}", "customers.csv");
        }

        WriteCustomers(sample);
        WriteEvents(sample);
        return sample.RunAsync("--input", "large-data", "--output", "large", "--as-of", "2026-11-01");
    }

    private static void WriteOutlets(QuickStartProcess sample)
    {
        var rows = new StringBuilder("code,name,kind,time_zone\n");
        for (var outlet = 0; outlet < Outlets; outlet++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"O{outlet},Outlet {outlet},dealer,Asia/Shanghai\n");
        }

        sample.Write(rows.ToString(), "large-data", "outlets.csv");
    }

    private static void WriteCustomers(QuickStartProcess sample)
    {
        var rows = new StringBuilder("key,kind,name,phone,outlet,updated_at\n");
        for (var customer = 0; customer < Customers; customer++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"C{customer},person,Name {customer} {LongText},1380000{customer:0000},O{customer % Outlets},2020-01-01T00:00:00Z\n");
        }

        sample.Write(rows.ToString(), "large-data", "system-00", "customers.csv");
    }

    private static void WriteEvents(QuickStartProcess sample)
    {
        using var rows = File.CreateText(sample.PathOf("large-data", "system-00", "events.csv"));
        rows.Write("key,customer,kind,occurred_at,outlet,amount,margin,currency,note\n");
        var key = 0;
        for (var customer = 0; customer < Customers; customer++)
        {
            var events = customer == 0 ? EventsOfOne : EventsPerCustomer;
            for (var number = 0; number < events; number++)
            {
                var day = new DateOnly(2018, 1, 1).AddDays(number % 3_000);
                rows.Write(string.Create(CultureInfo.InvariantCulture, $"E{key},C{customer},parts_sold,{day:yyyy-MM-dd}T08:00:00Z,O{customer % Outlets},100.00,20.00,CNY,{key++} {LongText}\n"));
            }
        }
    }
}
