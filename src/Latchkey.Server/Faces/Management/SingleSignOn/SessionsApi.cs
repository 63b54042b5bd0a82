using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.SingleSignOn;

/// <summary>/api/v1/sessions/{id}, for administrators. Contract §3.5.</summary>
internal static class SessionsApi
{
    public static RouteGroupBuilder MapSessions(this RouteGroupBuilder api)
    {
        api.MapGet("/sessions/{sessionId}", Get);
        api.MapDelete("/sessions/{sessionId}", End);
        api.MapPost("/sessions/{sessionId}/lifecycle/refresh", Refresh);
        return api;
    }

    private static async Task<IResult> Get(HttpContext http, string sessionId, Sessions sessions, Users users)
    {
        var (session, user) = await Require(http, sessionId, sessions, users);
        return ApiAnswers.Json(await SessionJson.Of(http, session, user, session.Id));
    }

    private static async Task<IResult> Refresh(HttpContext http, string sessionId, Sessions sessions, Users users)
    {
        var (session, user) = await Require(http, sessionId, sessions, users);
        return ApiAnswers.Json(await SessionJson.Of(http, await sessions.Refresh(session, http.RequestAborted), user, session.Id));
    }

    private static async Task<IResult> End(HttpContext http, string sessionId, Sessions sessions, Users users, SessionChanges changes)
    {
        var (session, user) = await Require(http, sessionId, sessions, users);
        await changes.End(http.Doing, session, user);
        return ApiAnswers.Nothing();
    }

    private static async Task<(Session Session, User User)> Require(HttpContext http, string sessionId, Sessions sessions, Users users) =>
        await sessions.Find(http.Org.Id, sessionId, http.RequestAborted) is { } session
            && await users.Find(http.Org.Id, session.UserId, http.RequestAborted) is { } user
            ? (session, await UserReach.RequireUnnamed(http, user)) : throw ApiError.NotFound(sessionId, "Session");
}
