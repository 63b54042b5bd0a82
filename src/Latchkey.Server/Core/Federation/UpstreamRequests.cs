using System.Text.Json;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Federation;

/// <summary>
/// People on their way to a provider and back. Each <c>state</c> counts once, for the browser that it was made for, within the hour. RFC 6749 §10.12,
/// RFC 9700 §4.7; threats rows 4 and 6.
/// </summary>
internal sealed class UpstreamRequests(Database db, Seal seal, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const string Purpose = "upstream-request";

    /// <summary>The state.</summary>
    public async Task<string> Begin(Org org, string browser, UpstreamRequest request, CancellationToken ct)
    {
        var state = Secrets.New();
        var (hash, now) = (Secrets.Hash(state), clock.Now);
        await db.Change("""
            insert into upstream_requests (hash, org_id, idp_id, browser, sealed_request, created_at, expires_at)
            values (@hash, @OrgId, @IdpId, @browser, @closed, @now, @expires)
            """, new
        {
            hash,
            OrgId = org.Id,
            request.IdpId,
            browser = Secrets.Hash(browser),
            closed = seal.Close(Purpose, JsonSerializer.Serialize(request), hash),
            now,
            expires = now + Lifetime,
        }, ct);
        return state;
    }

    /// <summary>What it stands for, once: of any number of racing answers one gets it. Another browser gets nothing and spends nothing.</summary>
    public async Task<UpstreamRequest?> TryRedeem(Org org, string browser, string? state, CancellationToken ct)
    {
        if (state is not { Length: > 0 and < 100 }) return null;
        var hash = Secrets.Hash(state);
        var closed = await db.ChangeReturning<string>("""
            delete from upstream_requests where hash = @hash and org_id = @OrgId and browser = @browser and expires_at > @now returning sealed_request
            """, new { hash, OrgId = org.Id, browser = Secrets.Hash(browser), now = clock.Now }, ct);
        // One that does not open is our fault, and nothing that whoever comes back has done.
        return closed is null ? null : JsonSerializer.Deserialize<UpstreamRequest>(seal.Open(Purpose, closed, hash));
    }

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from upstream_requests where hash in (select hash from upstream_requests where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);
}
