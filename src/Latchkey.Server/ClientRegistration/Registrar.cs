using Latchkey.Server.Apps;
using Latchkey.Server.ManagementApi;
using Latchkey.Server.Orgs;
using Latchkey.Server.Web;

namespace Latchkey.Server.ClientRegistration;

/// <summary>Who registers or manages a client.</summary>
public abstract record Registrar
{
    private Registrar() { }

    /// <summary>With a token of the management API.</summary>
    public sealed record Administrator(ApiCaller Caller) : Registrar;

    /// <summary>Nobody in particular: where the org lets anybody register (RFC 7591 §1.2, open registration).</summary>
    public sealed record Anybody : Registrar;

    /// <summary>The client itself, with the token it was given when it registered. RFC 7592 §2.</summary>
    public sealed record Client(App App, string RegistrationToken) : Registrar
    {
        public override string ToString() => $"client {App.Id}";
    }

    /// <summary>For POST of a new client.</summary>
    public static async Task<Registrar> OfRegistration(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count > 0) return await RequireAdministrator(http);
        return http.Org.OpenClientRegistration ? new Anybody() : throw OAuthException.NoToken();
    }

    /// <summary>For one client: an administrator, or the client itself. A client that is gone has no token any more (RFC 7592 §2.1).</summary>
    public static async Task<(Registrar By, App App)> Of(HttpContext http, string clientId, Apps.Apps apps, RegistrationTokens tokens)
    {
        var app = await apps.Find(http.Org.Id, clientId, http.RequestAborted);
        if (BearerOf(http) is { } token && app is not null && await tokens.IsOf(app, token, http.RequestAborted)) return (new Client(app, token), app);
        var administrator = await RequireAdministrator(http);
        if (app is null) throw ApiError.NotFound(clientId, "PublicClientApp");
        await AppReach.Require(http, app);
        return (administrator, app);
    }

    public static async Task<Administrator> RequireAdministrator(HttpContext http)
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
        return new Administrator(http.Caller);
    }

    private static string? BearerOf(HttpContext http) =>
        http.Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
}
