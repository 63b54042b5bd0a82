using System.Collections.Frozen;

namespace Latchkey.Server.Faces.Management.Kit;

/// <summary>
/// The scopes of the management API, <c>okta.{resource}.{read|manage}</c>, and which of them a request needs. Contract
/// §3.0. Granted to a service app by an administrator, minted only by the org's own authorization server.
/// </summary>
public static class ApiScopes
{
    public const string Prefix = "okta.";

    private static readonly string[] Resources =
        ["apiTokens", "appGrants", "apps", "authorizationServers", "clients", "groups", "orgs", "sessions", "trustedOrigins", "users"];

    /// <summary>All there are. What an administrator may grant.</summary>
    public static readonly FrozenSet<string> All =
        Resources.SelectMany(resource => (string[])[$"okta.{resource}.read", $"okta.{resource}.manage"]).Append("okta.logs.read")
        .Append("okta.clients.register").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>First segment below <c>/api/v1</c> to resource.</summary>
    private static readonly FrozenDictionary<string, string> BySegment =
        Resources.Select(resource => KeyValuePair.Create(resource, resource)).Concat([new("api-tokens", "apiTokens"), new("org", "orgs"), new("logs", "logs")])
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Any one of these will do. To manage is to be let read too. An address without a resource of its own is open to no
    /// scope, so a new one is closed until somebody says what it is. Routes match in any case, and so does this.
    /// </summary>
    public static IReadOnlyList<string> Needed(HttpRequest request)
    {
        var segments = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)[2..];
        if (Is(segments, 0, "internal")) segments = segments[1..];
        var resource = segments is [] ? "" : BySegment.GetValueOrDefault(segments[0], segments[0]);
        // Who may hand out scopes may hand out any: not a matter of managing apps (RFC 6749 §10.2).
        if (resource == "apps" && Is(segments, 2, "grants")) resource = "appGrants";
        if (resource == "clients" && segments.Length == 1 && HttpMethods.IsPost(request.Method)) return ["okta.clients.register", "okta.clients.manage"];
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? [$"okta.{resource}.read", $"okta.{resource}.manage"]
            : [$"okta.{resource}.manage"];
    }
    private static bool Is(string[] segments, int at, string name) => segments.Length > at && segments[at].Equals(name, StringComparison.OrdinalIgnoreCase);
}
