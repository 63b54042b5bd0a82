using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Federation;

/// <summary>
/// Proves to a provider that it is this org's client, without a secret that both know: a JWT of one use by the key of the org that stands in its JWKS
/// (/oauth2/v1/keys). OpenID Connect Core §9, private_key_jwt; RFC 7523 §3.
/// </summary>
internal sealed class UpstreamAssertions(KeyRing keys, AuthorizationServers servers, TimeProvider clock)
{
    /// <summary>RFC 7523 §2.2.</summary>
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>The audience is the provider, and not one of its addresses: whoever it is taken to elsewhere does not take it.</summary>
    public async Task<Secret> For(Org org, IdentityProvider provider, CancellationToken ct)
    {
        var server = (await servers.Find(org, "", ct))!;
        var key = await keys.Active(server.OrgId, server.Id, server.SigningAlgorithm, ct);
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteString(Claim.Issuer, provider.Upstream.ClientId);
        json.WriteString(Claim.Subject, provider.Upstream.ClientId);
        json.WriteString(Claim.Audience, provider.Upstream.Issuer);
        json.WriteString(Claim.JwtId, Secrets.New());
        json.WriteNumber(Claim.IssuedAt, clock.Seconds);
        json.WriteNumber(Claim.Expires, clock.Seconds + (long)Lifetime.TotalSeconds);
        json.WriteEndObject();
        return new(Jws.Sign(key, buffer.Written, "client-authentication+jwt"));
    }
}
