using System.Text.Json.Nodes;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.AdminNotices;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Administration;

/// <summary>
/// /api/v1/users/{id}/subscriptions and /api/v1/roles/{role}/subscriptions: of what administrators are told by mail. Contract §3.2, subscriptions.
/// </summary>
internal static class SubscriptionsApi
{
    public static RouteGroupBuilder MapSubscriptions(this RouteGroupBuilder api)
    {
        var user = api.MapGroup("/users/{userId}/subscriptions");
        user.MapGet("", ListOfUser);
        user.MapGet("/{type}", GetOfUser);
        user.MapPost("/{type}/subscribe", SubscribeUser);
        user.MapPost("/{type}/unsubscribe", UnsubscribeUser);
        var role = api.MapGroup("/roles/{roleRef}/subscriptions");
        role.MapGet("", ListOfRole);
        role.MapGet("/{type}", GetOfRole);
        role.MapPost("/{type}/subscribe", SubscribeRole);
        role.MapPost("/{type}/unsubscribe", UnsubscribeRole);
        return api;
    }

    private static async Task<IResult> ListOfUser(HttpContext http, string userId, Users users, Subscriptions subscriptions, Authorities authorities)
    {
        var user = await users.Require(http, userId);
        var told = await OfUser(user, subscriptions, authorities, http.RequestAborted);
        return Pages.Whole(http, NotificationType.All.Select(type => Json(type, told.Contains(type.Name), $"users/{user.Id}", http.Org)));
    }

    private static async Task<IResult> GetOfUser(HttpContext http, string userId, string type, Users users, Subscriptions subscriptions,
        Authorities authorities)
    {
        var user = await users.Require(http, userId);
        var told = await OfUser(user, subscriptions, authorities, http.RequestAborted);
        return ApiAnswers.Json(Json(Known(type), told.Contains(Known(type).Name), $"users/{user.Id}", http.Org));
    }

    private static async Task<IResult> SubscribeUser(HttpContext http, string userId, string type, Users users, SubscriptionChanges changes,
        Authorities authorities)
    {
        var user = await users.Require(http, userId);
        if ((await authorities.Of(user, http.RequestAborted)).IsNone)
            throw ApiError.Validation("userId", "userId: this person administers nothing, and only who does is told");
        await changes.Set(http.Doing, user.Id, user.Party, Sent(type), wanted: true);
        return ApiAnswers.Empty();
    }

    private static async Task<IResult> UnsubscribeUser(HttpContext http, string userId, string type, Users users, SubscriptionChanges changes)
    {
        var user = await users.Require(http, userId);
        if (Known(type) is { IsSent: true } one) await changes.Set(http.Doing, user.Id, user.Party, one, wanted: false);
        return ApiAnswers.Empty();
    }

    private static async Task<IResult> ListOfRole(HttpContext http, string roleRef, CustomRoles roles, Subscriptions subscriptions)
    {
        var role = await RequireRole(http, roleRef, roles);
        var said = await subscriptions.Of(http.Org.Id, role.Id, http.RequestAborted);
        return Pages.Whole(http, NotificationType.All.Select(type => Json(type, said.GetValueOrDefault(type.Name), $"roles/{role.Id}", http.Org)));
    }

    private static async Task<IResult> GetOfRole(HttpContext http, string roleRef, string type, CustomRoles roles, Subscriptions subscriptions)
    {
        var role = await RequireRole(http, roleRef, roles);
        var said = await subscriptions.Of(http.Org.Id, role.Id, http.RequestAborted);
        return ApiAnswers.Json(Json(Known(type), said.GetValueOrDefault(Known(type).Name), $"roles/{role.Id}", http.Org));
    }

    private static async Task<IResult> SubscribeRole(HttpContext http, string roleRef, string type, CustomRoles roles, SubscriptionChanges changes)
    {
        var role = await RequireRole(http, roleRef, roles);
        await changes.Set(http.Doing, role.Id, role, Sent(type), wanted: true);
        return ApiAnswers.Empty();
    }

    private static async Task<IResult> UnsubscribeRole(HttpContext http, string roleRef, string type, CustomRoles roles, SubscriptionChanges changes)
    {
        var role = await RequireRole(http, roleRef, roles);
        if (Known(type) is { IsSent: true } one) await changes.Set(http.Doing, role.Id, role, one, wanted: false);
        return ApiAnswers.Empty();
    }

    /// <summary>What they said themselves, else what one of their roles says.</summary>
    private static async Task<IReadOnlySet<string>> OfUser(User user, Subscriptions subscriptions, Authorities authorities, CancellationToken ct)
    {
        var own = await subscriptions.Of(user.OrgId, user.Id, ct);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in await authorities.RolesOf(user, ct))
            told.UnionWith((await subscriptions.Of(user.OrgId, role, ct)).Where(said => said.Value).Select(said => said.Key));
        foreach (var (type, wanted) in own) _ = wanted ? told.Add(type) : told.Remove(type);
        return told;
    }

    private static async Task<LogParty> RequireRole(HttpContext http, string roleRef, CustomRoles roles) =>
        StandardRole.Find(roleRef) is { } standard ? new(standard.Type, "ROLE", null, standard.Label)
        : await roles.Find(http.Org.Id, roleRef, http.RequestAborted) is { } custom ? new(custom.Id, "ROLE", null, custom.Label)
        : throw ApiError.NotFound(roleRef, "Role");

    private static NotificationType Known(string type) => NotificationType.Find(type) ?? throw ApiError.NotFound(type, "NotificationType");

    private static NotificationType Sent(string type) => Known(type) is { IsSent: true } sent ? sent
        : throw ApiError.Validation("notificationType", $"{Known(type)}: this server sends no such mails; follow the system log instead");

    private static JsonObject Json(NotificationType type, bool subscribed, string whose, Org org) => new()
    {
        ["notificationType"] = type.Name,
        ["channels"] = new JsonArray("email"),
        ["status"] = subscribed ? "subscribed" : "unsubscribed",
        ["_links"] = new JsonObject { ["self"] = Hal.To(org, $"{whose}/subscriptions/{type}") },
    };
}
