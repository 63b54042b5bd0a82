using System.Text.Json;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Orgs;
using Latchkey.Server.Web;
using Microsoft.Extensions.Primitives;

namespace Latchkey.Server.Authorize;

/// <summary>
/// An authorization request waiting for its person. It travels in the page's address as a sealed handle bound to the org
/// and to this browser, so that no row is written for people who never sign in, and nobody can hand one to someone else.
/// </summary>
public sealed class PendingSignIns(Seal seal, AuthorizationServers.AuthorizationServers servers, Apps.Apps apps, BrowserCookie browsers, TimeProvider clock)
{
    private const string Purpose = "pending-sign-in";

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public string Begin(HttpContext http, AuthorizationServer server, Parameters parameters)
    {
        var handle = new Handle(server.Id, clock.Seconds, parameters.All.ToDictionary());
        var text = seal.Close(Purpose, JsonSerializer.Serialize(handle), $"{http.Org.Id} {browsers.IdOf(http)}");
        return text.Length <= AuthorizeRequest.LongestWaiting ? text : throw AuthorizeRequest.TooLong();
    }

    /// <summary>The request a page's handle stands for, checked anew: the app may have changed meanwhile. Null when it expired or is another browser's.</summary>
    public async Task<(AuthorizeRequest Request, ReplyTo ReplyTo)?> Resume(HttpContext http, string? handle)
    {
        if (browsers.Known(http) is not { } browser || seal.TryOpen(Purpose, handle, $"{http.Org.Id} {browser}") is not { } text) return null;
        var opened = JsonSerializer.Deserialize<Handle>(text)!;
        if (clock.Seconds - opened.BegunAt > Lifetime.TotalSeconds) return null;
        if (await servers.Find(http.Org, opened.ServerId, http.RequestAborted) is not { Active: true } server) return null;

        var parameters = new Parameters(opened.Parameters.Select(p => new KeyValuePair<string, StringValues>(p.Key, p.Value)));
        var app = await AuthorizeEndpoint.RequireApp(parameters, http.Org, apps, http.RequestAborted);
        var replyTo = ReplyTo.For(app, parameters, server);
        return (AuthorizeRequest.Parse(parameters, app, replyTo, server), replyTo);
    }

    private sealed record Handle(string ServerId, long BegunAt, Dictionary<string, string> Parameters);
}

/// <summary>Tells one browser from another before anyone has signed in. It says nothing of who uses it.</summary>
public sealed class BrowserCookie(ServerSettings settings)
{
    public const string Name = "lk_browser";

    public string? Known(HttpContext http) => http.Request.Cookies[Name] is { Length: > 20 and < 100 } id ? id : http.Items[Name] as string;

    public string IdOf(HttpContext http)
    {
        if (Known(http) is { } known) return known;
        var id = Secrets.New();
        http.Items[Name] = id;
        http.Response.Cookies.Append(Name, id, new CookieOptions
        {
            HttpOnly = true, IsEssential = true, Path = "/", Secure = settings.Https, SameSite = settings.Https ? SameSiteMode.None : SameSiteMode.Lax,
        });
        return id;
    }
}
