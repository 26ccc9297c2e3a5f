using System.Text;
using AutoCrm.Hosting;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.SampleData;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace AutoCrm.Import.Tests;

/// <summary>A folder of interchange files and an import into a recording store.</summary>
internal sealed class Workplace : IRejectionSink, IDisposable
{
    public const string Outlets = "code,name,kind,parent,region,time_zone\nHQ,总部,head_office,,,Asia/Shanghai\nD1,Dealer,dealer,HQ,East,Asia/Shanghai\nB1,Berlin,dealer,HQ,,Europe/Berlin\n";
    public const string Customer = "key,kind,name\nC1,person,王小明\n";
    public const string EventHeader = "key,customer,kind,occurred_at,outlet,vin,amount,margin,currency,odometer_km,channel,direction,topic,score,ref,note\n";
    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    private ServiceProvider? provider;

    public Workplace()
    {
        Folder = Directory.CreateTempSubdirectory("autocrm-import-").FullName;
        Write("outlets.csv", Outlets);
    }

    public string Folder { get; }

    public RecordingStore Store { get; } = new();

    public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 11, 23, 8, 0));

    /// <summary>Whether rows are written to the default stores, which live as long as this object.</summary>
    public bool InMemory { get; init; }

    /// <summary>What plug-ins add.</summary>
    public Action<AutoCrmBuilder> Configure { get; init; } = _ => { };

    public ServiceProvider? Provider => provider;

    public List<RowProblem> Problems { get; } = [];

    public EventKinds Kinds { get; set; } = EventKinds.Default;

    public DealerGroupSummary GenerateSampleData(DealerGroupOptions options) => DealerGroup.Write(Folder, options, TestContext.Current.CancellationToken);

    public void Write(string file, string text) => Write(file, Utf8.GetBytes(text));

    public void Write(string file, byte[] bytes)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    public async Task<ImportReport> ImportAsync(ImportOptions? options = null, IProgress<ImportProgress>? progress = null, string? folder = null, CancellationToken? cancellationToken = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Kinds);
        services.AddSingleton<IClock>(Clock);
        if (!InMemory)
        {
            services.AddSingleton<IImportStore>(Store);
            services.AddSingleton<IReadRepository<Outlet>>(Store);
        }

        services.AddAutoCrm(crm => Configure(crm.AddCsv()));
        provider ??= services.BuildServiceProvider();
        using var scope = provider.CreateScope();
        Problems.Clear();
        return await scope.ServiceProvider.GetRequiredService<IImportService>().ImportAsync(
            folder ?? Folder, (options ?? new ImportOptions()) with { Rejections = this }, progress, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Imports one event of a known customer.</summary>
    public async Task<CustomerEvent?> EventAsync(string row, ImportOptions? options = null)
    {
        Write("s/customers.csv", Customer);
        Write("s/events.csv", EventHeader + row + "\n");
        await ImportAsync(options);
        return Store.Events.Values.SingleOrDefault();
    }

    public ValueTask RejectAsync(RowProblem problem, CancellationToken cancellationToken = default)
    {
        Problems.Add(problem);
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        provider?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
