using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>Apps and their assignments as the management API answers them. Contract §3.1.</summary>
internal static class AppJson
{
    public static JsonObject Of(App app, Org org, bool withSecret)
    {
        var document = (JsonObject)app.Document.DeepClone();
        var credentials = document["credentials"]!.AsObject();
        if (credentials["oauthClient"] is JsonObject client)
        {
            client.Insert(0, "client_id", app.Id);
            if (withSecret && app.Secret is { } secret) client.Insert(1, "client_secret", secret.Value);
        }

        if (document["settings"]!["oauthClient"] is JsonObject reached) reached["network"] = new JsonObject { ["connection"] = NotDoneHere.Anywhere };

        var answer = new JsonObject
        {
            ["id"] = app.Id,
            ["orn"] = $"orn:okta:idp:{org.Id}:apps:{app.CatalogName}:{app.Id}",
            ["name"] = app.CatalogName,
            ["label"] = app.Label,
            ["status"] = app.Active ? Apps.ActiveStatus : Apps.InactiveStatus,
            ["created"] = ApiJson.Date(app.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(app.UpdatedAt),
        };
        foreach (var name in (ReadOnlySpan<string>)["accessibility", "visibility", "features", "signOnMode", "credentials", "settings", "profile"])
        {
            if (document[name] is not { } part) continue;
            document.Remove(name);
            answer[name] = name == "accessibility" && part is JsonObject addresses ? ApiJson.Known(addresses) : part;
        }
        answer["_links"] = Links(app, org);
        return answer;
    }

    public static JsonObject Of(AppUser assigned, User user, Org org, string scope = "USER") => new()
    {
        ["id"] = assigned.UserId,
        ["created"] = ApiJson.Date(assigned.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(assigned.UpdatedAt),
        ["scope"] = scope,
        ["status"] = "ACTIVE",
        ["statusChanged"] = ApiJson.Date(assigned.CreatedAt),
        ["passwordChanged"] = ApiJson.Date(user.PasswordChangedAt),
        ["syncState"] = "DISABLED",
        ["credentials"] = new JsonObject { ["userName"] = assigned.UserName },
        ["profile"] = JsonNode.Parse(assigned.Profile),
        ["_links"] = new JsonObject { ["app"] = Hal.To(org, $"apps/{assigned.AppId}"), ["user"] = Hal.To(org, $"users/{assigned.UserId}") },
    };

    public static JsonObject Of(AppGroup assigned, Org org) => new()
    {
        ["id"] = assigned.GroupId,
        ["lastUpdated"] = ApiJson.Date(assigned.UpdatedAt),
        ["priority"] = assigned.Priority,
        ["profile"] = JsonNode.Parse(assigned.Profile),
        ["_links"] = new JsonObject
        {
            ["app"] = Hal.To(org, $"apps/{assigned.AppId}"),
            ["self"] = Hal.To(org, $"apps/{assigned.AppId}/groups/{assigned.GroupId}"),
            ["group"] = Hal.To(org, $"groups/{assigned.GroupId}"),
        },
    };

    private static JsonObject Links(App app, Org org)
    {
        var links = new JsonObject
        {
            ["self"] = Hal.To(org, $"apps/{app.Id}"),
            ["users"] = Hal.To(org, $"apps/{app.Id}/users"),
            ["groups"] = Hal.To(org, $"apps/{app.Id}/groups"),
            ["accessPolicy"] = Hal.To(org, $"policies/{app.AccessPolicyId ?? SystemPolicies.IdOf(org.Id, PolicyType.Access)}"),
            ["profileEnrollment"] = Hal.To(org, $"policies/{app.EnrollmentPolicyId ?? SystemPolicies.IdOf(org.Id, PolicyType.Profile)}"),
        };
        var about = AppAbout.Of(app);
        if (about.Login is { } login)
            links["appLinks"] = new JsonArray(
                app.IsBookmark ? new JsonObject { ["name"] = "login", ["href"] = login, ["type"] = "text/html" }
                : new JsonObject { ["name"] = "oidc_client_link", ["href"] = about.WayIn(org.Url), ["type"] = "text/html" });
        if (about.Logo is { } logo) links["logo"] = new JsonArray(new JsonObject { ["name"] = "medium", ["href"] = logo, ["type"] = "image/png" });
        links["uploadLogo"] = Hal.To(org, $"apps/{app.Id}/logo", "POST");
        if (app.Active) links["deactivate"] = Hal.To(org, $"apps/{app.Id}/lifecycle/deactivate", "POST");
        else links["activate"] = Hal.To(org, $"apps/{app.Id}/lifecycle/activate", "POST");
        return links;
    }
}
