using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>Ports on 127.0.0.1, below those that systems give to connections going out, so that a stopped server finds its own again.</summary>
internal static class LoopbackPort
{
    private const int First = 15_000, End = 30_000;

    /// <summary>A port that nobody listens on now.</summary>
    public static int Choose() => Enumerable.Range(0, 1_000).Select(_ => RandomNumberGenerator.GetInt32(First, End)).First(IsFree);

    /// <summary>Whether somebody could listen on the port.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
