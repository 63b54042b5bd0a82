using Latchkey.Server.Core.Clients;

namespace Latchkey.Server.Core.Requests;

/// <summary>
/// How the response travels, and whether it is signed. OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode, JARM
/// §2.3, contract §2.1.
/// </summary>
internal static class ResponseModes
{
    public const string Query = "query";
    public const string Fragment = "fragment";
    public const string FormPost = "form_post";
    /// <summary>A message to the page that opened the window or holds the frame.</summary>
    public const string PostMessage = "okta_post_message";

    /// <summary>Signed, and by the way of the response type.</summary>
    public const string Jwt = "jwt";

    private const string Signed = "." + Jwt;

    public static readonly IReadOnlyList<string> All = [Query, Fragment, FormPost, PostMessage, Query + Signed, Fragment + Signed, FormPost + Signed, Jwt];

    public static bool IsSigned(string mode) => All.Contains(mode) && (mode == Jwt || mode.EndsWith(Signed, StringComparison.Ordinal));

    /// <summary>How it travels, signed or not.</summary>
    public static string WayOf(string mode, ResponseType? type) => mode == Jwt ? DefaultFor(type) : IsSigned(mode) ? mode[..^Signed.Length] : mode;

    public static string DefaultFor(ResponseType? type) => type is { InFront: true } ? Fragment : Query;

    /// <summary>Why this response cannot travel this way; null when it can.</summary>
    public static string? Problem(string mode, ResponseType? type, string redirectUri)
    {
        if (!All.Contains(mode))
            return $"The response mode is not supported by the authorization server. Configured response modes: [{string.Join(", ", All)}].";
        if (WayOf(mode, type) == Query && type is { InFront: true })
            return $"The '{mode}' response mode cannot be used with a response type that returns tokens.";
        if (mode == PostMessage && WebOrigin.Of(redirectUri) is null)
            return "The 'okta_post_message' response mode needs a 'redirect_uri' that is the address of a page.";
        return null;
    }
}
