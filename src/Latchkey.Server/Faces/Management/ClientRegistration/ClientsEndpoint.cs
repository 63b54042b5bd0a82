using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.ClientRegistration;

/// <summary>
/// /oauth2/v1/clients: dynamic registration. RFC 7591, RFC 7592, OpenID Connect Registration 1.0, contract §2.14. A
/// client is an app like any other; everybody in the org may sign in to it, after being asked (consent REQUIRED). To one
/// that an app registered nobody may, until an administrator assigns them.
/// </summary>
internal static class ClientsEndpoint
{
    public const string Path = ClientPaths.Registration;

    /// <summary>POST: 201 with everything that was registered, the secret and, for whoever registered anonymously, the token to manage it with.</summary>
    public static async Task<IResult> Register(HttpContext http, ClientChanges changes, ServerSettings server)
    {
        var by = await Registrar.OfRegistration(http);
        var draft = ClientMetadata.Read(await Body(http), by.Vouches, server.Development);
        var id = Ids.New(Ids.App);
        var (app, token) = await changes.Register(by.Doing(http, id, draft), id, draft, by.RegisteredBy);
        return ApiAnswers.Json(Json(http, app, token), 201);
    }

    /// <summary>GET of one.</summary>
    public static async Task<IResult> Read(HttpContext http, string clientId, Apps apps, RegistrationTokens tokens)
    {
        var (by, app) = await Registrar.Of(http, clientId, apps, tokens);
        return ApiAnswers.Json(Json(http, app, (by as Registrar.Client)?.RegistrationToken, MaySeeSecret(by, app)));
    }

    /// <summary>PUT: what the request leaves out is as if it had never been said. RFC 7592 §2.2.</summary>
    public static async Task<IResult> Replace(HttpContext http, string clientId, Apps apps, RegistrationTokens tokens, ClientChanges changes,
        ServerSettings server)
    {
        var (by, app) = await Registrar.Of(http, clientId, apps, tokens);
        var body = await Body(http);
        if (Said(body, "client_id") is { } id ? id != app.Id : by is Registrar.Client)
            throw new RuleException("client_id", "must be that of the client");
        if (Said(body, "client_secret") is { } secret && app.Secret?.Is(secret) is not true)
            throw new RuleException("client_secret", "must be the present one; it cannot be chosen");

        var draft = ClientMetadata.Read(body, by.Vouches, server.Development, app);
        var changed = await changes.Replace(by.Doing(http, app.Id, draft), app, draft) ?? throw Missing(app.Id);
        return ApiAnswers.Json(Json(http, changed, (by as Registrar.Client)?.RegistrationToken, MaySeeSecret(by, app)));
    }

    /// <summary>DELETE: it is gone at once, with everything it was handed.</summary>
    public static async Task<IResult> Delete(HttpContext http, string clientId, Apps apps, RegistrationTokens tokens, ClientChanges changes)
    {
        var (by, app) = await Registrar.Of(http, clientId, apps, tokens);
        await changes.Delete(by.Doing(http, app), app);
        return ApiAnswers.Nothing();
    }

    /// <summary>GET of all, for whoever may manage them. Secrets are shown one by one.</summary>
    public static async Task<IResult> List(HttpContext http, AppList apps)
    {
        await Registrar.RequireCaller(http);
        var paging = Paging.Of(http, ordinary: 20, most: 200);
        var query = new AppQuery(http.Org.Id, Identifiers.Canonical(http.Request.Query["q"].ToString()), null, null) { Clients = true };
        return Pages.Of(http, await apps.After(query, paging.After, paging.Fetch, http.RequestAborted), paging, app => app.Id,
            app => ClientMetadata.Of(app, withSecret: false));
    }

    /// <summary>POST …/lifecycle/newSecret: the old secret is void at once.</summary>
    public static async Task<IResult> NewSecret(HttpContext http, string clientId, Apps apps, ClientChanges changes)
    {
        var by = await Registrar.RequireCaller(http);
        var app = await apps.FindClient(http.Org.Id, clientId, http.RequestAborted) ?? throw Missing(clientId);
        await AppReach.Require(http, app);
        var changed = await changes.RenewSecret(by.Doing(http, app), app) ?? throw Missing(clientId);
        return ApiAnswers.Json(Json(http, changed, null));
    }

    private static ApiError Missing(string clientId) => ApiError.NotFound(clientId, "PublicClientApp");

    private static async Task<JsonObject> Body(HttpContext http)
    {
        try
        {
            return await ApiJson.RequireBody(http);
        }
        catch (ApiError unreadable)
        {
            throw OAuthException.Of(RegistrationRefusals.InvalidMetadata, unreadable.Summary, unreadable.Status);
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
}
