using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Web;

namespace Latchkey.Server.Keys;

/// <summary>GET {issuer}/v1/keys. RFC 7517 §5, contract §2.9. A client_id parameter is accepted and ignored.</summary>
public static class JwksEndpoint
{
    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers.AuthorizationServers servers, KeyRing keys)
    {
        var server = await servers.Current(http);
        var published = await keys.Published(server, http.RequestAborted);
        // Short enough that a key made on demand or rotated by hand is seen soon; verifiers also ask again for an unknown kid.
        http.Response.Headers.CacheControl = "public, max-age=600";
        return Results.Text($$"""{"keys":[{{string.Join(',', published.Select(key => key.PublicJwk))}}]}""", "application/json");
    }
}
