using System.Text;
using AutoCrm.Assessment;
using AutoCrm.Hosting;
using AutoCrm.SampleData;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Samples.Tests;

public sealed class JsonFilesDealerGroupTests : IAsyncLifetime
{
    private readonly JsonFilesFixture fixture = new();
    private readonly string exports = Directory.CreateTempSubdirectory("autocrm-").FullName;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(exports, recursive: true);
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task A_dealer_group_kept_in_files_is_assessed_as_one_kept_in_memory_also_after_a_restart()
    {
        var group = new DealerGroupOptions { Customers = 60 };
        DealerGroup.Write(exports, group);
        await using var memory = new ServiceCollection().AddAutoCrm(crm => crm.AddCsv()).BuildServiceProvider();
        var expected = await AssessAsync(memory, group);

        Assert.Equal(expected, await AssessAsync(fixture.Services, group));
        await fixture.ReopenAsync();
        Assert.Equal(expected, await ReadAsync(fixture.Services));

        await using var scope = fixture.Services.CreateAsyncScope();
        var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
        Assert.True((await crm.Import.ImportAsync(exports)).ChangedNothing);
        Assert.True((await crm.Resolution.ResolveAsync()).ChangedNothing);
        Assert.True((await crm.Assessment.AssessAllAsync(group.AsOf)).ChangedNothing);
    }

    private async Task<string> AssessAsync(IServiceProvider services, DealerGroupOptions group)
    {
        await using var scope = services.CreateAsyncScope();
        var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
        await crm.Import.ImportAsync(exports);
        await crm.Resolution.ResolveAsync();
        await crm.Assessment.AssessAllAsync(group.AsOf);
        return await ReadAsync(services);
    }

    private static async Task<string> ReadAsync(IServiceProvider services)
    {
        var lines = new List<string>();
        await foreach (var stored in services.GetRequiredService<IAssessmentStore>().StreamAsync(CustomerRange.All))
        {
            lines.Add(Encoding.UTF8.GetString(stored.Latest.Content.Span));
        }

        return string.Join('\n', lines);
    }
}
