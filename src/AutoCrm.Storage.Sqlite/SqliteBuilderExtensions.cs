using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Schema;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Storage.EntityFrameworkCore.Stores;
using AutoCrm.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AutoCrm.Hosting;

/// <summary>Adds SQLite to AutoCrm.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>Keeps everything in an SQLite file. Call <see cref="IStoreSetup.MigrateAsync"/> before the first use.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">The connection string, such as <c>Data Source=crm.db</c>.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentException">The connection string names no file.</exception>
    public static AutoCrmBuilder UseSqlite(
        this AutoCrmBuilder builder, string connectionString, Action<SqliteStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var file = FileOf(connectionString);
        var options = new SqliteStoreOptions();
        configure?.Invoke(options);

        var services = builder.Services;
        services.AddDbContextFactory<AutoCrmDbContext>(context => SqliteModel.Configure(context, file.ToString()));
        services.AddSingleton(new RelationalProvider(context => SqliteModel.Configure(context, file.ToString())));
        services.AddSingleton<SchemaDialect, SqliteDialect>();
        services.AddSingleton(_ => new SqliteSessions(file, options));
        services.AddSingleton<IStoreSessions>(provider => provider.GetRequiredService<SqliteSessions>());
        services.Replace(ServiceDescriptor.Singleton<IStoreSetup, SqliteSetup>());
        services.AddRelationalStores();
        return builder;
    }

    private static SqliteConnectionStringBuilder FileOf(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString);
        if (file.DataSource.Length == 0 || file.DataSource == ":memory:" || file.Mode == SqliteOpenMode.Memory)
        {
            throw new ArgumentException(
                $"'{connectionString}' names no file, and every connection would have a database of its own; expected something like " +
                "'Data Source=crm.db'. To keep everything in memory, leave UseSqlite out.",
                nameof(connectionString));
        }

        return file;
    }
}
