using System.Text.Json;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>Tells apps that a session has ended. OpenID Connect Back-Channel Logout 1.0 §2.5.</summary>
internal sealed class BackchannelLogout(OutgoingHttp outgoing, OrgDirectory orgs, AuthorizationServers servers, Apps apps, AppSignatures signatures,
    SystemLog systemLog, TimeProvider clock) : ICourier
{
    public OutboxKind Kind => LogoutNotices.Kind;

    public async Task<DeliveryOutcome> Deliver(ClaimedItem item, CancellationToken ct)
    {
        var ended = Ended(item);
        var org = await orgs.Find(item.OrgId, ct);
        var app = org is null ? null : await apps.Find(org.Id, item.Recipient, ct);
        var server = org is null ? null : await servers.Find(org, ended.ServerId, ct);
        // Whoever no longer exists, or no longer wants to hear of it, is not told.
        if (server is null || app is not { Active: true, BackchannelLogout: { } wanted }) return DeliveryOutcome.Moot;

        var token = await LogoutToken.Write(server, app, ended.UserId, ended.Sid, signatures, clock.Seconds, ct);
        try
        {
            var answer = await outgoing.Post(wanted.Uri, [new("logout_token", token)], ct);
            if (answer.Succeeded) return DeliveryOutcome.Arrived;
            var problem = $"The app answered {answer.Status}.";
            return answer.Status is < 500 and not (408 or 429) ? DeliveryOutcome.Never(problem) : DeliveryOutcome.Later(problem);
        }
        catch (OutgoingException failed)
        {
            return DeliveryOutcome.Later(failed.Message);
        }
    }

    public async Task Settled(ClaimedItem item, string? problem, CancellationToken ct)
    {
        if (await orgs.Find(item.OrgId, ct) is not { } org || await apps.Find(org.Id, item.Recipient, ct) is not { } app) return;
        var ended = Ended(item);
        await systemLog.Record(org, null, SessionEvents.ToldOfSignOut(app, ended.UserId, ended.Sid, problem));
    }

    private static EndedSession Ended(ClaimedItem item) => JsonSerializer.Deserialize<EndedSession>(item.Payload)!;
}
