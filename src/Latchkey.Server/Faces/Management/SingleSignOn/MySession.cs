using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.SingleSignOn;

/// <summary>POST /api/v1/sessions, and /api/v1/sessions/me for the browser that holds the cookie. Contract §3.5.</summary>
internal static class MySession
{
    public static async Task<IResult> Begin(HttpContext http, SessionTokens tokens, DeviceToken device)
    {
        device.Give(http);
        var token = (await ApiJson.RequireBody(http)).Text("sessionToken")
            ?? throw ApiError.Validation("sessionToken", "sessionToken: The field cannot be left blank");
        var withCookie = http.Request.Query["additionalFields"].ToString().Split(',').Contains("cookieToken", StringComparer.OrdinalIgnoreCase);
        if (await tokens.Begin(http, token, withCookie) is not var (session, user, cookieToken)) throw ApiError.AuthenticationFailed();

        var answer = await SessionJson.Of(http, session, user, session.Id);
        if (cookieToken is not null) answer["cookieToken"] = cookieToken;
        return ApiAnswers.Json(answer);
    }

    /// <summary>GET and DELETE /api/v1/sessions/me</summary>
    public static async Task<IResult> Handle(HttpContext http, Sessions sessions, SessionChanges changes)
    {
        var (session, user) = await Require(http, sessions);
        if (!HttpMethods.IsDelete(http.Request.Method)) return ApiAnswers.Json(await SessionJson.Of(http, session, user, "me"));

        await changes.SignOut(http, session, user, by: null);
        return ApiAnswers.Nothing();
    }

    public static async Task<IResult> Refresh(HttpContext http, Sessions sessions)
    {
        var (session, user) = await Require(http, sessions);
        return ApiAnswers.Json(await SessionJson.Of(http, await sessions.Refresh(session, http.RequestAborted), user, "me"));
    }

    /// <summary>Looking at a session does not keep it alive: a page that polls would never let it end.</summary>
    private static async Task<(Session Session, User User)> Require(HttpContext http, Sessions sessions) =>
        await sessions.Current(http, touch: false) ?? throw ApiError.NotFound("me", "Session");
}
