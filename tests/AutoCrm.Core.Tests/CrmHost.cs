using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace AutoCrm.Tests;

/// <summary>A host with AutoCrm in memory and a manually advanced clock.</summary>
public sealed class CrmHost : IAsyncDisposable
{
    private readonly ServiceProvider provider;

    public CrmHost(Action<AutoCrmBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IClock>(Clock);
        services.AddAutoCrm(configure);
        provider = services.BuildServiceProvider(validateScopes: true);
    }

    public ServiceProvider Provider => provider;

    public FakeClock Clock { get; } = new(Life.On("2025-01-01"));

    public static SourceRecord Record(string source, string name, string? phone = null, string? updated = null, CustomerKind kind = CustomerKind.Person) => new()
    {
        Source = SourceRef.Parse(source),
        Kind = kind,
        Name = CustomerName.From(name, null, null),
        Phones = phone is null ? [] : [ContactPoint.Phone(phone, "CN")],
        UpdatedAt = updated is null ? null : Life.On(updated),
        RecordedAt = Life.On("2024-12-31"),
    };

    /// <summary>Runs a function in a separate scope, like a request.</summary>
    public async Task<T> InScope<T>(Func<CrmSession, Task<T>> use)
    {
        await using var scope = provider.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<CrmSession>());
    }

    public Task InScope(Func<CrmSession, Task> use) => InScope(async crm =>
    {
        await use(crm);
        return true;
    });

    /// <summary>Runs a function in a separate scope and commits its changes.</summary>
    public Task<T> Commit<T>(Func<CrmSession, Task<T>> use) => InScope(async crm =>
    {
        var result = await use(crm);
        await crm.CommitAsync();
        return result;
    });

    public T Get<T>()
        where T : notnull => provider.CreateScope().ServiceProvider.GetRequiredService<T>();

    /// <summary>The messages in the outbox, in the order of the commits.</summary>
    public async Task<IReadOnlyList<IDomainEvent>> ListMessages()
    {
        var outbox = Get<IOutbox>();
        var claimed = await outbox.ClaimAsync("test", 10_000, Duration.FromMinutes(1));
        if (claimed.Count > 0)
        {
            await outbox.ReleaseAsync(claimed[0].Lease);
        }

        return [.. claimed.Select(message => Get<MessageDefinitions>().Read(message.Message))];
    }

    /// <summary>The messages put into the outbox by some work.</summary>
    public async Task<IReadOnlyList<IDomainEvent>> ListMessagesOf(Func<Task> work)
    {
        var before = (await ListMessages()).Count;
        await work();
        return [.. (await ListMessages()).Skip(before)];
    }

    public async Task Import(IEnumerable<SourceRecord> records, IEnumerable<CustomerEvent>? events = null)
    {
        await using var transaction = await Get<IImportStore>().BeginAsync();
        await transaction.WriteAsync([.. records]);
        await transaction.WriteAsync([.. events ?? []]);
        await transaction.CommitAsync();
    }

    public Task<IdentityRun> Resolve() => InScope(crm => crm.Resolution.ResolveAsync());

    public async Task<string> Clusters()
    {
        var clusters = new List<string>();
        await foreach (var customer in Get<ISourceRecordStore>().StreamByCustomerAsync(CustomerRange.All))
        {
            clusters.Add(string.Join('+', customer.Records.Select(record => record.Source).Order()));
        }

        return string.Join(' ', clusters.Order(StringComparer.Ordinal));
    }

    public async Task<Id<Customer>> CustomerOf(string source) =>
        (await Get<ISourceRecordStore>().FindAsync(SourceRef.Parse(source)))!.Customer!.Value;

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
