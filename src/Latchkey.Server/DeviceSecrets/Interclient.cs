using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.Grants;
using Latchkey.Server.Keys;
using Latchkey.Server.ManagementApi;
using Latchkey.Server.Orgs;
using Latchkey.Server.Sessions;
using Latchkey.Server.Storage;
using Latchkey.Server.SystemLog;
using Latchkey.Server.Tokens;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.DeviceSecrets;

/// <summary>A native app's way into a web app that trusts it, without the person signing in again. Contract §2.12.</summary>
public sealed class InterclientExchange(InterclientTokens interclient, InterclientTrust trust, IdTokenHints idTokens, AccessTokens accessTokens, Apps.Apps apps, GrantAllowance allowance, SystemLog.SystemLog log, TimeProvider clock)
{
    private const string AppAudience = "urn:okta:apps:";

    public async Task<TokenResponse> Exchange(TokenRequest request)
    {
        var (http, server, app, form) = request;
        var ct = request.Aborted;
        if (form["subject_token_type"] != TokenTypes.IdToken || await idTokens.Read(form["subject_token"]!, request.Org, ct) is not { } subject || subject.Server.Id != server.Id || subject.ClientId != app.Id
            || Jws.NumberOf(subject.Claims, Claim.Expires) is not { } ends || ends <= clock.Seconds) throw OAuthException.InvalidRequest("'subject_token' is invalid.");
        if (form["actor_token_type"] != TokenTypes.AccessToken || await accessTokens.Read(form.Required("actor_token"), server, ct) is not { } actor || actor.ClientId != app.Id || actor.UserId != subject.UserId || !actor.Scopes.Contains(Scope.InterclientAccess)
            || (actor.Claims.TryGetProperty(Claim.Confirmation, out var bound) && Jws.StringOf(bound, "jkt") != request.KeyThumbprint)) throw OAuthException.InvalidRequest("'actor_token' is invalid.");

        var target = form["audience"] is { } audience && audience.StartsWith(AppAudience, StringComparison.Ordinal) ? await apps.Find(server.OrgId, audience[AppAudience.Length..], ct) : null;
        if (target is not { Active: true } || !await trust.Allows(target.Id, app.Id, ct)) throw OAuthException.InvalidTarget("Token Exchange requests must include a valid audience: an app that allows this one.");
        await allowance.RequireStillAllowed(server, app, subject.UserId, GrantType.TokenExchange, actor.Scopes, ct);

        var amr = subject.Claims.TryGetProperty(Claim.Amr, out var how) ? string.Join(' ', how.EnumerateArray().Select(one => one.GetString())) : "";
        var at = DateTimeOffset.FromUnixTimeSeconds(Jws.NumberOf(subject.Claims, Claim.AuthTime) ?? clock.Seconds);
        var token = await interclient.TryIssue(actor, target.Id, amr, at, ct) ?? throw OAuthException.InvalidRequest("'actor_token' is invalid.");
        await log.Record(request.Org, http, new LogEntry("app.oauth2.as.token.grant.interclient_token", "Interclient token is granted") { Actor = LogEntries.Of(app), Targets = [LogEntries.Of(target), new(subject.UserId, "User", null, null)] });
        return new TokenResponse { TokenType = "N_A", AccessToken = token, ExpiresIn = (long)InterclientTokens.Lifetime.TotalSeconds, IssuedTokenType = TokenTypes.Interclient };
    }
}

