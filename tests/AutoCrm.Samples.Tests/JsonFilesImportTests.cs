using System.Text.Json;
using AutoCrm.Import;
using AutoCrm.SharedKernel;
using AutoCrm.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Samples.Tests;

public sealed class JsonFilesImportTests
{
    private static readonly Id<SampleCase> Known = Id<SampleCase>.Derive(new SourceRef("dms", "1"), NodaConstants.UnixEpoch);

    [Fact]
    public async Task Each_former_state_of_a_replaced_aggregate_is_kept_over_a_restart()
    {
        await using var fixture = (JsonFilesFixture)await JsonFilesFixture.CreateAsync();
        await ImportAsync(fixture, "brakes");
        await ImportAsync(fixture, "tyres");
        await fixture.ReopenAsync();
        await ImportAsync(fixture, "tyres");
        await ImportAsync(fixture, "rims");

        var file = Path.Combine(fixture.Folder, "replaced-sample.case", $"{Known.Value:D}.json");
        using var kept = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(
            ["2 tyres", "1 brakes"],
            kept.RootElement.GetProperty("versions").EnumerateArray()
                .Select(version => $"{version.GetProperty("version")} {version.GetProperty("state").GetProperty("subject")}"));
    }

    private static async Task ImportAsync(JsonFilesFixture fixture, string subject)
    {
        await using var transaction = await fixture.Services.GetRequiredService<IImportStore>().BeginAsync(TestContext.Current.CancellationToken);
        await transaction.UpsertAsync(
            [new SampleCase(Known, "C-1") { Subject = subject }],
            (known, next) => known.Subject == next.Subject ? null : next,
            TestContext.Current.CancellationToken);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }
}
