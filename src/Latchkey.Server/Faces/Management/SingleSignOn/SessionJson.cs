using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.SingleSignOn;

/// <summary>A session as programs see it. Contract §3.5.</summary>
internal static class SessionJson
{
    /// <param name="session">Which.</param>
    /// <param name="user">Whose.</param>
    /// <param name="org">Where.</param>
    /// <param name="path">What the links call it: its id, or <c>me</c> for whoever knows it by its cookie.</param>
    public static JsonObject Of(Session session, User user, Org org, string path)
    {
        var amr = session.Amr.Split(' ', StringSplitOptions.RemoveEmptyEntries);
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
            ["idp"] = new JsonObject { ["id"] = org.Id, ["type"] = "OKTA" },
            ["mfaActive"] = factor,
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(org, $"sessions/{path}", "GET", "DELETE"),
                ["refresh"] = Hal.To(org, $"sessions/{path}/lifecycle/refresh", "POST"),
                ["user"] = Named(Hal.To(org, $"users/{user.Id}", "GET"), user.DisplayName),
            },
        };
    }

    private static JsonObject Named(JsonObject link, string name)
    {
        link["name"] = name;
        return link;
    }
}
