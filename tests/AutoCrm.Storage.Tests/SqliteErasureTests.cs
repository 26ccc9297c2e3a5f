using System.Text;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.SampleData;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Storage.Tests;

/// <summary>Erasure in a file whose pages were split, merged and written many times.</summary>
public sealed class SqliteErasureTests
{
    private const int Erased = 40;

    private static readonly Instant AsOf = Instant.FromUtc(2026, 11, 1, 0, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Customers_of_an_imported_base_leave_no_byte_and_stay_away_when_the_files_come_again()
    {
        var folder = Directory.CreateTempSubdirectory("autocrm-");
        try
        {
            var files = Path.Combine(folder.FullName, "files");
            DealerGroup.Write(files, new DealerGroupOptions { Customers = 400, AsOf = AsOf }, Cancellation);
            await using var services = new ServiceCollection()
                .AddAutoCrm(crm => crm.UseSqlite($"Data Source={Path.Combine(folder.FullName, "crm.db")}").AddCsv())
                .BuildServiceProvider();
            await RunAsync(services, crm => crm.MigrateAsync(Cancellation));
            await ImportAndAssessAsync(services, files);
            var (customers, traces) = await ChooseAsync(services);
            Assert.Equal(traces.Count, CountFound(folder, traces));

            foreach (var customer in customers)
            {
                await RunAsync(services, async crm =>
                {
                    await crm.Privacy.EraseAsync(customer, "dpo", "request", Cancellation);
                    await crm.CommitAsync(Cancellation);
                });
            }

            Assert.Equal(0, CountFound(folder, traces));
            await ImportAndAssessAsync(services, files);
            Assert.Equal(0, CountFound(folder, traces));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ImportAndAssessAsync(IServiceProvider services, string files)
    {
        await RunAsync(services, crm => crm.Import.ImportAsync(files, cancellationToken: Cancellation));
        await RunAsync(services, crm => crm.Resolution.ResolveAsync(cancellationToken: Cancellation));
        await RunAsync(services, crm => crm.Assessment.AssessAllAsync(AsOf, cancellationToken: Cancellation));
    }

    /// <summary>Customers spread over the base, and the texts that only their records have: phones, e-mail addresses, long names, keys.</summary>
    private static async Task<(IReadOnlyList<Id<Customer>> Customers, IReadOnlyList<string> Traces)> ChooseAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<ISourceRecordStore>();
        var textsOf = new Dictionary<Id<Customer>, List<string>>();
        await foreach (var (record, customer) in store.StreamAsync(Cancellation))
        {
            if (!textsOf.TryGetValue(customer!.Value, out var texts))
            {
                textsOf[customer.Value] = texts = [];
            }

            texts.AddRange(record.Phones.Select(phone => phone.Value.TrimStart('+')));
            texts.AddRange(new[] { record.Email?.Value, record.Name?.FullName, record.Address?.Street }.OfType<string>());
        }

        var step = textsOf.Count / Erased;
        List<Id<Customer>> chosen = [.. textsOf.Keys.Order().Where((_, i) => i % step == 0).Take(Erased)];
        var others = textsOf.Where(pair => !chosen.Contains(pair.Key)).SelectMany(pair => pair.Value).ToHashSet();
        var joined = string.Join('\n', others);
        return (chosen, [.. chosen.SelectMany(customer => textsOf[customer]).Distinct().Where(text => text.Length > 5 && !joined.Contains(text, StringComparison.Ordinal))]);
    }

    private static int CountFound(DirectoryInfo folder, IReadOnlyList<string> texts)
    {
        var bytes = folder.GetFiles("crm.db*").Select(file => ReadShared(file.FullName)).ToList();
        return texts.Count(text => bytes.Exists(content => content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0));
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static async Task RunAsync(IServiceProvider services, Func<CrmSession, Task> run)
    {
        await using var scope = services.CreateAsyncScope();
        await run(scope.ServiceProvider.GetRequiredService<CrmSession>());
    }
}
