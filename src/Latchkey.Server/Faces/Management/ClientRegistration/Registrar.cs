using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.ClientRegistration;

/// <summary>Who registers or manages a client.</summary>
internal abstract record Registrar
{
    private Registrar() { }

    /// <summary>With a token of the management API.</summary>
    public sealed record Caller(ApiCaller Api) : Registrar
    {
        public override string? RegisteredBy => Api.App?.Id;

        protected override LogParty? Known => Api.User;
    }

    /// <summary>Nobody in particular: where the org lets anybody register (RFC 7591 §1.2, open registration).</summary>
    public sealed record Anybody : Registrar
    {
        public override string? RegisteredBy => App.Anybody;
    }

    /// <summary>The client itself, with the token it was given when it registered. RFC 7592 §2.</summary>
    public sealed record Client(App App, string RegistrationToken) : Registrar
    {
        public override string? RegisteredBy => App.Id;

        public override string ToString() => $"client {App.Id}";
    }

    /// <summary>As <see cref="App.RegisteredBy"/> of what it registers.</summary>
    public abstract string? RegisteredBy { get; }

    /// <summary>As the log names whoever does it, where that is not the client itself.</summary>
    protected virtual LogParty? Known => null;

    /// <summary>Does something to a client.</summary>
    public Doing Doing(HttpContext http, App app) => new(http.Org, Known ?? app.Party, http);

    /// <summary>Makes a client what a draft says: one that speaks for itself does so by its new name.</summary>
    public Doing Doing(HttpContext http, string clientId, AppDraft draft) => new(http.Org, Known ?? ClientsInLog.PartyOf(clientId, draft.Label), http);

    /// <summary>
    /// Only an administrator does. An app with <c>okta.clients.register</c> is a stranger here: people are asked, and no grant goes without them.
    /// </summary>
    public bool Vouches => RegisteredBy is null;

    /// <summary>For POST of a new client.</summary>
    public static async Task<Registrar> OfRegistration(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count > 0) return await RequireCaller(http);
        return http.Org.OpenClientRegistration ? new Anybody() : throw OAuthException.NoToken();
    }

    /// <summary>For one client: whoever may manage clients, or the client itself. A client that is gone has no token any more (RFC 7592 §2.1).</summary>
    public static async Task<(Registrar By, App App)> Of(HttpContext http, string clientId, Apps apps, RegistrationTokens tokens)
    {
        var app = await apps.FindClient(http.Org.Id, clientId, http.RequestAborted);
        if (BearerOf(http) is { } token && app is not null && await tokens.IsOf(app, token, http.RequestAborted)) return (new Client(app, token), app);
        var caller = await RequireCaller(http);
        if (app is null) throw ApiError.NotFound(clientId, "PublicClientApp");
        await AppReach.Require(http, app);
        return (caller, app);
    }

    public static async Task<Caller> RequireCaller(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count == 0) throw OAuthException.NoToken();
        try
        {
            await ApiCallers.Require(http);
        }
        catch (ApiError refusal) when (refusal.Status == 401 && BearerOf(http) is not null)
        {
            throw OAuthException.InvalidToken("The access token is invalid");
        }
        return new Caller(http.Caller);
    }

    private static string? BearerOf(HttpContext http) =>
        http.Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..].Trim() : null;
}
