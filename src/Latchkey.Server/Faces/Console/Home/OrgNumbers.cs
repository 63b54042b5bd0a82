using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Faces.Console.Home;

/// <summary>How much there is in an org.</summary>
public sealed record OrgNumbers
{
    public long Apps { get; init; }
    public long People { get; init; }
    public long Groups { get; init; }
    /// <summary>Somebody has signed in to an app, and it got its token.</summary>
    public bool SignedIn { get; init; }
    /// <summary>The app made last; null: there is none.</summary>
    public string? NewestApp { get; init; }

    /// <summary>Counted along indexes.</summary>
    internal static async Task<OrgNumbers> Of(Database db, PeopleCount people, string orgId, CancellationToken ct) => (await db.One<OrgNumbers>("""
        select (select count(*) from apps where org_id = @orgId and system_name is null) as apps,
            (select count(*) from groups where org_id = @orgId) as groups,
            (select case when exists (select 1 from log_records where org_id = @orgId
                and event_type in ('app.oauth2.as.token.grant.access_token', 'app.oauth2.token.grant.access_token')) then 1 else 0 end) as signed_in,
            (select id from apps where org_id = @orgId and system_name is null order by created_at desc, id desc limit 1) as newest_app
        """, new { orgId }, ct))! with { People = await people.Of(orgId, ct) };
}
