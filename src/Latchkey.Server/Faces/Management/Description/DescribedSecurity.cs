using System.Text.Json.Nodes;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Description;

/// <summary>What a caller shows, in the words of OpenAPI.</summary>
internal static class DescribedSecurity
{
    private const string Token = "apiToken", OAuth = "oauth2", Cookie = "session", Registration = "registrationToken";

    public static JsonObject Schemes() => new()
    {
        [Token] = new JsonObject
        {
            ["type"] = "apiKey", ["in"] = "header", ["name"] = "Authorization",
            ["description"] = "SSWS and a blank before an API token of an administrator. Whatever its owner may do.",
        },
        [OAuth] = new JsonObject
        {
            ["type"] = "oauth2",
            ["description"] = "An access token of the organization's own authorization server, as Bearer or DPoP, for a service app that was granted "
                + "the scope.",
            ["flows"] = new JsonObject
            {
                ["clientCredentials"] = new JsonObject
                {
                    ["tokenUrl"] = "/oauth2/v1/token",
                    ["scopes"] = new JsonObject(ManagementScopes.All.Order(StringComparer.Ordinal)
                        .Select(scope => KeyValuePair.Create(scope, (JsonNode?)Said(scope)))),
                },
            },
        },
        [Cookie] = new JsonObject
        {
            ["type"] = "apiKey", ["in"] = "cookie", ["name"] = "__Host-sid",
            ["description"] = "The session of a browser that is signed in; from pages of trusted origins alone.",
        },
        [Registration] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "What a client got when it was registered. RFC 7592." },
    };

    /// <summary>Any one of these will do; of nobody anything is asked where the list holds an empty one.</summary>
    public static JsonArray Of(CallerKind caller, IEnumerable<string> scopes)
    {
        var ways = new JsonArray();
        if (caller is CallerKind.Session or CallerKind.SessionOrApiToken) ways.Add(Way(Cookie));
        if (caller is CallerKind.RegistrationOrApiToken) ways.Add(Way(Registration));
        if (caller is CallerKind.ApiToken or CallerKind.SessionOrApiToken or CallerKind.RegistrationOrApiToken or CallerKind.ApiTokenUnlessRegistrationIsOpen)
        {
            ways.Add(Way(Token));
            foreach (var scope in scopes) ways.Add(Way(OAuth, scope));
        }
        if (caller is CallerKind.Anybody or CallerKind.ApiTokenUnlessRegistrationIsOpen) ways.Add(new JsonObject());
        return ways;
    }

    private static JsonObject Way(string scheme, params string[] scopes) => new() { [scheme] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]) };

    private static string Said(string scope) => scope.Split('.') switch
    {
        [_, var what, "read"] => $"Read {what}.",
        [_, var what, "manage"] => $"Read and change {what}.",
        _ => "Register clients.",
    };
}
