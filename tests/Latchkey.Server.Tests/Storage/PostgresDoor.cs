using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Latchkey.Testing;
using Npgsql;

namespace Latchkey.Server.Tests.Storage;

/// <summary>The way to a PostgreSQL that a test can shut and open again: what a server sees of a database that goes away and comes back.</summary>
internal sealed class PostgresDoor : IAsyncDisposable
{
    private readonly string socketPath;
    private readonly int port;
    private readonly string database;
    private readonly ConcurrentBag<Socket> passing = [];
    private TcpListener? listener;
    private Task accepting = Task.CompletedTask;

    private PostgresDoor(PostgresCluster cluster, string connectionString)
    {
        (socketPath, database) = (Path.Combine(cluster.Folder, ".s.PGSQL.5432"), connectionString);
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(database) { Host = "127.0.0.1", Port = port }.ToString();

    /// <summary>Before an empty database, shut.</summary>
    public static async Task<PostgresDoor> Shut()
    {
        var cluster = await PostgresCluster.SharedAsync();
        return new(cluster, await cluster.CreateDatabaseAsync());
    }

    public void Open()
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        accepting = Accept(listener);
    }

    /// <summary>Nobody comes in, and whoever was inside is cut off.</summary>
    public async Task Close()
    {
        listener?.Stop();
        await accepting;
        while (passing.TryTake(out var socket)) socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(database);
    }

    private async Task Accept(TcpListener open)
    {
        while (true)
        {
            try
            {
                var outside = await open.AcceptSocketAsync();
                var inside = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                passing.Add(outside);
                passing.Add(inside);
                await inside.ConnectAsync(new UnixDomainSocketEndPoint(socketPath));
                _ = Pass(outside, inside);
                _ = Pass(inside, outside);
            }
            catch (Exception shut) when (shut is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;     // InvalidOperationException: stopped before we asked for the next one
            }
        }
    }

    private static async Task Pass(Socket from, Socket to)
    {
        var buffer = new byte[65_536];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read) await to.SendAsync(buffer.AsMemory(0, read));
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // The door was shut.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
