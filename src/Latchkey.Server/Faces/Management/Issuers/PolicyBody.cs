using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>What a management request says of an access policy or a rule, checked; whether the apps, people and groups it names exist is the caller's to ask. Contract §3.4.</summary>
internal static class PolicyBody
{
    public const string PolicyType = "OAUTH_AUTHORIZATION_POLICY";
    public const string RuleType = "RESOURCE_ACCESS";

    private const int FiveYears = 5 * 365 * 24 * 60;

    public static readonly IReadOnlyList<string> GrantTypes = [.. GrantKind.Named(grant => grant.InPolicies), GrantType.InteractionCode];

    public static AccessPolicy Read(JsonObject body, AccessPolicy? existing = null)
    {
        RequireType(body, PolicyType);
        var clients = Included(body.Object("conditions")?.Object("clients"), "conditions.clients.include") ?? [];
        if (clients.Count == 0) throw ApiError.Validation("conditions.clients.include", $"conditions.clients.include: must name {PolicyDecision.AllClients} or at least one client");
        return new(existing?.Id ?? "", ServerBody.Name(body, 255), ServerBody.Description(body), 0, ServerBody.Active(body), existing?.System ?? false,
            clients.Contains(PolicyDecision.AllClients) ? [PolicyDecision.AllClients] : clients, []);
    }

    public static AccessPolicyRule ReadRule(JsonObject body, AuthorizationServer server, AccessPolicyRule? existing = null)
    {
        RequireType(body, RuleType);
        var conditions = body.Object("conditions") ?? throw ApiError.Validation("conditions", "conditions: is required");
        var people = conditions.Object("people");
        var (users, groups) = (people?.Object("users"), people?.Object("groups"));
        var (access, refresh, window) = Lifetimes(body.Object("actions")?.Object("token") ?? []);
        return new(
            existing?.Id ?? "", ServerBody.Name(body, 255), 0, ServerBody.Active(body), existing?.System ?? false,
            Users: Included(users, "conditions.people.users.include") ?? [], ExcludedUsers: Excluded(users, "conditions.people.users.exclude"),
            Groups: people is null ? [PolicyDecision.Everyone] : Included(groups, "conditions.people.groups.include") ?? [],
            Grants(conditions), Scopes(conditions, server), access, refresh, window,
            ExcludedGroups: Excluded(groups, "conditions.people.groups.exclude"));
    }

    /// <summary>Where it is to stand; null leaves it where it is, or at the end.</summary>
    public static long? Priority(JsonObject body) => body.Number("priority") is not { } priority ? null : priority >= 1 ? priority : throw ApiError.Validation("priority", "priority: must be at least 1");

    private static IReadOnlyList<string> Grants(JsonObject conditions)
    {
        var grants = Included(conditions.Object("grantTypes"), "conditions.grantTypes.include") ?? [];
        if (grants.Count == 0) throw ApiError.Validation("conditions.grantTypes.include", "conditions.grantTypes.include: must name at least one grant type");
        return grants.FirstOrDefault(grant => !GrantTypes.Contains(grant)) is { } unknown
            ? throw ApiError.Validation("conditions.grantTypes.include", $"conditions.grantTypes.include: '{unknown}' is not one of {string.Join(", ", GrantTypes)}") : grants;
    }

    private static IReadOnlyList<string> Scopes(JsonObject conditions, AuthorizationServer server)
    {
        var scopes = Included(conditions.Object("scopes"), "conditions.scopes.include") ?? [];
        if (scopes.Count == 0) throw ApiError.Validation("conditions.scopes.include", "conditions.scopes.include: must name * or at least one scope");
        if (scopes.Contains(PolicyDecision.Any)) return [PolicyDecision.Any];
        return scopes.FirstOrDefault(scope => !server.Scopes.ContainsKey(scope)) is { } unknown
            ? throw ApiError.Validation("conditions.scopes.include", $"conditions.scopes.include: '{unknown}' is not a scope of the authorization server") : scopes;
    }

    /// <summary>Contract §1.2: access tokens 5 minutes to 24 hours, refresh tokens unlimited or 10 minutes to 5 years with an idle window within.</summary>
    private static (int Access, int Refresh, int Window) Lifetimes(JsonObject token)
    {
        if (token["inlineHook"] is not null) throw ApiError.Validation("inlineHook", "inlineHook: inline hooks are not supported");
        var access = Minutes(token, "accessTokenLifetimeMinutes", 60, 5, 24 * 60);
        var refresh = token.Number("refreshTokenLifetimeMinutes") is null or 0 ? 0 : Minutes(token, "refreshTokenLifetimeMinutes", 0, 10, FiveYears);
        var window = Minutes(token, "refreshTokenWindowMinutes", refresh == 0 ? 7 * 24 * 60 : Math.Min(refresh, 7 * 24 * 60), 10, FiveYears);
        if (refresh != 0 && refresh < access) throw ApiError.Validation("refreshTokenLifetimeMinutes", "refreshTokenLifetimeMinutes: must be at least accessTokenLifetimeMinutes");
        if (refresh != 0 && window > refresh) throw ApiError.Validation("refreshTokenWindowMinutes", "refreshTokenWindowMinutes: must be at most refreshTokenLifetimeMinutes");
        if (window < access) throw ApiError.Validation("refreshTokenWindowMinutes", "refreshTokenWindowMinutes: must be at least accessTokenLifetimeMinutes");
        return (access, refresh, window);
    }

    private static int Minutes(JsonObject token, string name, int otherwise, int least, int most)
    {
        var minutes = token.Number(name) ?? otherwise;
        return minutes >= least && minutes <= most ? minutes : throw ApiError.Validation(name, $"{name}: must be between {least} and {most}");
    }

    private static IReadOnlyList<string>? Included(JsonObject? of, string path) => Names(of, "include", path);

    private static IReadOnlyList<string> Excluded(JsonObject? of, string path) => Names(of, "exclude", path) ?? [];

    private static IReadOnlyList<string>? Names(JsonObject? of, string member, string path)
    {
        var names = of?.Texts(member)?.Distinct(StringComparer.Ordinal).ToArray();
        return names?.Length > 500 ? throw ApiError.Validation(path, $"{path}: at most 500") : names;
    }

    private static void RequireType(JsonObject body, string type)
    {
        if (body.Text("type") is { } given && given != type) throw ApiError.Validation("type", $"type: must be {type}");
    }
}
