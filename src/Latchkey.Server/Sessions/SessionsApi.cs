using Latchkey.Server.ManagementApi;
using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.SystemLog;
using Latchkey.Server.Users;

namespace Latchkey.Server.Sessions;

/// <summary>/api/v1/sessions/{id}, for administrators. Contract §3.5.</summary>
public static class SessionsApi
{
    public static RouteGroupBuilder MapSessions(this RouteGroupBuilder api)
    {
        api.MapGet("/sessions/{sessionId}", Get);
        api.MapDelete("/sessions/{sessionId}", End);
        api.MapPost("/sessions/{sessionId}/lifecycle/refresh", Refresh);
        return api;
    }

    private static async Task<IResult> Get(HttpContext http, string sessionId, Sessions sessions, Users.Users users)
    {
        var (session, user) = await Require(http, sessionId, sessions, users);
        return ApiAnswers.Json(SessionJson.Of(session, user, http.Org, session.Id));
    }

    private static async Task<IResult> Refresh(HttpContext http, string sessionId, Sessions sessions, Users.Users users)
    {
        var (session, user) = await Require(http, sessionId, sessions, users);
        return ApiAnswers.Json(SessionJson.Of(await sessions.Refresh(session, http.RequestAborted), user, http.Org, session.Id));
    }

    private static async Task<IResult> End(HttpContext http, string sessionId, Database db, Sessions sessions, Users.Users users, SystemLog.SystemLog log)
    {
        var (session, user) = await Require(http, sessionId, sessions, users);
        await db.Write(async w =>
        {
            await sessions.End(w, session.Id);
            await log.Record(w, http.Org, http, AdminEvents.SessionEnded.By(http.Caller.User, LogEntries.Of(user)) with { SessionId = session.Id });
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static async Task<(Session Session, User User)> Require(HttpContext http, string sessionId, Sessions sessions, Users.Users users) =>
        await sessions.Find(http.Org.Id, sessionId, http.RequestAborted) is { } session && await users.Find(http.Org.Id, session.UserId, http.RequestAborted) is { } user
            ? (session, UserReach.Require(http, user)) : throw ApiError.NotFound(sessionId, "Session");
}

/// <summary>POST /api/v1/sessions, and /api/v1/sessions/me for the browser that holds the cookie. Contract §3.5.</summary>
public static class MySession
{
    public static async Task<IResult> Begin(HttpContext http, SessionTokens tokens, DeviceToken device)
    {
        device.Give(http);
        var token = (await ApiJson.RequireBody(http)).Text("sessionToken") ?? throw ApiError.Validation("sessionToken", "sessionToken: The field cannot be left blank");
        var withCookie = http.Request.Query["additionalFields"].ToString().Split(',').Contains("cookieToken", StringComparer.OrdinalIgnoreCase);
        if (await tokens.Begin(http, token, withCookie) is not var (session, user, cookieToken)) throw ApiError.AuthenticationFailed();

        var answer = SessionJson.Of(session, user, http.Org, session.Id);
        if (cookieToken is not null) answer["cookieToken"] = cookieToken;
        return ApiAnswers.Json(answer);
    }

    /// <summary>GET and DELETE /api/v1/sessions/me</summary>
    public static async Task<IResult> Handle(HttpContext http, Sessions sessions, SystemLog.SystemLog log)
    {
        var (session, user) = await Require(http, sessions);
        if (!HttpMethods.IsDelete(http.Request.Method)) return ApiAnswers.Json(SessionJson.Of(session, user, http.Org, "me"));

        await sessions.End(http, session);
        await log.Record(http.Org, http, LogEntries.SignedOut(user, null));
        return ApiAnswers.Nothing();
    }

    public static async Task<IResult> Refresh(HttpContext http, Sessions sessions)
    {
        var (session, user) = await Require(http, sessions);
        return ApiAnswers.Json(SessionJson.Of(await sessions.Refresh(session, http.RequestAborted), user, http.Org, "me"));
    }

    /// <summary>Looking at a session does not keep it alive: a page that polls would never let it end.</summary>
    private static async Task<(Session Session, User User)> Require(HttpContext http, Sessions sessions) =>
        await sessions.Current(http, touch: false) ?? throw ApiError.NotFound("me", "Session");
}
