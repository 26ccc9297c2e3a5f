using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>Runs statements of tests, on connections of their own: those of a pool may be ones that a killed server has forgotten.</summary>
internal static class Sql
{
    /// <summary>Opens a connection that is in no pool.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs statements.</summary>
    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one value.</summary>
    public static async Task<T> ScalarAsync<T>(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = Command(connection, sql);
        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException($"There is no row: {sql}"));
    }

    [SuppressMessage("Security", "CA2100", Justification = "Statements are those of tests; names of databases cannot be parameters.")]
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection);
}
