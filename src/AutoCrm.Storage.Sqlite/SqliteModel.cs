using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AutoCrm.Storage.Sqlite;

/// <summary>Configures the model for SQLite.</summary>
internal static class SqliteModel
{
    public static void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteModel).Assembly.GetName().Name))
        .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.OptionalDependentWithAllNullPropertiesWarning));
}
