using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.ClientRegistration;

/// <summary>
/// /oauth2/v1/clients: dynamic registration. RFC 7591, RFC 7592, OpenID Connect Registration 1.0, contract §2.14. A
/// client is an app like any other; everybody in the org may sign in to it, after being asked (consent REQUIRED). To one
/// that an app registered nobody may, until an administrator assigns them.
/// </summary>
public static class ClientsEndpoint
{
    public const string Path = ClientPaths.Registration;

    /// <summary>POST: 201 with everything that was registered, the secret and, for whoever registered anonymously, the token to manage it with.</summary>
    public static async Task<IResult> Register(HttpContext http, Database db, Apps apps, Assignments assignments, Groups groups, RegistrationTokens tokens,
        SigningAlgorithms algorithms, ServerSettings server, SystemLog log)
    {
        var by = await Registrar.OfRegistration(http);
        var settings = ClientMetadata.Read(await Body(http), by.Vouches, server.Development);
        await RequireChosen(http, settings, algorithms);
        var everyone = await groups.Everyone(http.Org.Id, http.RequestAborted);
        var (app, token) = await db.Write(async w =>
        {
            var app = (await apps.Create(w, new NewApp(http.Org.Id, settings, RegisteredBy: by.RegisteredBy)))!;
            if (by is Registrar.Anybody || by.Vouches) await assignments.AssignGroup(w, app, everyone, 0, []);
            var token = by is Registrar.Anybody ? await tokens.Issue(w, app) : null;
            await log.Record(w, http.Org, http, AdminEvents.ClientRegistered with { Actor = ActorOf(by, app), Targets = [app.Party] });
            return (app, token);
        }, http.RequestAborted);
        return ApiAnswers.Json(Json(http, app, token), 201);
    }

    /// <summary>GET of one.</summary>
    public static async Task<IResult> Read(HttpContext http, string clientId, Apps apps, RegistrationTokens tokens)
    {
        var (by, app) = await Registrar.Of(http, clientId, apps, tokens);
        return ApiAnswers.Json(Json(http, app, (by as Registrar.Client)?.RegistrationToken, MaySeeSecret(by, app)));
    }

    /// <summary>PUT: what the request leaves out is as if it had never been said. RFC 7592 §2.2.</summary>
    public static async Task<IResult> Replace(HttpContext http, string clientId, Database db, Apps apps, RegistrationTokens tokens,
        SigningAlgorithms algorithms, ServerSettings server, SystemLog log)
    {
        var (by, app) = await Registrar.Of(http, clientId, apps, tokens);
        var body = await Body(http);
        if (Said(body, "client_id") is { } id ? id != app.Id : by is Registrar.Client)
            throw ClientMetadata.Refused("invalid_client_metadata", "client_id: must be that of the client");
        if (Said(body, "client_secret") is { } secret && app.Secret?.Is(secret) is not true)
            throw ClientMetadata.Refused("invalid_client_metadata", "client_secret: must be the present one; it cannot be chosen");

        var settings = ClientMetadata.Read(body, by.Vouches, server.Development, app);
        await RequireChosen(http, settings, algorithms);
        var changed = await Change(http, db, apps, log, by, app, settings);
        return ApiAnswers.Json(Json(http, changed, (by as Registrar.Client)?.RegistrationToken, MaySeeSecret(by, app)));
    }

    /// <summary>DELETE: it is gone at once, with everything it was handed.</summary>
    public static async Task<IResult> Delete(HttpContext http, string clientId, Database db, Apps apps, RegistrationTokens tokens, GrantRevocation grants,
        SystemLog log)
    {
        var (by, app) = await Registrar.Of(http, clientId, apps, tokens);
        await db.Write(async w =>
        {
            await apps.SetActive(w, app, active: false);
            if (!await apps.Delete(w, app)) return;
            await grants.EndAllOfApp(w, http.Org.Id, app.Id);
            await log.Record(w, http.Org, http, AdminEvents.ClientDeleted with { Actor = ActorOf(by, app), Targets = [app.Party] });
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    /// <summary>GET of all, for whoever may manage them. Secrets are shown one by one.</summary>
    public static async Task<IResult> List(HttpContext http, AppList apps)
    {
        await Registrar.RequireCaller(http);
        var paging = Paging.Of(http, ordinary: 20, most: 200);
        var query = new AppQuery(http.Org.Id, Identifiers.Canonical(http.Request.Query["q"].ToString()), null, null);
        return Pages.Of(http, await apps.After(query, paging.After, paging.Fetch, http.RequestAborted), paging, app => app.Id,
            app => ClientMetadata.Of(app, withSecret: false));
    }

    /// <summary>POST …/lifecycle/newSecret: the old secret is void at once.</summary>
    public static async Task<IResult> NewSecret(HttpContext http, string clientId, Database db, Apps apps, SystemLog log)
    {
        var by = await Registrar.RequireCaller(http);
        var app = await apps.Find(http.Org.Id, clientId, http.RequestAborted) ?? throw ApiError.NotFound(clientId, "PublicClientApp");
        await AppReach.Require(http, app);
        if (app.Secret is null) throw ClientMetadata.Refused("invalid_client_metadata", "token_endpoint_auth_method: this client has no secret");
        var settings = new AppSettings(app.Label, app.ApplicationType, new Secret(Secrets.New()), app.Document) { MayChoose = app.ChoseElliptic };
        var changed = await Change(http, db, apps, log, by, app, settings);
        return ApiAnswers.Json(Json(http, changed, null));
    }

    /// <summary>A client that registers itself makes no server publish keys that others cannot read.</summary>
    private static async Task RequireChosen(HttpContext http, AppSettings settings, SigningAlgorithms algorithms)
    {
        if (settings is { WantsElliptic: true, MayChoose: false } && !await algorithms.HasElliptic(http.Org, http.RequestAborted))
            throw ClientMetadata.Refused("invalid_client_metadata",
                "ES256 (also of the profile fapi2): is not in use here until an administrator chooses it for an authorization server or an app. Ask for RS256.");
    }

    private static async Task<App> Change(HttpContext http, Database db, Apps apps, SystemLog log, Registrar by, App app, AppSettings settings) =>
        await db.Write(async w =>
    {
        var changed = await apps.Change(w, app, settings);
        if (changed is not null)
            await log.Record(w, http.Org, http, AdminEvents.ClientUpdated with { Actor = ActorOf(by, changed), Targets = [changed.Party] });
        return changed;
    }, http.RequestAborted) ?? throw ApiError.NotFound(app.Id, "PublicClientApp");

    private static async Task<JsonObject> Body(HttpContext http)
    {
        try
        {
            return await ApiJson.RequireBody(http);
        }
        catch (ApiError unreadable)
        {
            throw OAuthException.Of("invalid_client_metadata", unreadable.Summary, unreadable.Status);
        }
    }

    private static string? Said(JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool MaySeeSecret(Registrar by, App app) => by is not Registrar.Caller caller || caller.Api.MaySeeSecretsOf(app);

    private static JsonObject Json(HttpContext http, App app, string? registrationToken, bool withSecret = true)
    {
        var answer = ClientMetadata.Of(app, withSecret);
        if (registrationToken is null) return answer;
        answer["registration_client_uri"] = $"{http.Org.Url}{Path}/{app.Id}";
        answer["registration_access_token"] = registrationToken;
        return answer;
    }

    private static LogParty ActorOf(Registrar by, App app) => by is Registrar.Caller caller ? caller.Api.User : app.Party;
}
