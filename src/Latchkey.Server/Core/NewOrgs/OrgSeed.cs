using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.NewOrgs;

/// <summary>Makes what every org has from its first moment: Everyone, the default authorization server with a policy that works, its keys.</summary>
internal sealed class OrgSeed(Database db, OrgDirectory orgs, Groups groups, AuthorizationServers servers, KeyRing keys, TimeProvider clock)
{
    public Org NewOrg(string name, string? subdomain) =>
        orgs.WithAddress(
            new Org { Id = Ids.New(Ids.Org), Subdomain = subdomain, Name = name, Status = "ACTIVE", CreatedAt = clock.Now, UpdatedAt = clock.Now });

    /// <summary>
    /// The org at the base address. Of several servers that start over an empty database, one makes it; a start that was cut off is completed.
    /// </summary>
    public async Task<Org> Home(string name, CancellationToken ct)
    {
        if (await orgs.Default(ct) is null) await db.Write(w => TrySeed(w, NewOrg(name, null)), ct);
        var home = (await orgs.Default(ct))!;
        await MakeKeys(home, ct);
        return home;
    }

    /// <summary>False when another one has its address.</summary>
    public async Task<bool> TrySeed(Writing w, Org org)
    {
        if (!await orgs.TryInsert(w, org)) return false;
        await groups.SeedEveryone(w, org.Id);
        await servers.Seed(w, org.Id, clock.Now);
        return true;
    }

    /// <summary>An RSA key takes a moment to make: better now than while the first person waits.</summary>
    public async Task MakeKeys(Org org, CancellationToken ct)
    {
        await keys.Active(org.Id, "", "RS256", ct);
        await keys.Active(org.Id, AuthorizationServers.DefaultId, "RS256", ct);
        await keys.Active(org.Id, KeyRing.InternalServer, "ES256", ct);
    }
}
