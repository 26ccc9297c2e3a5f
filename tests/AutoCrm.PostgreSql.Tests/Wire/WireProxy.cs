using System.Net;
using System.Net.Sockets;
using AutoCrm.PostgreSql.Tests.Servers;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests.Wire;

/// <summary>
/// Stands on 127.0.0.1 between clients and a server: counts how often clients speak after the server has spoken, and cuts connections at a commit.
/// </summary>
internal sealed class WireProxy : IAsyncDisposable
{
    private static readonly byte[] Writing = "BEGIN ISOLATION LEVEL READ COMMITTED\0"u8.ToArray();
    private static readonly byte[] Reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY\0"u8.ToArray();
    private static readonly byte[] Commit = "COMMIT\0"u8.ToArray();

    private readonly PostgresServer server;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly List<Task> connections = [];
    private readonly Task accepting;
    private int turns;
    private int cut;

    private WireProxy(PostgresServer server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where a connection breaks.</summary>
    public enum Cut
    {
        /// <summary>Nowhere.</summary>
        None,

        /// <summary>The server does not get the commit.</summary>
        BeforeCommit,

        /// <summary>The server gets the commit, and the client no answer.</summary>
        AfterCommit,
    }

    /// <summary>How often a client has spoken after the server had.</summary>
    public int Turns => Volatile.Read(ref turns);

    /// <summary>How often a connection was cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Whether connections are refused once one was cut.</summary>
    public bool RefusesAfterCut { get; set; }

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static WireProxy Start(PostgresServer server) => new(server);

    /// <summary>Cuts the next connection on which the commit of a transaction that writes is sent.</summary>
    public void CutNext(Cut where) => Volatile.Write(ref cut, (int)where);

    /// <summary>The connection string through the proxy.</summary>
    public string ConnectionStringOf(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = Port, SslMode = SslMode.Disable }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections);
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptSocketAsync(ended.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The proxy has ended.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
        using var upstream = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            if (RefusesAfterCut && Cuts > 0)
            {
                Reset(client);
                return;
            }

            try
            {
                await upstream.ConnectAsync(server.Endpoint.Host, server.Endpoint.Port, end.Token);
                var connection = new Connection();
                var first = await Task.WhenAny(SendAsync(client, upstream, connection, end.Token), AnswerAsync(upstream, client, connection, end.Token));
                await first;
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // One of the two has gone, so the other goes, too.
            }

            await end.CancelAsync();
            Reset(client);
        }
    }

    private async Task SendAsync(Socket client, Socket upstream, Connection connection, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        while (await client.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (Interlocked.Exchange(ref connection.HasAnswered, 0) == 1)
            {
                Interlocked.Increment(ref turns);
            }

            var sent = buffer.AsSpan(0, count);
            var (writes, reads) = (sent.LastIndexOf(Writing), sent.LastIndexOf(Reading));
            connection.IsWriting = writes == reads ? connection.IsWriting : writes > reads;
            if (connection.IsWriting && sent.IndexOf(Commit) >= 0 && (Cut)Interlocked.Exchange(ref cut, 0) is not Cut.None and var where)
            {
                Cuts++;
                if (where == Cut.BeforeCommit)
                {
                    return;
                }

                connection.IsSilent = true;
            }

            await SendAllAsync(upstream, buffer.AsMemory(0, count), cancellationToken);
        }
    }

    private static async Task AnswerAsync(Socket upstream, Socket client, Connection connection, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        while (await upstream.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (connection.IsSilent)
            {
                return;
            }

            Volatile.Write(ref connection.HasAnswered, 1);
            await SendAllAsync(client, buffer.AsMemory(0, count), cancellationToken);
        }
    }

    private static async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, cancellationToken)..];
        }
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    private sealed class Connection
    {
        public int HasAnswered = 1;
        public bool IsWriting;
        public volatile bool IsSilent;
    }
}
