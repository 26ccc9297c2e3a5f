namespace AutoCrm.Hosting;

/// <summary>How AutoCrm uses its PostgreSQL database.</summary>
public sealed class PostgreSqlStoreOptions
{
    /// <summary>
    /// The schema in which the tables lie; it is made where it is missing and the role may do so. Behind PgBouncer in transaction mode leave it out, and give
    /// the role a search path instead.
    /// </summary>
    /// <value><see langword="null"/> by default: the first schema of the role's search path, which is <c>public</c> unless it was changed.</value>
    public string? Schema { get; set; }

    /// <summary>
    /// The connection string by which the database is set up, where it differs: past PgBouncer, or as a role that may create tables.
    /// </summary>
    /// <value><see langword="null"/> by default: the one of the store.</value>
    public string? SetupConnectionString { get; set; }

    /// <summary>How long a host waits while another one sets the database up.</summary>
    /// <value>5 minutes by default; more than zero.</value>
    public TimeSpan SetupTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
