using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>
/// Below an API, an address at which there is nothing, or that has no such method: a program made a mistake there, and goes by the headers that it goes by
/// everywhere. No route says anything of it.
/// </summary>
internal static class Unrouted
{
    /// <summary>Where programs call, whether or not there is anything at this very address: also <c>/integrations/api/v1/…</c> and its like.</summary>
    public static bool IsBelowAnApi(PathString path) =>
        IsOfOAuth(path) || path.StartsWithSegments("/idp") || $"{path}/".Contains("/api/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Contract §3.0.</summary>
    public static RateLimit? LimitOf(HttpContext http) => IsHere(http) ? RateLimit.Api : null;

    /// <summary>Nothing is said there that a session opens.</summary>
    public static CrossOrigin? ReadableFrom(HttpContext http) =>
        !IsHere(http) ? null : IsOfOAuth(http.Request.Path) ? CrossOrigin.Clients : CrossOrigin.TrustedWithCredentials;

    /// <summary>What has another method is the framework's to answer, and nothing to ask beforehand.</summary>
    public static bool HasAnotherMethod(HttpContext http) => http.GetEndpoint() is { Metadata.Count: 0 };

    private static bool IsHere(HttpContext http) => http.GetEndpoint() is not { Metadata.Count: > 0 } && IsBelowAnApi(http.Request.Path);

    private static bool IsOfOAuth(PathString path) => path.StartsWithSegments("/oauth2") || path.StartsWithSegments("/.well-known");
}
