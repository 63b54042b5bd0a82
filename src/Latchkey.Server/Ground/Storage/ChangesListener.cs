using System.Globalization;
using Latchkey.Server.Ground.Web;
using Npgsql;

namespace Latchkey.Server.Ground.Storage;

/// <summary>Hears of other servers' changes through PostgreSQL's LISTEN, on a connection of its own that comes back by itself.</summary>
internal sealed class ChangesListener(PostgresDatabase database, Changes changes, ILogger log)
{
    public const string Channel = "latchkey_changes";

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private bool listenedBefore;
    private bool saidTooLittle;

    public async Task Run(CancellationToken ct)
    {
        var pause = ShortestPause;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Listen(() => pause = ShortestPause, ct);
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                if (pause == ShortestPause) log.LogWarning("Not told of changes for now, looking for them instead: {Reason}", LogText.Line(exception.Message));
                await Task.Delay(pause, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private async Task Listen(Action connected, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false;Keepalive=10;Application Name=Latchkey changes");
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection)) await listen.ExecuteNonQueryAsync(ct);
        connected();

        // What was announced while nobody listened: the feed has it, but a cache must not have to trust that.
        if (listenedBefore) changes.TellEverything();
        listenedBefore = true;
        await changes.Look(ct);

        while (true)
        {
            await connection.WaitAsync(ct);
            if (!saidTooLittle) continue;
            saidTooLittle = false;
            await changes.Look(ct);
        }
    }

    private void Hear(string payload)
    {
        if (payload.Split(' ', 3) is [var seq, var kind, var key]) changes.TellOnce(long.Parse(seq, CultureInfo.InvariantCulture), kind, key);
        else saidTooLittle = true;
    }
}
