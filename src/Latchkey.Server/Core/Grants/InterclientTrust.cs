using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Grants;

/// <summary>Which native apps may open which web apps.</summary>
internal sealed class InterclientTrust(Database db, Turns turns, TimeProvider clock)
{
    public const int Most = 50;

    public async Task<bool> Allows(string appId, string allowedId, CancellationToken ct) =>
        await db.One<long>("select count(*) from interclient_allowed_apps where app_id = @appId and allowed_app_id = @allowedId", new { appId, allowedId },
            ct) > 0;

    public Task<IReadOnlyList<string>> AllowedBy(string appId, CancellationToken ct) =>
        db.Many<string>("select allowed_app_id from interclient_allowed_apps where app_id = @appId order by created_at, allowed_app_id", new { appId }, ct);

    public Task<IReadOnlyList<string>> TargetsOf(string appId, CancellationToken ct) =>
        db.Many<string>("select app_id from interclient_allowed_apps where allowed_app_id = @appId order by created_at, app_id", new { appId }, ct);

    /// <summary>Since when it is allowed; null when there are as many as there may be. One that is there already stays.</summary>
    public async Task<DateTimeOffset?> Add(Writing w, string appId, string allowedId)
    {
        await turns.Take(w, $"interclient {appId}");
        var since = await w.ChangeReturning<Row>("""
            insert into interclient_allowed_apps (app_id, allowed_app_id, created_at) select @appId, @allowedId, @now
            where (select count(*) from interclient_allowed_apps where app_id = @appId and allowed_app_id <> @allowedId) < @most
            on conflict (app_id, allowed_app_id) do update set created_at = interclient_allowed_apps.created_at
            returning created_at
            """, new { appId, allowedId, now = clock.Milliseconds, most = Most });
        return since?.CreatedAt;
    }

    public Task<bool> Remove(Writing w, string appId, string allowedId) =>
        w.Changed("delete from interclient_allowed_apps where app_id = @appId and allowed_app_id = @allowedId", new { appId, allowedId });

    private sealed record Row(DateTimeOffset CreatedAt);
}
