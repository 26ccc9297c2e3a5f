using AutoCrm.Storage.EntityFrameworkCore;
using AutoCrm.Storage.PostgreSql;
using Npgsql;

namespace AutoCrm.Hosting;

/// <summary>Adds PostgreSQL to AutoCrm.</summary>
public static class PostgreSqlBuilderExtensions
{
    /// <summary>Keeps everything in a PostgreSQL database, version 15 or later. Call <see cref="IStoreSetup.MigrateAsync"/> before the first use.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">The connection string, such as <c>Host=db.example;Database=crm;Username=crm;Password=…</c>.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentException">The connection string names no server, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">Another store has been chosen.</exception>
    public static AutoCrmBuilder UsePostgreSql(this AutoCrmBuilder builder, string connectionString, Action<PostgreSqlStoreOptions>? configure = null)
    {
        var parsed = PostgreSqlConnection.Parse(connectionString, nameof(connectionString));
        return builder.UsePostgreSql(_ => parsed.ConnectionString, configure);
    }

    /// <summary>
    /// Keeps everything in a PostgreSQL database whose connection string is known when services are built, as from configuration. Call
    /// <see cref="IStoreSetup.MigrateAsync"/> before the first use.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">Gives the connection string. It is asked once.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">Another store has been chosen.</exception>
    public static AutoCrmBuilder UsePostgreSql(
        this AutoCrmBuilder builder, Func<IServiceProvider, string> connectionString, Action<PostgreSqlStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        var options = new PostgreSqlStoreOptions();
        configure?.Invoke(options);
        if (options.SetupTimeout <= TimeSpan.Zero)
        {
            throw new ArgumentException($"PostgreSqlStoreOptions.SetupTimeout is {options.SetupTimeout}; expected more than zero.", nameof(configure));
        }

        if (options.Schema is not null && !PostgreSqlConnection.IsSchemaName(options.Schema))
        {
            throw new ArgumentException(
                $"PostgreSqlStoreOptions.Schema is '{options.Schema}'; expected a name of small letters, digits and underscores that begins with a letter, of at most 63.",
                nameof(configure));
        }

        return builder.AddRelationalStore("PostgreSQL", provider => new PostgreSqlDialect(
            PostgreSqlConnection.Parse(connectionString(provider), nameof(connectionString)), options));
    }
}
