using System.Net;
using System.Net.Sockets;

namespace Trimtab.Sql.Tests.Postgres;

/// <summary>Stands between a program and a server of PostgreSQL, and cuts the connection at a commit when it is asked to.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private static readonly byte[] _commit = "COMMIT"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private volatile Cut _cut;

    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where a connection is cut.</summary>
    public enum Cut
    {
        /// <summary>Nowhere.</summary>
        Never,

        /// <summary>The commit does not reach the server.</summary>
        Before,

        /// <summary>The server has committed, and its answer does not reach the program.</summary>
        After,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether a commit that was to be cut is still to come.</summary>
    public bool IsArmed => _cut != Cut.Never;

    public void CutNext(Cut cut) => _cut = cut;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ForwardAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ForwardAsync(TcpClient program)
    {
        using var _ = program;
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _server);
        var (from, to) = (program.GetStream(), server.GetStream());
        var answers = from.CanWrite ? to.CopyToAsync(from) : Task.CompletedTask;
        byte[] buffer = new byte[65_536];
        try
        {
            for (int count; (count = await from.ReadAsync(buffer)) > 0;)
            {
                if (IsArmed && buffer.AsSpan(0, count).IndexOf(_commit) >= 0)
                {
                    bool reaches = _cut == Cut.After;
                    _cut = Cut.Never;
                    program.Client.Shutdown(SocketShutdown.Both);
                    if (reaches)
                    {
                        await to.WriteAsync(buffer.AsMemory(0, count));
                        server.Client.Shutdown(SocketShutdown.Send);
                        await Task.WhenAny(answers); // the server ends the session after the commit
                    }

                    return;
                }

                await to.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (IOException)
        {
            // One of the ends is gone.
        }
    }
}
