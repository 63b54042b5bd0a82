using System.Collections.Concurrent;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Insight;

/// <summary>When apps last got tokens, to the day. Learnt from the log as it is written, in the same commit, once a day for each app.</summary>
internal sealed class AppUses(Database db) : ILogFollower
{
    private static readonly string[] Grants = ["app.oauth2.as.token.grant.access_token", "app.oauth2.token.grant.access_token"];

    /// <summary>What has been written, by app: asked for each token, so it is kept in memory.</summary>
    private readonly ConcurrentDictionary<string, long> known = new(StringComparer.Ordinal);

    public async Task Follow(Writing writing, IReadOnlyList<RecordedEvent> events)
    {
        Dictionary<(string OrgId, string AppId), DateTimeOffset>? news = null;
        foreach (var one in events)
        {
            if (Array.IndexOf(Grants, one.EventType) < 0 || one.ActorId is not { } app) continue;
            if (known.TryGetValue(app, out var day) && day == DayOf(one.Published)) continue;
            (news ??= [])[(one.OrgId, app)] = one.Published;
        }
        foreach (var ((orgId, appId), at) in news ?? [])
        {
            await writing.Change("""
                insert into app_uses (org_id, app_id, used_at)
                select @orgId, @appId, @at where exists (select 1 from apps where id = @appId and org_id = @orgId)
                on conflict (org_id, app_id) do update set used_at = excluded.used_at where excluded.used_at > app_uses.used_at
                """, new { orgId, appId, at });
            // Where the commit fails the event is written again, and with it this: a day that is missing is the next day's.
            known[appId] = DayOf(at);
        }
    }

    /// <summary>Apps that got no tokens since then, and were there already: those that were used the longest ago first.</summary>
    public Task<IReadOnlyList<AppUse>> Idle(string orgId, DateTimeOffset since, int most, CancellationToken ct) => db.Many<AppUse>("""
        select a.id, a.label, a.created_at, u.used_at from apps a left join app_uses u on u.org_id = a.org_id and u.app_id = a.id
        where a.org_id = @orgId and a.system_name is null and a.status = 'ACTIVE' and a.created_at < @since and (u.used_at is null or u.used_at < @since)
        order by coalesce(u.used_at, 0), a.label_key limit @most
        """, new { orgId, since, most }, ct);

    private static long DayOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerDay;
}
