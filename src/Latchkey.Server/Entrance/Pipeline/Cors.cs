using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>
/// Which pages may read an answer. Public documents: any, without credentials. Protocol endpoints: those of the calling
/// app's redirect URIs and those the org trusts, without credentials. What a session cookie opens: those the org trusts,
/// and from any other page the cookie counts for nothing. Contract §2.0.
/// </summary>
internal sealed class Cors(RequestDelegate next, TrustedOrigins trusted, ServerSettings settings)
{
    /// <summary>What the clients we know send.</summary>
    private static readonly string[] Requestable = ["Authorization", "Content-Type", "Accept", "DPoP", "X-Okta-User-Agent-Extended", "X-Device-Fingerprint",
        "X-Okta-XsrfToken"];

    private const string Readable =
        "X-Okta-Request-Id, X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Reset, DPoP-Nonce, WWW-Authenticate, Link, Retry-After, Date";
    private const int LongestOrigin = 300, MostHeaders = 40, LongestHeaders = 1_000;

    public Task Invoke(HttpContext http)
    {
        if ((http.GetEndpoint()?.Metadata.GetMetadata<ReadableFrom>()?.Origins ?? Unrouted.ReadableFrom(http)) is not { } rule) return next(http);
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length > 0 || HttpMethods.IsOptions(http.Request.Method)) return Answer(http, origin, rule);
        // Whoever keeps a public document may show it to a page that asks later.
        if (rule == CrossOrigin.Any) http.Response.Headers.AccessControlAllowOrigin = "*";
        return next(http);
    }

    private async Task Answer(HttpContext http, string origin, CrossOrigin rule)
    {
        var headers = http.Response.Headers;
        if (rule == CrossOrigin.AnyWhileRegistrationIsOpen && http.Org.OpenClientRegistration) rule = CrossOrigin.Any;
        headers.Append("vary", "Origin");
        if (rule != CrossOrigin.Any && (IsPageOfOrg(http, origin) || await trusted.Allows(http.Org, origin, OriginScope.Cors, http.RequestAborted)))
            http.Features.Set(TrustedPage.Here);
        if (origin.Length > 0 && origin != http.Org.Url && http.Features.Get<TrustedPage>() is null) http.Response.OnStarting(KeepNoCookie, http.Response);

        if (rule == CrossOrigin.TrustedWithCredentials && http.Features.Get<TrustedPage>() is null)
        {
            if (origin != http.Org.Url) http.Request.Headers.Remove("cookie");
        }
        else if (rule == CrossOrigin.Any || (rule != CrossOrigin.AnyWhileRegistrationIsOpen && origin.Length is > 0 and <= LongestOrigin))
        {
            // A preflight carries no parameters, so it cannot know the app: the app's origins are checked by the request itself.
            headers.AccessControlAllowOrigin = rule == CrossOrigin.Any ? "*" : origin;
            headers.AccessControlExposeHeaders = Readable;
            if (rule == CrossOrigin.TrustedWithCredentials) headers.AccessControlAllowCredentials = "true";
        }
        if (!HttpMethods.IsOptions(http.Request.Method) || Unrouted.HasAnotherMethod(http))
        {
            await next(http);
            return;
        }

        headers.AccessControlAllowMethods = rule == CrossOrigin.TrustedWithCredentials ? "GET, POST, PUT, DELETE, OPTIONS" : Methods(http);
        headers.AccessControlAllowHeaders = string.Join(", ", Requestable.Union(Wanted(http), StringComparer.OrdinalIgnoreCase));
        headers.AccessControlMaxAge = "86400";
        headers.Append("vary", "Access-Control-Request-Headers");
        http.Response.StatusCode = 204;
    }

    /// <summary>A page with the org's own script, where it signs somebody in: for its steps, and nothing else that a cookie opens.</summary>
    private bool IsPageOfOrg(HttpContext http, string origin) => settings.ScriptedPages
        && http.GetEndpoint()?.Metadata.GetMetadata<OpenToPagesHost>() is not null && origin == PagesHost.OriginOf(http.Org);

    /// <summary>What a page may not read may still be kept by its browser: nobody is signed in by a stranger's page.</summary>
    private static Task KeepNoCookie(object response)
    {
        ((HttpResponse)response).Headers.Remove("set-cookie");
        return Task.CompletedTask;
    }

    private static string Methods(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<HttpMethodMetadata>() is { } routed ? string.Join(", ", routed.HttpMethods) : "GET, POST, OPTIONS";

    /// <summary>
    /// What the page's scripts want to send beside it, whatever it is: tracing (<c>traceparent</c>, <c>baggage</c>), a framework's
    /// mark, an SDK's version. No header opens anything here by being allowed. What is no list of names is none.
    /// </summary>
    private static string[] Wanted(HttpContext http)
    {
        var asked = http.Request.Headers.AccessControlRequestHeaders.ToString();
        if (asked.Length > LongestHeaders) return [];
        var names = asked.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length <= MostHeaders && names.All(name => name.All(IsOfAName)) ? names : [];
    }

    /// <summary>RFC 9110 §5.6.2, token.</summary>
    private static bool IsOfAName(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
}
