using AutoCrm.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using QuickStart.Texts;

namespace QuickStart;

/// <summary>A host with AutoCrm on an SQLite file or a PostgreSQL database.</summary>
public sealed class CrmHost : IAsyncDisposable
{
    /// <summary>Half of the default, to keep the memory use of the sample low for any number of customers.</summary>
    private const int WriterCache = 64;

    private readonly ServiceProvider services;

    private CrmHost(ServiceProvider services) => this.services = services;

    /// <summary>Opens AutoCrm on its store.</summary>
    /// <param name="store">The store; a file is created if it does not exist.</param>
    /// <param name="currency">The base currency; <see langword="null"/> = the default.</param>
    public static CrmHost Open(StoreLocation store, string? currency) => new(new ServiceCollection()
        .AddAutoCrm(crm => Use(crm, store)
            .AddCsv()
            .AddReasonTexts(Wording.Resources)
            .Configure(options => options.BaseCurrency = currency ?? options.BaseCurrency))
        .BuildServiceProvider());

    /// <summary>Runs a function in a separate scope.</summary>
    public async Task<T> InScopeAsync<T>(Func<CrmSession, IServiceProvider, Task<T>> use)
    {
        await using var scope = services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<CrmSession>(), scope.ServiceProvider);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static AutoCrmBuilder Use(AutoCrmBuilder crm, StoreLocation store)
    {
        if (store.File is not { } file)
        {
            return crm.UsePostgreSql(store.ConnectionString!);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return crm.UseSqlite(new SqliteConnectionStringBuilder { DataSource = file }.ToString(), sqlite => sqlite.WriterCacheMebibytes = WriterCache);
    }
}
