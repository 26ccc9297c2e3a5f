using AutoCrm.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace QuickStart;

/// <summary>AutoCrm on an SQLite file, as a host sets it up.</summary>
public sealed class CrmHost : IAsyncDisposable
{
    /// <summary>Half of the default, as the sample is to stay small with any number of customers.</summary>
    private const int WriterCache = 64;

    private readonly ServiceProvider services;

    private CrmHost(ServiceProvider services) => this.services = services;

    /// <summary>Opens AutoCrm on an SQLite file.</summary>
    /// <param name="path">The file; it is made where there is none.</param>
    /// <param name="currency">The currency to count in; <see langword="null"/> = AutoCrm's default.</param>
    public static CrmHost Open(string path, string? currency)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new CrmHost(new ServiceCollection()
            .AddAutoCrm(crm => crm
                .UseSqlite(new SqliteConnectionStringBuilder { DataSource = path }.ToString(), sqlite => sqlite.WriterCacheMebibytes = WriterCache)
                .AddCsv()
                .Configure(options => options.BaseCurrency = currency ?? options.BaseCurrency))
            .BuildServiceProvider());
    }

    /// <summary>Does something in a scope of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<CrmSession, IServiceProvider, Task<T>> use)
    {
        await using var scope = services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<CrmSession>(), scope.ServiceProvider);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => services.DisposeAsync();
}
