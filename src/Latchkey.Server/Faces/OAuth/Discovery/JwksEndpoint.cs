using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Signatures;

namespace Latchkey.Server.Faces.OAuth.Discovery;

/// <summary>GET {issuer}/v1/keys. RFC 7517 §5, contract §2.9. Of a client that says who it is, those alone that sign for it.</summary>
internal static class JwksEndpoint
{
    private static readonly string MaxAge = string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"public, max-age={KeyRotation.JwksAge.TotalSeconds}");

    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, Apps apps,
        SigningAlgorithms algorithms, AppSignatures signatures, KeyRing keys)
    {
        var server = await servers.Current(http);
        var published = await keys.Published(server, await algorithms.Of(server, http.RequestAborted), http.RequestAborted);
        if (http.Request.Query[Parameter.ClientId] is [{ Length: > 0 } id]
            && await apps.FindClient(http.Org.Id, id, http.RequestAborted) is { Active: true } app)
            published = await signatures.Published(app, server, published, http.RequestAborted);
        // The keys that will sign next are in it, so whoever keeps it that long never meets a signature it cannot verify.
        http.Response.Headers.CacheControl = MaxAge;
        return Results.Text($$"""{"keys":[{{string.Join(',', published.Select(key => key.PublicJwk))}}]}""", "application/json");
    }
}
