using System.Collections.Concurrent;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Roles;

namespace Latchkey.Server.Faces.Management.Kit;

/// <summary>
/// The one place that says which right each address of the management API needs, and of what: where nothing stands here, the scope's own
/// (<see cref="ApiScopes"/>). An address of a resource that no role knows is a super administrator's alone. docs/reference/roles.md shows all of them.
/// </summary>
internal static class ApiRights
{
    private const string Any = "*";

    /// <summary>Of those that fit the first: methods, the path with a * for each parameter and at its end for whatever follows, and the right.</summary>
    private static readonly (string Methods, string Path, string Right)[] Rows =
    [
        ("GET", "/api/v1/users/me", Rights.Enter),
        ("DELETE", "/api/v1/api-tokens/current", Rights.Enter),
        ("GET", "/api/v1/users/*/roles/**", Rights.Read("roles")),
        (Any, "/api/v1/users/*/roles/**", Rights.GrantRoles),
        ("GET", "/api/v1/groups/*/roles/**", Rights.Read("roles")),
        (Any, "/api/v1/groups/*/roles/**", Rights.GrantRoles),
        ("GET", "/oauth2/v1/clients/*/roles/**", Rights.Read("roles")),
        (Any, "/oauth2/v1/clients/*/roles/**", Rights.GrantRoles),

        ("POST", "/api/v1/users", Rights.CreateUsers),
        ("POST PUT", "/api/v1/users/*", Rights.ManageProfiles),
        ("DELETE", "/api/v1/users/*", Rights.ManageStanding),
        ("DELETE", "/api/v1/users/*/sessions", Rights.ClearSessions),
        ("POST", "/api/v1/users/*/lifecycle/unlock", Rights.Unlock),
        ("POST", "/api/v1/users/*/lifecycle/reset_password", Rights.ResetPasswords),
        ("POST", "/api/v1/users/*/lifecycle/expire_password", Rights.ExpirePasswords),
        ("POST", "/api/v1/users/*/lifecycle/expire_password_with_temp_password", Rights.ExpirePasswords),
        ("POST", "/api/v1/users/*/lifecycle/reset_factors", Rights.ResetFactors),
        ("POST", "/api/v1/users/*/lifecycle/**", Rights.ManageStanding),
        ("POST", "/api/v1/users/*/credentials/forgot_password", Rights.ResetPasswords),
        ("POST", "/api/v1/users/*/credentials/**", Rights.ManageCredentials),
        ("DELETE", "/api/v1/users/*/factors/**", Rights.ResetFactors),
        ("DELETE", "/api/v1/users/*/authenticator-enrollments/**", Rights.ResetFactors),
        // Whoever adds one for somebody holds it.
        ("POST", "/api/v1/users/*/factors/**", Rights.ManageCredentials),
        ("POST", "/api/v1/users/*/authenticator-enrollments/**", Rights.ManageCredentials),
        ("GET", "/api/v1/idps/*/users/*/credentials/tokens", Rights.Manage("idps")),
        // Says at which sites a passkey of this org is one.
        ("PUT", "/api/v1/brands/*/well-known-uris/**", Rights.GrantRoles),
        ("PUT DELETE", "/api/v1/users/*/linkedObjects/**", Rights.ManageProfiles),
        ("GET", "/api/v1/sessions/**", Rights.Read("users")),
        (Any, "/api/v1/sessions/**", Rights.ClearSessions),
        (Any, "/oauth2/v1/global-token-revocation", Rights.ClearSessions),

        ("POST", "/api/v1/groups", Rights.CreateGroups),
        ("PUT DELETE", "/api/v1/groups/*/users/*", Rights.ManageMembers),

        ("PUT POST PATCH DELETE", "/api/v1/apps/*/users/**", Rights.Assign),
        ("PUT POST PATCH DELETE", "/api/v1/apps/*/groups/**", Rights.Assign),
        ("GET", "/api/v1/apps/*/credentials/secrets/**", Rights.ReadSecrets),
        ("GET", "/api/v1/internal/apps/*/settings/clientcreds", Rights.ReadSecrets),
        ("POST", "/oauth2/v1/clients/*/lifecycle/newSecret", Rights.Manage("apps")),
        (Any, "/api/v1/rate-limit-settings/**", Rights.Read("orgs")),
        (Any, "/attack-protection/**", Rights.Read("policies")),
    ];

    private static readonly ConcurrentDictionary<(string Method, string Path), string> Known = new();

    /// <summary>Of a request, and what it is about.</summary>
    public static (string Right, AdminTarget Target) Of(HttpContext http)
    {
        var pattern = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? throw new InvalidOperationException("No route.");
        return (Of(http.Request.Method, pattern), TargetOf(http, pattern));
    }

    /// <summary>Of a route.</summary>
    public static string Of(string method, string pattern) =>
        Known.GetOrAdd((HttpMethods.IsHead(method) ? HttpMethods.Get : method, "/" + pattern.Trim('/')), Find);

    private static string Find((string Method, string Path) route)
    {
        var segments = Segments(route.Path);
        foreach (var (methods, path, right) in Rows)
            if ((methods == Any || methods.Split(' ').Contains(route.Method)) && Fits(Segments(path), segments))
                return right == Rights.Read("orgs") || right == Rights.Read("policies") ? OfSettings(right, route.Method) : right;
        // What a call may do with the wider scope alone, it may with the wider right alone.
        return ApiScopes.Needed(route.Method, route.Path)[0];
    }

    /// <summary>Settings that are looked at with the one right and changed with the other.</summary>
    private static string OfSettings(string right, string method) => HttpMethods.IsGet(method) ? right : Rights.Manage(Rights.ResourceOf(right));

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool Fits(string[] wanted, string[] route)
    {
        for (var at = 0; at < wanted.Length; at++)
        {
            if (wanted[at] == "**") return true;
            if (at >= route.Length) return false;
            if (wanted[at] == Any ? !route[at].StartsWith('{') : !wanted[at].Equals(route[at], StringComparison.OrdinalIgnoreCase)) return false;
        }
        return wanted.Length == route.Length;
    }

    /// <summary>The person or the group that the second parameter of an address names: an app's, a provider's. Null: none.</summary>
    public static (string Right, AdminTarget Target)? ShownBeside(HttpContext http)
    {
        var segments = Segments((http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "");
        var named = Enumerable.Range(1, Math.Max(0, segments.Length - 1)).Where(at => segments[at].StartsWith('{')).Skip(1).ToArray();
        if (named.Length == 0 || http.GetRouteValue(segments[named[0]].Trim('{', '}', '*')) is not string id) return null;
        return segments[named[0] - 1] switch
        {
            "users" => (Rights.Read("users"), new(AdminResource.UserKind, id)),
            "groups" => (Rights.Read("groups"), new(AdminResource.GroupKind, id)),
            _ => null,
        };
    }

    /// <summary>The first parameter of an address names what it is about.</summary>
    private static AdminTarget TargetOf(HttpContext http, string pattern)
    {
        var segments = Segments(pattern);
        var at = Array.FindIndex(segments, segment => segment.StartsWith('{'));
        if (at < 1 || http.GetRouteValue(segments[at].Trim('{', '}', '*')) is not string id) return AdminTarget.None;
        return segments[at - 1] switch
        {
            "users" => new(AdminResource.UserKind, id),
            "groups" => new(AdminResource.GroupKind, id),
            "apps" or "clients" => new(AdminResource.AppKind, id),
            "authorizationServers" => new(AdminResource.ServerKind, id),
            _ => AdminTarget.None,
        };
    }
}
