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
    /// <exception cref="ArgumentException">The connection string names no file, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">Another store has been chosen.</exception>
    public static AutoCrmBuilder UseSqlite(
        this AutoCrmBuilder builder, string connectionString, Action<SqliteStoreOptions>? configure = null)
    {
        var file = FileOf(connectionString);
        return builder.UseSqlite(_ => file.ToString(), configure);
    }

    /// <summary>
    /// Keeps everything in an SQLite file whose connection string is known when services are built, as from configuration. Call
    /// <see cref="IStoreSetup.MigrateAsync"/> before the first use.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">Gives the connection string, such as <c>Data Source=crm.db</c>. It is asked once.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">Another store has been chosen.</exception>
    public static AutoCrmBuilder UseSqlite(
        this AutoCrmBuilder builder, Func<IServiceProvider, string> connectionString, Action<SqliteStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        var options = new SqliteStoreOptions();
        configure?.Invoke(options);
        if (options.FindProblems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(configure));
        }

        builder.UseStore("SQLite");
        var services = builder.Services;
        services.AddSingleton(provider => FileOf(connectionString(provider)));
        services.AddDbContextFactory<AutoCrmDbContext>(
            (provider, context) => SqliteModel.Configure(context, provider.GetRequiredService<SqliteConnectionStringBuilder>().ToString()));
        services.AddSingleton(provider =>
        {
            var file = provider.GetRequiredService<SqliteConnectionStringBuilder>().ToString();
            return new RelationalProvider(context => SqliteModel.Configure(context, file));
        });
        services.AddSingleton<SchemaDialect, SqliteDialect>();
        services.AddSingleton(provider => new SqliteErrors(provider.GetRequiredService<SqliteConnectionStringBuilder>(), options));
        services.AddSingleton(provider => new SqliteSessions(
            provider.GetRequiredService<SqliteConnectionStringBuilder>(), options, provider.GetRequiredService<SqliteErrors>()));
        services.AddSingleton<IStoreSessions>(provider => provider.GetRequiredService<SqliteSessions>());
        services.AddSingleton<IStoreErrors>(provider => provider.GetRequiredService<SqliteSessions>());
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
