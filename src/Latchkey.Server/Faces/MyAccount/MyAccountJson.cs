using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.MyAccount;

/// <summary>How answers of /idp/myaccount look.</summary>
internal static class MyAccountJson
{
    public const string Path = "/idp/myaccount";

    private const string Type = "application/json; okta-version=1.0.0";

    public static IResult Answer(JsonNode body, int status = StatusCodes.Status200OK) => Results.Text(body.ToJsonString(), Type, Encoding.UTF8, status);

    public static IResult List(IEnumerable<JsonNode> items) => Answer(ApiJson.List(items));

    /// <param name="org">Whose address the link has.</param>
    /// <param name="path">Below /idp/myaccount/.</param>
    /// <param name="allow">The methods.</param>
    public static JsonObject To(Org org, string path, params IReadOnlyList<string> allow) => new()
    {
        ["href"] = $"{org.Url}{Path}/{path}", ["hints"] = new JsonObject { ["allow"] = ApiJson.List(allow.Count == 0 ? ["GET"] : allow) },
    };
}
