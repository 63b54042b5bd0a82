using System.Collections.Frozen;
using Latchkey.Server.Core.ApiAccess;

namespace Latchkey.Server.Faces.Management.Kit;

/// <summary>Which of the <see cref="ManagementScopes"/> a request needs. Contract §3.0.</summary>
internal static class ApiScopes
{
    /// <summary>First segment below <c>/api/v1</c> to resource.</summary>
    private static readonly FrozenDictionary<string, string> BySegment =
        ManagementScopes.Resources.Select(resource => KeyValuePair.Create(resource, resource))
        .Concat([new("api-tokens", "apiTokens"), new("org", "orgs"), new("logs", "logs"), new("zones", "networkZones"), new("hook-keys", "inlineHooks"),
            new("email-servers", "emailServers"), new("email-domains", "emailDomains")])
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Any one of these will do. To manage is to be let read too. An address without a resource of its own is open to no
    /// scope, so a new one is closed until somebody says what it is. Routes match in any case, and so does this.
    /// </summary>
    public static IReadOnlyList<string> Needed(HttpRequest request) => Needed(request.Method, request.Path.Value!);

    /// <inheritdoc cref="Needed(HttpRequest)"/>
    public static IReadOnlyList<string> Needed(string method, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries)[2..];
        if (Is(segments, 0, "internal")) segments = segments[1..];
        var resource = segments is [] ? "" : BySegment.GetValueOrDefault(segments[0], segments[0]);
        if (resource == "iam" || (resource is "users" or "groups" or "clients" && Is(segments, 2, "roles"))) resource = "roles";
        if (Is(segments, 0, "meta")) resource = OfMeta(segments);
        // Who may hand out scopes may hand out any: not a matter of managing apps (RFC 6749 §10.2).
        if (resource == "apps" && Is(segments, 2, "grants")) resource = "appGrants";
        if (resource == "brands" && Is(segments, 2, "templates"))
        {
            resource = "templates";
            // Looks at what is there, and mails it to whoever asks.
            if (Is(segments, 5, "test")) return ["okta.templates.read", "okta.templates.manage"];
        }
        // Looks at what is there, whatever the method.
        if (resource == "policies" && Is(segments, 1, "simulate")) return ["okta.policies.read", "okta.policies.manage"];
        // Says who somebody is elsewhere: a matter of that person.
        if (resource == "idps" && Is(segments, 2, "users") && HttpMethods.IsPost(method)) return ["okta.users.manage"];
        if (resource == "clients" && segments.Length == 1 && HttpMethods.IsPost(method)) return ["okta.clients.register", "okta.clients.manage"];
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? ToRead(resource)
            : [$"okta.{resource}.manage"];
    }

    public static IReadOnlyList<string> ToRead(string resource) => [$"okta.{resource}.read", $"okta.{resource}.manage"];

    /// <summary>Below <c>/meta</c> the second segment says what it is about.</summary>
    private static string OfMeta(string[] segments) => segments.Length > 1 ? segments[1].ToLowerInvariant() switch
    {
        "schemas" => Is(segments, 3, "linkedObjects") ? "linkedObjects" : Is(segments, 2, "logStream") ? "logStreams" : "schemas",
        "types" => "userTypes",
        _ => "",
    } : "";

    private static bool Is(string[] segments, int at, string name) => segments.Length > at && segments[at].Equals(name, StringComparison.OrdinalIgnoreCase);
}
