using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.PostgreSql.Tests.Store;
using AutoCrm.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

[assembly: AssemblyFixture(typeof(SharedBouncer))]

namespace AutoCrm.PostgreSql.Tests.Store;

/// <summary>A store that is used through PgBouncer in transaction mode, and was set up past it.</summary>
internal sealed class PgBouncerFixture(IStoreFixture direct, ServiceProvider services) : IStoreFixture
{
    public IServiceProvider Services => services;

    public static async Task<IStoreFixture> CreateAsync()
    {
        var bouncer = await SharedBouncer.GetAsync();
        var direct = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        return new PgBouncerFixture(direct, Open(bouncer, direct));
    }

    /// <summary>Statements are not prepared, as one prepared on a connection may be missed on the next.</summary>
    public static ServiceProvider Open(PgBouncer bouncer, PostgreSqlFixture direct) => PostgreSqlFixture.Open(
        new NpgsqlConnectionStringBuilder(bouncer.ConnectionStringOf(direct.Database.Name)) { MaxAutoPrepare = 0 }.ConnectionString + ";Max Auto Prepare=0",
        postgres => postgres.SetupConnectionString = direct.Database.ConnectionString);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await direct.DisposeAsync();
    }
}

/// <summary>The PgBouncer in front of the shared server; it ends after the last test.</summary>
public sealed class SharedBouncer : IAsyncDisposable
{
    private static readonly Lazy<Task<PgBouncer>> Shared = new(async () => await PgBouncer.StartAsync(await PostgresServer.GetAsync()));

    internal static Task<PgBouncer> GetAsync() => Shared.Value;

    public async ValueTask DisposeAsync()
    {
        if (Shared is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await Shared.Value).DisposeAsync();
        }
    }
}
