using Latchkey.Server.Core.Orgs;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Latchkey.Server.Faces.Management.Kit;

/// <summary>
/// Of a list, what the roles of whoever asks let them look at: a page may come back shorter than it is, with a link to the next. Who looks at everything, as
/// all standard roles do, is answered as it stands.
/// </summary>
internal static class ShownParts
{
    public static async ValueTask<object?> Of(HttpContext http, object? answer)
    {
        if (KindOf(http) is not { } kind) return answer;
        if (answer is not ContentHttpResult { ResponseContent: { } text, StatusCode: 200 } || !text.StartsWith('[')) return answer;
        var (authority, right) = (http.Caller.Authority, Rights.Read(kind));
        if (authority.MayEverywhere(right)) return answer;
        var items = JsonNode.Parse(text)!.AsArray();
        string[] ids = [.. items.Select(item => item?["id"] is JsonValue id ? id.ToString() : "")];
        var shown = await Seen(http, kind, authority, right, ids);
        return ApiAnswers.Json(ApiJson.List(items.Where((_, at) => shown.Contains(ids[at])).Select(item => item!.DeepClone())));
    }

    /// <summary>Which of a list they may look at, by id; null: all of it.</summary>
    public static Func<IReadOnlyList<string>, ValueTask<IReadOnlySet<string>>>? Sight(HttpContext http)
    {
        if (KindOf(http) is not { } kind) return null;
        var (authority, right) = (http.Caller.Authority, Rights.Read(kind));
        return authority.MayEverywhere(right) ? null : ids => Seen(http, kind, authority, right, ids);
    }

    private static async ValueTask<IReadOnlySet<string>> Seen(HttpContext http, string kind, Authority authority, string right, IReadOnlyList<string> ids) =>
        kind switch
        {
            "users" => await http.RequestServices.GetRequiredService<AdministratorGate>().Reached(authority, right, ids, http.Org.Id, http.RequestAborted),
            "groups" => ids.Where(id => authority.May(right, AdminResource.Group(id))).ToHashSet(StringComparer.Ordinal),
            "apps" => ids.Where(id => authority.May(right, AdminResource.App(id))).ToHashSet(StringComparer.Ordinal),
            _ => ids.Where(id => authority.May(right, AdminResource.Server(id))).ToHashSet(StringComparer.Ordinal),
        };

    /// <summary>What its last segment names; null where it lists something else.</summary>
    private static string? KindOf(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method)) return null;
        var last = ((http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "").TrimEnd('/').Split('/')[^1];
        // A policy's apps, and its mappings, which are called as their apps are.
        return last is "users" or "groups" or "apps" or "authorizationServers" ? last : last is "clients" or "app" or "mappings" ? "apps" : null;
    }
}
