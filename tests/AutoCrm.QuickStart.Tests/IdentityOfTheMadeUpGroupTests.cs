using System.Globalization;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.SampleData;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Tests.QuickStart;

public sealed class IdentityOfTheMadeUpGroupTests
{
    [Fact]
    public async Task Records_of_one_person_are_mostly_found_and_those_of_two_hardly_ever_taken_for_one()
    {
        using var folder = new QuickStartProcess();
        DealerGroup.Write(folder.PathOf("data"), new DealerGroupOptions { Customers = 1_500, WithTruth = true });
        var truth = folder.Csv("data", "truth.csv").ToDictionary(row => $"{row["system"]}:{row["key"]}", row => (string)row["person"]);
        File.Delete(folder.PathOf("data", "truth.csv"));
        await using var services = new ServiceCollection().AddAutoCrm(crm => crm.AddCsv()).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
        await crm.Import.ImportAsync(folder.PathOf("data"));
        await crm.Resolution.ResolveAsync();

        long joined = 0, right = 0;
        await foreach (var (_, records) in scope.ServiceProvider.GetRequiredService<ISourceRecordStore>().StreamByCustomerAsync(CustomerRange.All))
        {
            var people = records.Select(record => truth[record.Source.ToString()]).ToList();
            joined += Pairs(people.Count);
            right += people.CountBy(person => person).Sum(person => Pairs(person.Value));
        }

        var same = truth.Values.CountBy(person => person).Sum(person => Pairs(person.Value));
        var (precision, recall) = ((double)right / joined, (double)right / same);
        Assert.True(precision > 0.98, string.Create(CultureInfo.InvariantCulture, $"precision {precision:0.000}"));
        Assert.True(recall > 0.7, string.Create(CultureInfo.InvariantCulture, $"recall {recall:0.000}"));
    }

    private static long Pairs(long count) => count * (count - 1) / 2;
}
