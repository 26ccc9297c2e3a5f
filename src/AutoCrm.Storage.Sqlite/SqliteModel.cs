using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace AutoCrm.Storage.Sqlite;

/// <summary>Configures the model for SQLite.</summary>
internal static class SqliteModel
{
    /// <summary>
    /// EF Core logs nothing into the host's log: its warnings on the model and hundreds of lines of DDL are of no use there. AutoCrm logs the steps of the schema itself.
    /// </summary>
    public static void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteModel).Assembly.GetName().Name))
        .UseLoggerFactory(NullLoggerFactory.Instance)
        .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.OptionalDependentWithAllNullPropertiesWarning));
}
