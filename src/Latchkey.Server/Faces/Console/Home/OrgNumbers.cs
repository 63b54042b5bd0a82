using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Faces.Console.Home;

/// <summary>How much there is in an org.</summary>
public sealed record OrgNumbers
{
    public long Apps { get; init; }
    public long People { get; init; }
    public long Groups { get; init; }

    /// <summary>Counted along indexes.</summary>
    public static async Task<OrgNumbers> Of(Database db, string orgId, CancellationToken ct) => (await db.One<OrgNumbers>("""
        select (select count(*) from apps where org_id = @orgId and system_name is null) as apps,
            (select count(*) from users where org_id = @orgId and status <> 'DEPROVISIONED') as people,
            (select count(*) from groups where org_id = @orgId) as groups
        """, new { orgId }, ct))!;
}
