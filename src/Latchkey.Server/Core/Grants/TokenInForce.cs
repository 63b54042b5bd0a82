using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Jose;

namespace Latchkey.Server.Core.Grants;

/// <summary>A token of ours that is in force: signed by a key of its server, not ended, not revoked.</summary>
internal sealed record TokenInForce(AuthorizationServer Server, JsonElement Claims)
{
    public string Jti => Jws.StringOf(Claims, Claim.JwtId)!;
    public string ClientId => Jws.StringOf(Claims, Claim.ClientId)!;
    public long IssuedAt => Jws.NumberOf(Claims, Claim.IssuedAt) ?? 0;
    public string? UserId => Jws.StringOf(Claims, Claim.UserId);
    public IReadOnlyList<string> Scopes => Claims.GetProperty(Claim.Scopes).EnumerateArray().Select(scope => scope.GetString()!).ToArray();
    /// <summary>The key it is bound to (RFC 9449 §6.1): whoever cannot prove to hold that has no use of it. Null: a bearer token.</summary>
    public string? KeyThumbprint =>
        Claims.TryGetProperty(Claim.Confirmation, out var confirmation) ? Jws.StringOf(confirmation, Claim.KeyThumbprint) ?? "" : null;
    /// <summary>Single claims it stands for, beside those of its scopes. OpenID Connect Core §5.5.</summary>
    public IReadOnlyList<string> UserInfoClaims => Claims.TryGetProperty(Claim.UserInfoClaims, out var names) && names.ValueKind == JsonValueKind.Array
        ? [.. names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)
        .Where(StandardClaims.ScopeOf.ContainsKey)]
        : [];
    public string? GrantId => TokenId.GrantOf(Jti);
}
