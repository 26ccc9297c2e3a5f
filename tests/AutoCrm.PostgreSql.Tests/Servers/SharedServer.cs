using AutoCrm.PostgreSql.Tests.Servers;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>Ends the shared server after the last test.</summary>
public sealed class SharedServer : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await PostgresServer.DisposeSharedAsync();
}
