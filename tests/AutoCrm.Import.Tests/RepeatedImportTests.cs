using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.SampleData;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Import.Tests;

/// <summary>Imports into the default stores.</summary>
public sealed class RepeatedImportTests : IDisposable
{
    private readonly Workplace workplace = new() { InMemory = true };

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task Reading_the_same_files_twice_changes_nothing()
    {
        var written = workplace.GenerateSampleData(new DealerGroupOptions { Customers = 200, BadRows = 0.02 });

        var first = await workplace.ImportAsync();
        workplace.Clock.AdvanceDays(1);
        var second = await workplace.ImportAsync();

        Assert.Empty(first.Failures);
        Assert.Equal(written.Outlets + written.Records + written.Vehicles + written.Events, first.Added);
        Assert.Equal(written.BadRows, first.Refused);
        Assert.True(second.ChangedNothing);
        Assert.Equal((first.Added, first.Refused), (second.Unchanged, second.Refused));
        Assert.Equal(first.EventsByCurrency, second.EventsByCurrency);
        Assert.Equal(["CNY"], first.EventsByCurrency.Keys);
    }

    [Fact]
    public async Task A_changed_row_replaces_and_its_previous_version_is_kept()
    {
        workplace.Write("s/customers.csv", Workplace.Customer);
        await workplace.ImportAsync();
        workplace.Write("s/customers.csv", "key,kind,name\nC1,person,王晓明\n");

        var report = await workplace.ImportAsync();

        Assert.Equal(1, report.Replaced);
        Assert.False(report.ChangedNothing);
        using var scope = workplace.Provider!.CreateScope();
        var records = scope.ServiceProvider.GetRequiredService<ISourceRecordStore>();
        var source = new SourceRef("s", "C1");
        Assert.Equal("王晓明", (await records.FindAsync(source, TestContext.Current.CancellationToken))!.Record.Name!.FullName);
        Assert.Equal("王小明", Assert.Single(await records.ListPreviousVersionsAsync(source, TestContext.Current.CancellationToken)).Name!.FullName);
    }

    [Fact]
    public async Task The_same_key_twice_in_a_file_counts_as_unchanged_or_replaced()
    {
        workplace.Write("s/customers.csv", "key,kind,name\nC1,person,a\nC1,person,a\nC1,person,b\n");

        var file = (await workplace.ImportAsync()).Files[^1];

        Assert.Equal((1L, 1L, 1L), (file.Added, file.Unchanged, file.Replaced));
    }

    [Fact]
    public async Task A_file_that_stops_leaves_nothing_behind()
    {
        workplace.Write("s/customers.csv", [.. System.Text.Encoding.UTF8.GetBytes("key,kind\n" + string.Concat(Enumerable.Range(0, 3000).Select(row => $"C{row},person\n"))), 0xFF]);

        Assert.Single((await workplace.ImportAsync()).Failures);

        using var scope = workplace.Provider!.CreateScope();
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<ISourceRecordStore>().StreamAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Outlets_of_an_earlier_import_are_known()
    {
        await workplace.ImportAsync();
        File.Delete(Path.Combine(workplace.Folder, "outlets.csv"));
        workplace.Write("s/customers.csv", "key,kind,outlet\nC1,person,D1\n");

        Assert.Equal(1, (await workplace.ImportAsync()).Added);
    }
}
