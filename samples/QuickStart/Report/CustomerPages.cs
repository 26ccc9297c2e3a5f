using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AutoCrm.Hosting;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;
using QuickStart.Output;

namespace QuickStart.Report;

/// <summary>The details of single customers, as JSON for the script of the page, within the limits of the report.</summary>
public sealed class CustomerPages(CrmSession crm, IServiceProvider services, Words words, ReportLimits limits)
{
    // '<' is escaped, as the JSON is embedded in a script element.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Reads the customers to list, in the order of attention.</summary>
    public async Task<EmbeddedCustomers> ReadAsync(
        BaseStatistics statistics, IReadOnlyDictionary<OutletCode, string> outlets, CancellationToken cancellationToken)
    {
        var table = new SentenceTable(Options);
        var writer = new CustomerPage(words, limits, table, outlets);
        var json = new StringBuilder();
        var (count, attention, bytes) = (0, 0, 0);
        foreach (var id in statistics.ListedCustomers)
        {
            if (await crm.Profiles.FindAsync(id, statistics.AsOf, cancellationToken) is not { } profile)
            {
                continue;
            }

            var vehicles = CustomerFacts.Vehicles(profile.History);
            var page = writer.Of(profile, vehicles, await DescribeAsync(vehicles, cancellationToken));
            var written = JsonSerializer.Serialize(page, Options);
            bytes += Encoding.UTF8.GetByteCount(written) + 1;
            if (bytes + table.Bytes > limits.Bytes)
            {
                break;
            }

            json.Append(count == 0 ? "" : ",").Append(written);
            count++;
            attention += page.Attention is null ? 0 : 1;
        }

        return new EmbeddedCustomers($"{{\"texts\":{JsonSerializer.Serialize(table.Texts, Options)},\"customers\":[{json}]}}", count, attention);
    }

    private async Task<IReadOnlyDictionary<Vin, string>> DescribeAsync(IReadOnlyList<Vin> vehicles, CancellationToken cancellationToken)
    {
        var vins = vehicles.Take(limits.Items).ToList();
        var records = vins.Count == 0 ? [] : await services.GetRequiredService<IVehicleRecords>().FindAsync(vins, cancellationToken);
        return vins.ToDictionary(vin => vin, vin => records.FirstOrDefault(record => record.Vin == vin) is { } record ? limits.Shorten(CustomerFacts.Describe(record)) : "");
    }
}

/// <summary>The details of the customers that the report lists.</summary>
/// <param name="Json">The JSON.</param>
/// <param name="Count">Their number.</param>
/// <param name="NeedingAttention">The number of those needing attention.</param>
public sealed record EmbeddedCustomers(string Json, int Count, int NeedingAttention);
