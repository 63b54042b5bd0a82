using System.Buffers.Text;
using System.Security.Cryptography;
using Latchkey.Protocol;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Hooks;

/// <summary>
/// Says who sends a body, and that it is this one: a JWT beside it, with its SHA-256, by a key of the org's own server that <c>/oauth2/v1/keys</c> publishes.
/// No secret has to be shared for it, and any JOSE library reads it. Contract §3.11, event hooks.
/// </summary>
internal sealed class HookSignature(KeyRing keys, TimeProvider clock)
{
    public const string Header = "x-latchkey-signature";

    /// <summary>Of its own, so that it is taken for no other token.</summary>
    public const string Type = "hook+jwt";

    private const string OrgServer = "", Digest = "body_sha256";

    /// <summary>Long enough to arrive; a repeat is signed anew.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public async Task<HookHeader> Of(Org org, EventHook hook, string eventId, byte[] body, CancellationToken ct)
    {
        var key = await keys.Active(org.Id, OrgServer, SignatureAlgorithms.Rsa, ct);
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteString(Claim.Issuer, org.Url);
        json.WriteString(Claim.Audience, hook.Channel.Uri);
        json.WriteNumber(Claim.IssuedAt, clock.Seconds);
        json.WriteNumber(Claim.Expires, clock.Seconds + (long)Lifetime.TotalSeconds);
        json.WriteString(Claim.JwtId, eventId);
        json.WriteString(Digest, Base64Url.EncodeToString(SHA256.HashData(body)));
        json.WriteEndObject();
        return new(Header, Jws.Sign(key, buffer.Written, Type));
    }
}