/// <summary>One-time tokens that open a session for one app. Stored by hash.</summary>
public sealed class InterclientTokens(Database db, Sessions.Sessions sessions, Users.Users users, Revocations revocations, SystemLog.SystemLog log, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(300);

    /// <summary>For the person of an access token; null when that has ended meanwhile, with everything of theirs.</summary>
    public async Task<string?> TryIssue(TokenInForce actor, string clientId, string amr, DateTimeOffset authenticatedAt, CancellationToken ct)
    {
        var token = Secrets.New();
        var now = clock.Now;
        var issued = await db.Write(async w =>
        {
            await users.Hold(w, actor.UserId!);
            return !await revocations.HaveEnded(w, actor.UserId!, TokenId.EraOf(actor.Jti)) && await w.Changed("""
                insert into interclient_tokens (token_hash, org_id, client_id, user_id, amr, authenticated_at, created_at, expires_at)
                values (@hash, @OrgId, @clientId, @UserId, @amr, @authenticatedAt, @now, @expires)
                """, new { hash = Secrets.Hash(token), actor.Server.OrgId, clientId, actor.UserId, amr, authenticatedAt, now, expires = now + Lifetime });
        }, ct);
        return issued ? token : null;
    }

    /// <summary>Whose sign-in it stands for, at this app. Looking spends nothing.</summary>
    public async Task<User?> OwnerOf(HttpContext http, string clientId, string token) => (await Find(http, clientId, token))?.User;

    /// <summary>Spends the token: its person is signed in in this browser. Null when it is spent, over, or for another app.</summary>
    public async Task<(Session Session, User User)?> Redeem(HttpContext http, string clientId, string token)
    {
        if (await Find(http, clientId, token) is not var (row, user)) return null;
        var started = sessions.Prepare(http, user, row.Amr, row.AuthenticatedAt);
        var won = await db.Write(async w =>
        {
            if (!await w.Changed("update interclient_tokens set used_at = @now where token_hash = @hash and client_id = @clientId and org_id = @orgId and used_at is null and expires_at > @now", Args(http, clientId, token))) return false;
            await sessions.Insert(w, started);
            return true;
        }, http.RequestAborted);
        if (!won) return null;
        sessions.WriteCookie(http, started);
        await log.Record(http.Org, http, LogEntries.SessionStarted(user, started.Session));
        return (started.Session, user);
    }

    public Task VoidAllOfApp(Writing w, string clientId) => w.Change("update interclient_tokens set used_at = @now where client_id = @clientId and used_at is null", new { clientId, now = clock.Now });

    private async Task<(Row Row, User User)?> Find(HttpContext http, string clientId, string token)
    {
        if (token.Length is 0 or > 100) return null;
        var row = await db.One<Row>("select user_id, amr, authenticated_at from interclient_tokens where token_hash = @hash and org_id = @orgId and client_id = @clientId and used_at is null and expires_at > @now", Args(http, clientId, token), http.RequestAborted);
        if (row is null) return null;
        var user = await users.Find(http.Org.Id, row.UserId, http.RequestAborted);
        return AccountGate.Refusal(user) is null ? (row, user!) : null;
    }

    private object Args(HttpContext http, string clientId, string token) => new { hash = Secrets.Hash(token), orgId = http.Org.Id, clientId, now = clock.Now };

    public Task VoidAllOf(Writing w, string userId) => w.Change("update interclient_tokens set used_at = @now where user_id = @userId and used_at is null", new { userId, now = clock.Now });

    /// <summary>Kept a day past its end, as replay evidence.</summary>
    public Task<int> DeleteExpired(CancellationToken ct) => db.Change("delete from interclient_tokens where token_hash in (select token_hash from interclient_tokens where expires_at < @before limit @batch)",
        new { before = clock.Now - TimeSpan.FromDays(1), batch = Cleanup.Batch }, ct);

    private sealed record Row(string UserId, string Amr, DateTimeOffset AuthenticatedAt);
}

/// <summary>Which native apps may open which web apps.</summary>
public sealed class InterclientTrust(Database db, Turns turns, TimeProvider clock)
{
    public const int Most = 50;

    public async Task<bool> Allows(string appId, string allowedId, CancellationToken ct) =>
        await db.One<long>("select count(*) from interclient_allowed_apps where app_id = @appId and allowed_app_id = @allowedId", new { appId, allowedId }, ct) > 0;

    public Task<IReadOnlyList<string>> AllowedBy(string appId, CancellationToken ct) =>
        db.Many<string>("select allowed_app_id from interclient_allowed_apps where app_id = @appId order by created_at, allowed_app_id", new { appId }, ct);

