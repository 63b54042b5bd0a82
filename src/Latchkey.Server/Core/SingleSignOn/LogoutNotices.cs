using System.Text.Json;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>
/// Back-channel notices on their way. Written in the commit that ends the session, so that none is lost when the server
/// dies; <see cref="BackchannelLogout"/> delivers them afterwards.
/// </summary>
internal sealed class LogoutNotices(OutboxItems outbox)
{
    /// <summary>As many tries as an app gets, after 15 s, 30 s, a minute, …: with the waits between them a little over two hours.</summary>
    public const int MostAttempts = 10;

    /// <summary>One app that does not answer must not keep the others waiting.</summary>
    public static readonly OutboxKind Kind = new("logout_notice")
    {
        Kept = TimeSpan.FromDays(1), Lease = TimeSpan.FromMinutes(1), FirstWait = TimeSpan.FromSeconds(15), MostAttempts = MostAttempts, AtOnce = 16,
        FailuresAs = LogLevel.Information,
    };

    public Task Queue(Writing w, IReadOnlyList<SessionApp> ended) => outbox.Queue(w, Kind,
    [
        .. ended.Where(app => app.Notified).Select(app => new OutboxItem($"{app.Sid} {app.ClientId} {app.ServerId}", app.OrgId, app.ClientId,
            JsonSerializer.Serialize(new EndedSession(app.Sid, app.UserId, app.ServerId)))),
    ]);
}
