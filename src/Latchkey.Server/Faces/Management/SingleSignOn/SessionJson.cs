using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.SingleSignOn;

/// <summary>A session as programs see it. Contract §3.5.</summary>
internal static class SessionJson
{
    /// <param name="http">The request.</param>
    /// <param name="session">Which.</param>
    /// <param name="user">Whose.</param>
    /// <param name="path">What the links call it: its id, or <c>me</c> for whoever knows it by its cookie.</param>
    public static async Task<JsonObject> Of(HttpContext http, Session session, User user, string path)
    {
        var org = http.Org;
        var amr = Shown.Told(session.Amr);
        var factor = amr.Contains("mfa");
        return new()
        {
            ["id"] = session.Id,
            ["login"] = user.Login,
            ["userId"] = user.Id,
            ["createdAt"] = ApiJson.Date(session.CreatedAt),
            ["expiresAt"] = ApiJson.Date(session.ExpiresAt),
            ["status"] = "ACTIVE",
            ["lastPasswordVerification"] = amr.Contains("pwd") ? ApiJson.Date(session.AuthenticatedAt) : null,
            ["lastFactorVerification"] = ApiJson.Date(session.SecondFactorAt),
            ["amr"] = ApiJson.List(amr),
            ["idp"] = new JsonObject { ["id"] = session.IdpId ?? org.Id, ["type"] = await KindOf(http, session.IdpId) },
            ["mfaActive"] = factor,
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(org, $"sessions/{path}", "GET", "DELETE"),
                ["refresh"] = Hal.To(org, $"sessions/{path}/lifecycle/refresh", "POST"),
                ["user"] = Named(Hal.To(org, $"users/{user.Id}", "GET"), user.DisplayName),
            },
        };
    }

    /// <summary>Of who vouched for them, in Okta's words; also of a provider that is gone by now.</summary>
    private static async ValueTask<string> KindOf(HttpContext http, string? idpId) => idpId is null ? "OKTA"
        : await http.RequestServices.GetRequiredService<IdentityProviders>().TypeOf(http.Org.Id, idpId, http.RequestAborted)
            is ProviderType.Apple or ProviderType.Google or ProviderType.Microsoft ? "SOCIAL" : "FEDERATION";

    private static JsonObject Named(JsonObject link, string name)
    {
        link["name"] = name;
        return link;
    }
}
