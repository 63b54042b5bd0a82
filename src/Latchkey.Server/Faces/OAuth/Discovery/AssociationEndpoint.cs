using System.Text.Json.Nodes;
using Latchkey.Server.Core.Associations;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.OAuth.Discovery;

/// <summary>
/// Files by which phones and browsers know which programs and sites belong to this address: passkeys are offered there, and sign-ins return there.
/// Contract §3.8.
/// </summary>
internal static class AssociationEndpoint
{
    /// <summary>GET /.well-known/assetlinks.json</summary>
    public static async Task<IResult> AssetLinks(HttpContext http, AssociationsOfOrgs associations) =>
        Kept(http, (await associations.Of(http.Org, http.RequestAborted)).AssetLinks(HostOf(http.Org)));

    /// <summary>GET /.well-known/apple-app-site-association</summary>
    public static async Task<IResult> AppleSite(HttpContext http, AssociationsOfOrgs associations) =>
        Kept(http, (await associations.Of(http.Org, http.RequestAborted)).AppleSite(HostOf(http.Org)));

    /// <summary>GET /.well-known/webauthn: sites that may use passkeys of this address. WebAuthn Level 3 §5.11.</summary>
    public static async Task<IResult> WebAuthn(HttpContext http, AssociationsOfOrgs associations)
    {
        var related = (await associations.Of(http.Org, http.RequestAborted)).RelatedOrigins;
        return Kept(http, new JsonObject { ["origins"] = ApiJson.List(related.Prepend(new Uri(http.Org.Url).GetLeftPart(UriPartial.Authority))) });
    }

    private static string HostOf(Org org) => new Uri(org.Url).IdnHost;

    /// <summary>Not long: who is taken out of it should be out.</summary>
    private static IResult Kept(HttpContext http, JsonNode file)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return ApiAnswers.Json(file);
    }
}
