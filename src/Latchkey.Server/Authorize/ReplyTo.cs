using System.Text;
using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.SignIn;
using Latchkey.Server.Web;

namespace Latchkey.Server.Authorize;

/// <summary>
/// Where an authorization response may go: exists only once the redirect URI matched a registered one of a known app.
/// Before it a refusal is a page, after it a redirect. RFC 6749 §4.1.2.1, RFC 9700 §4.1.
/// </summary>
public sealed class ReplyTo
{
    private readonly App app;
    private readonly string issuer;
    private readonly string? state;
    private readonly string mode;

    private ReplyTo(App app, string redirectUri, string? state, string mode, string issuer) =>
        (this.app, RedirectUri, this.state, this.mode, this.issuer) = (app, redirectUri, state, mode, issuer);

    public string RedirectUri { get; }

    public static ReplyTo For(App app, Parameters parameters, AuthorizationServer server)
    {
        if (!parameters.IsSingle(Parameter.RedirectUri)) throw OAuthException.InvalidRequest("The 'redirect_uri' parameter must be given once.");
        var uri = parameters.Required(Parameter.RedirectUri);
        if (!RedirectUris.Matches(app, uri)) throw OAuthException.InvalidRequest("The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.");

        var asked = parameters.IsSingle(Parameter.ResponseMode) ? parameters[Parameter.ResponseMode] : null;
        return new ReplyTo(app, uri, parameters.IsSingle(Parameter.State) ? parameters[Parameter.State] : null, ResponseModes.IsKnown(asked) ? asked! : ResponseModes.Query, server.Issuer);
    }

    public IResult Code(HttpContext http, string code) => Answer(http, [new(Parameter.Code, code)], succeeded: true);

    public IResult Refusal(HttpContext http, OAuthException refusal) => Answer(http,
        [new(Parameter.Error, refusal.Error), new(Parameter.ErrorDescription, Parameters.Printable(refusal.Message))], succeeded: false);

    private string Scheme => RedirectUri[..RedirectUri.IndexOf(':')].ToLowerInvariant();

    /// <summary>An app is started by this address, not a web page: a custom scheme, or an https address a native app has claimed.</summary>
    private bool StartsAnApp => Scheme is not ("http" or "https") || (Scheme == "https" && app.ApplicationType == "native");

    private IResult Answer(HttpContext http, List<KeyValuePair<string, string>> values, bool succeeded)
    {
        if (state is not null) values.Add(new(Parameter.State, state));
        values.Add(new(Parameter.Issuer, issuer));                       // RFC 9207
        http.Response.Headers.CacheControl = "no-cache, no-store";

        if (mode == ResponseModes.FormPost) return HostedPages.FormPost(http, app, RedirectUri, values);

        var url = mode == ResponseModes.Fragment ? $"{RedirectUri}#{Encode(values)}" : $"{RedirectUri}{(RedirectUri.Contains('?') ? '&' : '?')}{Encode(values)}";
        // A browser gets a page with a button: it survives form-action, a missing user gesture, and leaves no dead tab
        // behind. A program that follows redirects itself gets the redirect (contract §2.1, sessionToken).
        return StartsAnApp && Failures.AcceptsHtml(http) ? HostedPages.ReturnToApp(http, app, url, succeeded ? ReturnOutcome.SignedIn : ReturnOutcome.NotSignedIn) : new Found(url);
    }

    private static string Encode(List<KeyValuePair<string, string>> values)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in values)
            text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return text.ToString();
    }
}

/// <summary>A redirect whose Location is byte for byte what it was made from; after a POST the next request is a GET.</summary>
public sealed class Found(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = HttpMethods.IsGet(httpContext.Request.Method) ? 302 : 303;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}

/// <summary>How the response travels. OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode.</summary>
public static class ResponseModes
{
    public const string Query = "query";
    public const string Fragment = "fragment";
    public const string FormPost = "form_post";

    public static readonly IReadOnlyList<string> All = [Query, Fragment, FormPost];

    public static bool IsKnown(string? mode) => mode is not null && All.Contains(mode);
}
