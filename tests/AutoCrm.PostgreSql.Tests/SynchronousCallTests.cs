using AutoCrm.PostgreSql.Tests.Wire;
using AutoCrm.Storage.EntityFrameworkCore;
using AutoCrm.Storage.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>No thread waits for the database, as the compiled code shows of every path.</summary>
public sealed class SynchronousCallTests
{
    /// <summary>
    /// What looks as if it waited, and does not: a row is read whole before its columns, a context that only has its model made opens no connection, and a
    /// container disposed without <see langword="await"/> has no other way.
    /// </summary>
    private static readonly string[] Harmless =
    [
        ".Server.ServerStatement.IsNull → DbDataReader.IsDBNull",
        ".Documents.DocumentContexts.Create → PooledDbContextFactory`1.CreateDbContext",
        ".Documents.DocumentContexts.Create → IDisposable.Dispose",
        ".PostgreSqlDialect.Dispose → DbDataSource.Dispose",
    ];

    [Fact]
    public void No_code_of_the_store_waits_for_the_database()
    {
        var types = typeof(RelationalDialect).Assembly.GetTypes().Concat(typeof(PostgreSqlDialect).Assembly.GetTypes())
            .Where(type => type.Namespace?.Contains("Migrations", StringComparison.Ordinal) != true);

        Assert.DoesNotContain(SynchronousCalls.In(types), call => !Harmless.Any(harmless => call.EndsWith(harmless, StringComparison.Ordinal)));
    }

    [Fact]
    public void Code_that_waits_is_found()
    {
        var found = SynchronousCalls.In([typeof(Violations), .. typeof(Violations).GetNestedTypes(System.Reflection.BindingFlags.NonPublic)]).ToList();

        foreach (var callee in new[]
        {
            "DbConnection.Open", "DbCommand.ExecuteNonQuery", "NpgsqlBatch.ExecuteReader", "DbDataReader.Read", "DbDataReader.NextResult", "IDisposable.Dispose", "DbConnection.Close",
            "Stream.Write", "NpgsqlDataSource.OpenConnection", "NpgsqlConnection.BeginBinaryImport", "NpgsqlBinaryImporter.Complete", "Queryable.Count", "DbContext.SaveChanges",
        })
        {
            Assert.Contains(found, call => call.EndsWith($" → {callee}", StringComparison.Ordinal));
        }
    }

    /// <summary>What nobody may do. It is compiled and never run.</summary>
    private static class Violations
    {
        public static async Task WaitAsync(NpgsqlDataSource source, NpgsqlBatch batch, System.Data.Common.DbCommand command, Stream stream, DbContext context)
        {
            await Task.Yield();
            using var connection = source.OpenConnection();
            connection.Open();
            command.ExecuteNonQuery();
            using (System.Data.Common.DbDataReader reader = batch.ExecuteReader())
            {
                while (reader.Read())
                {
                    reader.NextResult();
                }
            }

            using (var import = connection.BeginBinaryImport("COPY t FROM STDIN (FORMAT BINARY)"))
            {
                import.Complete();
            }

            stream.Write([1]);
            context.SaveChanges();
            Func<int> count = () => context.Set<Dictionary<string, object>>("t").Count();
            count();
            System.Data.Common.DbConnection other = connection;
            other.Close();
        }
    }
}
