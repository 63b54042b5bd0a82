using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Microsoft.Extensions.Primitives;

namespace Latchkey.Server.Core.Requests;

/// <summary>
/// Authorization requests that came straight from their apps and wait to be visited. RFC 9126. A visit does not use one
/// up, since pages are reloaded; the answer does, once.
/// </summary>
internal sealed class PushedRequests(Database db, Seal seal, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>FAPI 2.0 Security Profile §5.3.2.2 wants less than ten minutes; a redirect takes seconds.</summary>
    public static readonly TimeSpan Fapi2Lifetime = TimeSpan.FromSeconds(60);

    private const string Prefix = "urn:okta:";
    private const string Purpose = "pushed-request";

    public static bool IsOne(string? requestUri) => requestUri?.StartsWith(Prefix, StringComparison.Ordinal) is true;

    public static OAuthException Invalid() => OAuthException.Of(OAuthError.InvalidRequestUri, "The authorize request_uri is invalid.");

    /// <param name="request">Checked.</param>
    /// <param name="parameters">What it was read from.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<(string RequestUri, TimeSpan Lifetime)> Store(AuthorizeRequest request, Parameters parameters, CancellationToken ct)
    {
        var requestUri = Prefix + Secrets.New();
        var (hash, now, lifetime) = (Secrets.Hash(requestUri), clock.Now, request.App.IsFapi2 ? Fapi2Lifetime : Lifetime);
        await db.Change("""
            insert into pushed_requests (hash, org_id, server_id, client_id, sealed_parameters, created_at, expires_at)
            values (@hash, @OrgId, @serverId, @Id, @parameters, @now, @expires)
            """, new
        {
            hash,
            request.App.OrgId,
            serverId = request.Server.Id,
            request.App.Id,
            now,
            expires = now + lifetime,
            parameters = seal.Close(Purpose, JsonSerializer.Serialize(parameters.All), hash),
        }, ct);
        return (requestUri, lifetime);
    }

    /// <summary>
    /// What was pushed, and nothing beside it. Its <c>request_uri</c> stays among the parameters, to be used up with the answer. RFC 9126 §4.
    /// </summary>
    public async Task<Parameters> Require(string requestUri, App app, AuthorizationServer server, CancellationToken ct)
    {
        var hash = Secrets.Hash(requestUri);
        var found = await db.One<string>("""
            select sealed_parameters from pushed_requests
            where hash = @hash and org_id = @OrgId and server_id = @serverId and client_id = @Id and answered_at is null and expires_at > @now
            """, new { hash, app.OrgId, serverId = server.Id, app.Id, now = clock.Milliseconds }, ct) ?? throw Invalid();

        var parameters = JsonSerializer.Deserialize<Dictionary<string, string>>(seal.Open(Purpose, found, hash))!;
        parameters[Parameter.RequestUri] = requestUri;
        return new Parameters(parameters.Select(one => new KeyValuePair<string, StringValues>(one.Key, one.Value)));
    }

    /// <summary>
    /// False when another visit has had the answer. The end of its life does not count here: whoever came in time may take
    /// as long to sign in as any other person.
    /// </summary>
    public Task<bool> TryUse(Writing w, string requestUri) => w.Changed(
        "update pushed_requests set answered_at = @now where hash = @hash and answered_at is null",
        new { hash = Secrets.Hash(requestUri), now = clock.Milliseconds });

    /// <summary>Kept as long as someone who visited one in time may still be signing in.</summary>
    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from pushed_requests where hash in (select hash from pushed_requests where expires_at < @before limit @batch)",
        new { before = (clock.Now - AuthorizeRequest.LongestWait).ToUnixTimeMilliseconds(), batch = Cleanup.Batch }, ct);
}
