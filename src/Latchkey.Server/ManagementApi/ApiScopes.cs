using System.Collections.Frozen;

namespace Latchkey.Server.ManagementApi;

/// <summary>
/// The scopes of the management API, <c>okta.{resource}.{read|manage}</c>, and which of them a request needs. Contract
/// §3.0. Granted to a service app by an administrator, minted only by the org's own authorization server.
/// </summary>
public static class ApiScopes
{
    public const string Prefix = "okta.";

    private static readonly string[] Resources =
        ["apiTokens", "appGrants", "apps", "authenticators", "authorizationServers", "brands", "clients", "factors", "groups", "oauthIntegrations", "orgs", "policies", "sessions", "templates", "trustedOrigins", "userTypes", "users"];

    /// <summary>All there are. What an administrator may grant.</summary>
    public static readonly FrozenSet<string> All =
        Resources.SelectMany(resource => (string[])[$"okta.{resource}.read", $"okta.{resource}.manage"]).Append("okta.logs.read").Append("okta.clients.register").Append("okta.universalLogout.manage").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>First segment below <c>/api/v1</c> to resource, where the two differ.</summary>
    private static readonly FrozenDictionary<string, string> BySegment = new Dictionary<string, string> { ["api-tokens"] = "apiTokens", ["org"] = "orgs" }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Any one of these will do. To manage is to be let read too. An address without a resource of its own is open to no
    /// scope, so a new one is closed until somebody says what it is.
    /// </summary>
    public static IReadOnlyList<string> Needed(HttpRequest request)
    {
        var segments = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)[2..];
        if (segments is ["internal", ..]) segments = segments[1..];
        var resource = segments is [] ? "" : BySegment.GetValueOrDefault(segments[0], segments[0]);
        // Who may hand out scopes may hand out any: not a matter of managing apps (RFC 6749 §10.2).
        if (segments is ["apps", _, "grants", ..]) resource = "appGrants";
        if (segments is ["clients"] && HttpMethods.IsPost(request.Method)) return ["okta.clients.register", "okta.clients.manage"];
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? [$"okta.{resource}.read", $"okta.{resource}.manage"] : [$"okta.{resource}.manage"];
    }
}