    public Task<IReadOnlyList<string>> TargetsOf(string appId, CancellationToken ct) =>
        db.Many<string>("select app_id from interclient_allowed_apps where allowed_app_id = @appId order by created_at, app_id", new { appId }, ct);

    /// <summary>False when there are as many as there may be. One that is there already stays.</summary>
    public async Task<bool> Add(Writing w, string appId, string allowedId)
    {
        await turns.Take(w, $"interclient {appId}");
        return await w.Changed("""
            insert into interclient_allowed_apps (app_id, allowed_app_id, created_at) select @appId, @allowedId, @now
            where (select count(*) from interclient_allowed_apps where app_id = @appId and allowed_app_id <> @allowedId) < @most
            on conflict (app_id, allowed_app_id) do update set created_at = interclient_allowed_apps.created_at
            """, new { appId, allowedId, now = clock.Milliseconds, most = Most });
    }

    public Task<bool> Remove(Writing w, string appId, string allowedId) =>
        w.Changed("delete from interclient_allowed_apps where app_id = @appId and allowed_app_id = @allowedId", new { appId, allowedId });
}

/// <summary>/api/v1/apps/{id}/interclient-allowed-apps and interclient-target-apps. Contract §2.12.</summary>
public static class InterclientApi
{
    public static RouteGroupBuilder MapInterclient(this RouteGroupBuilder api)
    {
        api.MapGet("/apps/{appId}/interclient-allowed-apps", Allowed);
        api.MapPost("/apps/{appId}/interclient-allowed-apps", Allow);
        api.MapDelete("/apps/{appId}/interclient-allowed-apps/{allowedAppId}", Disallow);
        api.MapGet("/apps/{appId}/interclient-target-apps", Targets);
        return api;
    }

    private static async Task<IResult> Allowed(HttpContext http, string appId, Apps.Apps apps, InterclientTrust trust) =>
        List(await trust.AllowedBy((await apps.Require(http, appId)).Id, http.RequestAborted), http.Org);

    private static async Task<IResult> Targets(HttpContext http, string appId, Apps.Apps apps, InterclientTrust trust) =>
        List(await trust.TargetsOf((await apps.Require(http, appId)).Id, http.RequestAborted), http.Org);

    private static async Task<IResult> Allow(HttpContext http, string appId, Apps.Apps apps, InterclientTrust trust, Database db, SystemLog.SystemLog log)
    {
        var app = await apps.Require(http, appId);
        var id = (await ApiJson.RequireBody(http)).Text("id") ?? throw ApiError.Validation("id", "id: is required");
        var allowed = await apps.Require(http, id);
        foreach (var one in (App[])[app, allowed]) AppReach.RequireMayOpen(http, one);
        if (allowed.Id == app.Id || allowed.ApplicationType != "native") throw ApiError.Validation("id", "id: must be a native app other than this one");
        await db.Write(async w =>
        {
            if (!await trust.Add(w, app.Id, allowed.Id)) throw ApiError.Validation("id", $"id: at most {InterclientTrust.Most} apps can be allowed");
            await log.Record(w, http.Org, http, AdminEvents.AppUpdated.By(http.Caller.User, LogEntries.Of(app)));
        }, http.RequestAborted);
        return ApiAnswers.Json(Of(allowed.Id, http.Org));
    }

    private static async Task<IResult> Disallow(HttpContext http, string appId, string allowedAppId, Apps.Apps apps, InterclientTrust trust, Database db, SystemLog.SystemLog log)
    {
        var app = await apps.Require(http, appId);
        await db.Write(async w =>
        {
            if (!await trust.Remove(w, app.Id, allowedAppId)) throw ApiError.NotFound(allowedAppId, "AppInstance");
            await log.Record(w, http.Org, http, AdminEvents.AppUpdated.By(http.Caller.User, LogEntries.Of(app)));
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static IResult List(IEnumerable<string> ids, Org org) => ApiAnswers.Json(new JsonArray([.. ids.Select(id => (JsonNode)Of(id, org))]));

    private static JsonObject Of(string id, Org org) => new() { ["id"] = id, ["_links"] = new JsonObject { ["self"] = Hal.To(org, $"apps/{id}") } };
}
