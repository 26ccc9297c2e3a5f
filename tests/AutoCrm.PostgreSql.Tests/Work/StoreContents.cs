using System.Text;
using System.Text.RegularExpressions;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.PostgreSql.Tests.Work;

/// <summary>All that a store answers, as lines that can be compared. Ids of messages and lineage entries are random and left out.</summary>
internal sealed partial record StoreContents(
    IReadOnlyList<string> Records,
    IReadOnlyList<string> Customers,
    IReadOnlyList<string> Histories,
    IReadOnlyList<string> Lineage,
    IReadOnlyList<string> Messages,
    IReadOnlyList<string> Assessments)
{
    /// <param name="host">The host of the store.</param>
    /// <param name="asOf">The instant as of which histories are read.</param>
    /// <param name="except">A source system whose customers, whose ids are random, are left out.</param>
    public static async Task<StoreContents> ReadAsync(IServiceProvider host, Instant asOf, string? except = null)
    {
        await using var scope = host.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (records, customers, histories, lineage, assessments) = (new List<string>(), new List<string>(), new List<string>(), new List<string>(), new List<string>());
        var leftOut = new HashSet<Id<Customer>>();
        await foreach (var assigned in services.GetRequiredService<ISourceRecordStore>().StreamAsync())
        {
            if (assigned.Record.Source.System == except)
            {
                leftOut.Add(assigned.Customer ?? default);
                continue;
            }

            records.Add($"{assigned.Customer} {AutoCrmJson.Serialize(assigned.Record)}");
        }

        await foreach (var (customer, _) in services.GetRequiredService<ISourceRecordStore>().StreamByCustomerAsync(CustomerRange.All).Where(customer => !leftOut.Contains(customer.Customer)))
        {
            var stored = await services.GetRequiredService<IRepository<Customer>>().GetByIdAsync(customer);
            customers.Add(stored is null ? $"{customer} is missing" : $"{stored.Version} {Customer.Definition.Serialize(stored)}");
            lineage.AddRange((await services.GetRequiredService<ILineage>().ListByCustomerAsync(customer)).Select(Line));
        }

        await foreach (var history in services.GetRequiredService<ITimeline>().StreamAsync(CustomerRange.All, asOf).Where(history => !leftOut.Contains(history.Customer)))
        {
            histories.Add($"{history.Customer} {string.Join(' ', history.Events.Select(AutoCrmJson.Serialize))}");
        }

        await foreach (var assessment in services.GetRequiredService<IAssessmentStore>().StreamAsync(CustomerRange.All).Where(assessment => !leftOut.Contains(assessment.Customer)))
        {
            assessments.Add($"{assessment.Customer} {assessment.Revision} {Encoding.UTF8.GetString(assessment.Latest.Content.Span)}");
        }

        var messages = await services.GetRequiredService<IOutbox>().ClaimAsync("contents", int.MaxValue, Duration.FromHours(1));
        return new StoreContents(
            records, customers, histories, lineage, [.. messages.Select(claimed => RandomIds().Replace(claimed.Message.ToCloudEvent(), ""))], assessments);
    }

    /// <summary>Holds everything against another store; the first line that differs is named.</summary>
    public void AssertEqual(StoreContents other, bool withMessages = true)
    {
        AssertEqual(Records, other.Records);
        AssertEqual(Customers, other.Customers);
        AssertEqual(Histories, other.Histories);
        AssertEqual(Lineage, other.Lineage);
        AssertEqual(Assessments, other.Assessments);
        if (withMessages)
        {
            AssertEqual(Messages, other.Messages);
        }
    }

    private static void AssertEqual(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        foreach (var (line, other) in expected.Zip(actual))
        {
            Assert.Equal(line, other);
        }

        Assert.Equal(expected.Count, actual.Count);
    }

    private static string Line(LineageEntry entry) => AutoCrmJson.Serialize(entry with { Id = Id<LineageEntry>.Empty, Undoes = null });

    /// <summary>The id of the message, of a lineage entry, and the trace of whoever wrote it.</summary>
    [GeneratedRegex("\"(id|decision|undoes|traceparent|tracestate)\":\"[^\"]*\",?")]
    private static partial Regex RandomIds();
}
