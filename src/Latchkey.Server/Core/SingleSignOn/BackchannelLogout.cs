using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>
/// Tells apps that a session has ended: as soon as that is committed, and again later what did not arrive. OpenID Connect Back-Channel Logout 1.0
/// §2.5.
/// </summary>
public sealed class BackchannelLogout(LogoutNotices notices, OutgoingHttp outgoing, Database db, OrgDirectory orgs, AuthorizationServers servers, Apps apps,
    AppSignatures signatures, SystemLog systemLog, TimeProvider clock, ILogger<BackchannelLogout> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    /// <summary>One app that does not answer must not keep the others waiting.</summary>
    private const int AtOnce = 16;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var alarm = new ChangeAlarm(db, LogoutNotices.Kind, clock);
        while (true)
        {
            try
            {
                while (await DeliverDue(stoppingToken) > 0) stoppingToken.ThrowIfCancellationRequested();
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogFault(fault, $"Could not look for logout notices; looking again in {Look}");
            }
            await alarm.Wait(Look, stoppingToken);
        }
    }

    /// <summary>Delivers what is due now; how many this process took on.</summary>
    public async Task<int> DeliverDue(CancellationToken ct)
    {
        var taken = 0;
        await Parallel.ForEachAsync(await notices.Due(ct), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (due, ct) =>
        {
            if (await notices.TryClaim(due, ct) is not { } notice) return;
            Interlocked.Increment(ref taken);
            await Deliver(notice, ct);
        });
        return taken;
    }

    private async Task Deliver(PendingNotice notice, CancellationToken ct)
    {
        var org = await orgs.Find(notice.OrgId, ct);
        var app = org is null ? null : await apps.Find(org.Id, notice.ClientId, ct);
        var server = org is null ? null : await servers.Find(org, notice.ServerId, ct);
        // Whoever no longer exists, or no longer wants to hear of it, is not told.
        if (org is null || server is null || app is not { Active: true, BackchannelLogout: { } wanted })
        {
            await notices.Done(notice, ct);
            return;
        }

        var token = await LogoutToken.Write(server, app, notice.UserId, notice.Sid, signatures, clock.Seconds, ct);
        var (problem, final) = await Post(wanted.Uri, token, ct);
        if (problem is null || final || notice.Attempts >= LogoutNotices.MostAttempts)
        {
            await notices.Done(notice, ct);
            await systemLog.Record(org, null, SessionEvents.ToldOfSignOut(app, notice.UserId, notice.Sid, problem));
            return;
        }
        log.LogInformation("{App} could not be told of a sign-out at attempt {Attempt}, trying again later: {Problem}", app.Id, notice.Attempts, problem);
        await notices.Postpone(notice, ct);
    }

    /// <summary>Nothing when it arrived; otherwise what is wrong, and whether trying again is of no use.</summary>
    private async Task<(string? Problem, bool Final)> Post(string uri, string token, CancellationToken ct)
    {
        try
        {
            var answer = await outgoing.Post(uri, [new("logout_token", token)], ct);
            return answer.Succeeded ? (null, true) : ($"The app answered {answer.Status}.", answer.Status is < 500 and not (408 or 429));
        }
        catch (OutgoingException failed)
        {
            return (failed.Message, false);
        }
    }
}
