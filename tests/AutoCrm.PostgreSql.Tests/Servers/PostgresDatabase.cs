using Npgsql;

namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>A database of a server, which is dropped afterwards, whoever is connected to it.</summary>
internal sealed class PostgresDatabase(PostgresServer server, string name) : IAsyncDisposable
{
    /// <summary>Its name, which no other database has.</summary>
    public string Name => name;

    /// <summary>The connection string of the administrator.</summary>
    public string ConnectionString => server.ConnectionStringOf(name);

    /// <summary>The connection string of a role.</summary>
    public string ConnectionStringOf(PostgresRole role) => server.ConnectionStringOf(name, role);

    /// <summary>Opens a connection that is in no pool.</summary>
    public async Task<NpgsqlConnection> OpenAsync() => await Sql.OpenAsync(ConnectionString);

    /// <summary>Runs statements.</summary>
    public async Task ExecuteAsync(string sql) => await Sql.ExecuteAsync(ConnectionString, sql);

    /// <summary>Reads one value.</summary>
    public async Task<T> ScalarAsync<T>(string sql) => await Sql.ScalarAsync<T>(ConnectionString, sql);

    public async ValueTask DisposeAsync() => await server.DropDatabaseAsync(name);
}
