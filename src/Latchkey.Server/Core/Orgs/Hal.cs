using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Core.Orgs;

/// <summary>Links inside answers. Contract §3.0.</summary>
internal static class Hal
{
    /// <param name="org">Whose address the link has.</param>
    /// <param name="path">Below <c>/api/v1/</c>.</param>
    /// <param name="allow">The methods, where it is not GET.</param>
    public static JsonObject To(Org org, string path, params IReadOnlyList<string> allow)
    {
        var link = new JsonObject { ["href"] = $"{org.Url}/api/v1/{path}" };
        if (allow.Count > 0) link["hints"] = new JsonObject { ["allow"] = ApiJson.List(allow) };
        return link;
    }
}
