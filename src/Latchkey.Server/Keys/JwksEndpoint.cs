using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Web;

namespace Latchkey.Server.Keys;

/// <summary>GET {issuer}/v1/keys. RFC 7517 §5, contract §2.9. A client_id parameter is accepted and ignored.</summary>
public static class JwksEndpoint
{
    private static readonly string MaxAge = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"public, max-age={KeyRotation.JwksAge.TotalSeconds}");

    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers.AuthorizationServers servers, KeyRing keys)
    {
        var server = await servers.Current(http);
        var published = await keys.Published(server, http.RequestAborted);
        // The keys that will sign next are in it, so whoever keeps it that long never meets a signature it cannot verify.
        http.Response.Headers.CacheControl = MaxAge;
        return Results.Text($$"""{"keys":[{{string.Join(',', published.Select(key => key.PublicJwk))}}]}""", "application/json");
    }
}
