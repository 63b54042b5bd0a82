using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;
using Microsoft.Extensions.Primitives;

namespace Latchkey.Server.Faces.OAuth.Decoupled;

/// <summary>A signed request to ask somebody: all parameters stand in the object, and only there. CIBA Core §7.1.1.</summary>
internal sealed class CibaRequestObjects(ClientJwts jwts, TimeProvider clock)
{
    public static readonly IReadOnlyList<string> Algorithms = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256"];

    public async Task<Parameters> Read(string token, App app, AuthorizationServer server, CancellationToken ct)
    {
        var outcome = await jwts.Read(token, app, app.RequestObjectAlgorithm is { } only ? [only] : Algorithms, ct);
        if (outcome is not ClientJwtOutcome.Genuine { Jwt: var jwt }) throw Broken(((ClientJwtOutcome.Refused)outcome).Why);
        var claims = jwt.Claims;
        if (Jws.StringOf(claims, Claim.Issuer) != app.Id) throw Broken("its 'iss' must be the client id");
        if (!jwt.Names(server.Issuer)) throw Broken("its 'aud' must be the issuer");
        var (now, ends) = (clock.Seconds, Jws.NumberOf(claims, Claim.Expires));
        if (ends is not { } end || end <= now || end > now + 3600) throw Broken("its 'exp' must be within the next hour");
        if (Jws.NumberOf(claims, Claim.NotBefore) is { } from && from > now + ClientJwt.ClockSkewSeconds) throw Broken("it is not valid yet");
        if (Jws.StringOf(claims, Claim.JwtId) is null) throw Broken("it must have a 'jti'");
        if (!await jwts.TrySpend(app, "ciba-request", jwt, ct)) throw Broken("it has been used before");
        return new Parameters(claims.EnumerateObject().Where(claim => claim.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            .Select(claim => new KeyValuePair<string, StringValues>(claim.Name, claim.Value.ToString())));
    }

    private static OAuthException Broken(string why) => OAuthException.InvalidRequest($"The 'request' parameter is not acceptable: {why}.");
}
