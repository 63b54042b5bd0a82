using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Registry;

/// <summary>What a client that registered itself manages itself with. RFC 7592 §3. One per app, kept as a hash.</summary>
internal sealed class RegistrationTokens(Database db, TimeProvider clock)
{
    public async Task<string> Issue(Writing w, App app)
    {
        var token = Secrets.New();
        await w.Change("insert into client_registrations (client_id, org_id, token_hash, created_at) values (@Id, @OrgId, @hash, @now)",
            new { app.Id, app.OrgId, hash = Secrets.Hash(token), now = clock.Now });
        return token;
    }

    public async Task<bool> IsOf(App app, string token, CancellationToken ct) =>
        await db.One<long>("select count(*) from client_registrations where client_id = @Id and org_id = @OrgId and token_hash = @hash",
            new { app.Id, app.OrgId, hash = Secrets.Hash(token) }, ct) > 0;
}
