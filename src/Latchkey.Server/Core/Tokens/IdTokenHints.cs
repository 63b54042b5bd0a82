using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Tokens;

internal sealed class IdTokenHints(AuthorizationServers servers, AppSignatures signatures)
{
    /// <summary>Whom an authorization request means; null when it does not say. A hint that nobody here signed must not pass for none.</summary>
    public async Task<string?> Meant(string? hint, Org org, CancellationToken ct) => hint is null ? null
        : (await Read(hint, org, ct))?.UserId
        ?? throw OAuthException.InvalidRequest("The 'id_token_hint' parameter is not an ID token of this authorization server.");

    /// <summary>The hint, or null when none of this org's servers signed it.</summary>
    public async Task<IdTokenHint?> Read(string token, Org org, CancellationToken ct)
    {
        foreach (var server in await Candidates(token, org, ct))
        {
            if (await Jws.Read(token, kid => signatures.Verifier(server, kid, ct)) is not { } read) continue;
            if (Jws.StringOf(read.Claims, Claim.Issuer) != server.Issuer) continue;
            if (Jws.StringOf(read.Claims, Claim.JwtId)?.StartsWith("ID.", StringComparison.Ordinal) is not true) continue;
            if (Jws.StringOf(read.Claims, Claim.Subject) is { } sub && Jws.StringOf(read.Claims, Claim.Audience) is { } aud)
                return new IdTokenHint(sub, aud, server, read.Claims);
        }
        return null;
    }

    /// <summary>The server its unverified issuer names: only a hint where to look for the key.</summary>
    private async Task<IReadOnlyList<AuthorizationServer>> Candidates(string token, Org org, CancellationToken ct)
    {
        var issuer = UnverifiedIssuer(token);
        if (issuer is null) return [];
        var id = issuer.StartsWith(org.Url + "/oauth2/", StringComparison.Ordinal) ? issuer[(org.Url.Length + "/oauth2/".Length)..]
            : issuer == org.Url ? "" : null;
        return id is not null && await servers.Find(org, id, ct) is { } server ? [server] : [];
    }

    private static string? UnverifiedIssuer(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || token.Length > 16_384 || !System.Buffers.Text.Base64Url.IsValid(parts[1])) return null;
        try
        {
            using var payload = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]), new JsonDocumentOptions { MaxDepth = 16 });
            return payload.RootElement.ValueKind == JsonValueKind.Object ? Jws.StringOf(payload.RootElement, Claim.Issuer) : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
