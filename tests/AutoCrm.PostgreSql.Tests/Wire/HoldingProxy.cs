using System.Net;
using System.Net.Sockets;
using AutoCrm.PostgreSql.Tests.Servers;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests.Wire;

/// <summary>
/// Stands between clients and a server, and holds each answer back until the thread pool of this process has done something else: whoever lets a thread of it wait for
/// the answer, and has but one, is found. It works on threads of its own.
/// </summary>
internal sealed class HoldingProxy : IDisposable
{
    private readonly (string Host, int Port) server;
    private readonly TimeSpan patience;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    /// <param name="server">Where the server listens.</param>
    /// <param name="patience">After what time an answer is given though nothing else was done.</param>
    public HoldingProxy((string Host, int Port) server, TimeSpan patience)
    {
        this.server = server;
        this.patience = patience;
        listener.Start();
        Begin(Accept);
    }

    private volatile int answers, waits;

    /// <summary>How many answers were held back.</summary>
    public int Answers => answers;

    /// <summary>For how many of them a thread waited.</summary>
    public int Waits => waits;

    /// <summary>The connection string through the proxy.</summary>
    public string ConnectionStringOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, SslMode = SslMode.Disable,
    }.ConnectionString;

    public void Dispose() => listener.Dispose();

    private static void Begin(Action work) => new Thread(() =>
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client, the server or the proxy has gone.
        }
    }) { IsBackground = true }.Start();

    private void Accept()
    {
        while (true)
        {
            var client = listener.AcceptSocket();
            var upstream = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            client.NoDelay = true;
            upstream.Connect(server.Host, server.Port);
            Begin(() => Pass(client, upstream, () => { }));
            Begin(() => Pass(upstream, client, Hold));
        }
    }

    private static void Pass(Socket from, Socket to, Action beforePassing)
    {
        using (from)
        using (to)
        {
            var buffer = new byte[1 << 16];
            while (from.Receive(buffer) is > 0 and var count)
            {
                beforePassing();
                to.Send(buffer, count, SocketFlags.None);
            }
        }
    }

    private void Hold()
    {
        Interlocked.Increment(ref answers);
        var done = new ManualResetEventSlim();
        ThreadPool.UnsafeQueueUserWorkItem(_ => done.Set(), null);
        if (!done.Wait(patience))
        {
            Interlocked.Increment(ref waits);
        }
    }
}
