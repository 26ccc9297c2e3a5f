namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>A role of a server, which is dropped afterwards: after the databases that it owns.</summary>
internal sealed class PostgresRole(PostgresServer server, string name, string password) : IAsyncDisposable
{
    /// <summary>Its name, which no other role has.</summary>
    public string Name => name;

    /// <summary>Its password.</summary>
    public string Password => password;

    public async ValueTask DisposeAsync() => await server.DropRoleAsync(name);
}
