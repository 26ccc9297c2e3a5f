using System.Globalization;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>A PgBouncer in front of a server, which gives a connection away after each transaction.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    /// <summary>What a test is told that has none.</summary>
    public const string Missing = "PgBouncer was not found on the PATH or in /usr/sbin; install it, such as Debian's package pgbouncer.";

    private const int Ports = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ServerKeeper keeper;
    private readonly PostgresServer server;

    private PgBouncer(ServerKeeper keeper, PostgresServer server)
    {
        this.keeper = keeper;
        this.server = server;
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The process.</summary>
    public int ProcessId => int.Parse(File.ReadAllText(ProcessIdFile), CultureInfo.InvariantCulture);

    /// <summary>Its temporary folder.</summary>
    public string Folder => keeper.Folder;

    private string Log => Path.Combine(Folder, "pgbouncer.log");

    private string ProcessIdFile => Path.Combine(Folder, "pgbouncer.pid");

    /// <summary>Starts one. Where there is none the test is skipped, or fails if servers are required.</summary>
    /// <param name="server">The server behind it.</param>
    /// <param name="roles">Who may connect besides the administrator.</param>
    public static async Task<PgBouncer> StartAsync(PostgresServer server, params PostgresRole[] roles)
    {
        var program = OperatingSystem.IsWindows() ? null : SearchPath.Find("pgbouncer");
        if (program is null)
        {
            RequiredServers.Missing(Missing);
        }

        var bouncer = new PgBouncer(await ServerKeeper.StartAsync(), server);
        try
        {
            await bouncer.StartAsync(program, [server.Administrator, .. roles]);
            return bouncer;
        }
        catch
        {
            await bouncer.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection string of a database through it. What Npgsql sends to reset a connection would reach that of somebody else, and is left out.</summary>
    public string ConnectionStringOf(string database, PostgresRole? role = null) => new NpgsqlConnectionStringBuilder(server.ConnectionStringOf(database, role))
    {
        Host = "127.0.0.1",
        Port = Port,
        SslMode = SslMode.Disable,
        NoResetOnClose = true,
    }.ConnectionString;

    public async ValueTask DisposeAsync() => await keeper.DisposeAsync();

    private async Task StartAsync(string program, IEnumerable<PostgresRole> roles)
    {
        var settings = Path.Combine(Folder, "pgbouncer.ini");
        string[] end = ["sh", "-c", "kill -KILL \"$(cat \"$1\")\"; rm -f \"$1\"", "sh", ProcessIdFile];
        await keeper.AtEndAsync(end);
        await keeper.WriteAsync(Path.Combine(Folder, "users.txt"), string.Concat(roles.Select(role => $"\"{role.Name}\" \"{role.Password}\"\n")));
        for (var left = Ports; left > 0; left--)
        {
            Port = LoopbackPort.Choose();
            await keeper.WriteAsync(settings, Settings());
            await keeper.RunAsync(program, "-d", "-q", settings);
            if (await AnswersAsync())
            {
                return;
            }

            await keeper.TryRunAsync(end);
        }

        throw new InvalidOperationException($"PgBouncer did not start: {(File.Exists(Log) ? await File.ReadAllTextAsync(Log) : "")}");
    }

    /// <summary>Waits for an answer, which does not come where another program took the port.</summary>
    private async Task<bool> AnswersAsync()
    {
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until; await Task.Delay(50))
        {
            try
            {
                await Sql.ExecuteAsync(ConnectionStringOf(server.Database), "SELECT 1");
                return true;
            }
            catch (NpgsqlException)
            {
                // Not yet.
            }
        }

        return false;
    }

    private string Settings() => $"""
        [databases]
        * = host={server.Endpoint.Host} port={server.Endpoint.Port}

        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = {Port}
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = {Path.Combine(Folder, "users.txt")}
        pool_mode = transaction
        max_client_conn = 200
        default_pool_size = 20
        pidfile = {ProcessIdFile}
        logfile = {Log}

        """;
}
