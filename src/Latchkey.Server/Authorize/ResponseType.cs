using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.Origins;
using Latchkey.Server.Web;

namespace Latchkey.Server.Authorize;

/// <summary>What an authorization response brings. OAuth 2.0 Multiple Response Types §3 to §5, OpenID Connect Core §3.</summary>
/// <param name="Code">A code, for the token endpoint.</param>
/// <param name="IdToken">An ID token, by way of the browser.</param>
/// <param name="Token">An access token, by way of the browser.</param>
public sealed record ResponseType(bool Code, bool IdToken, bool Token)
{
    /// <summary>Nothing but that the person has been there: <c>response_type=none</c>.</summary>
    public static readonly ResponseType None = new(false, false, false);

    /// <summary>As discovery lists them. The words of one may come in any order.</summary>
    public static readonly IReadOnlyList<string> All = ["code", "id_token", "token", "code id_token", "code token", "id_token token", "code id_token token", "none"];

    public bool IsNone => this == None;

    /// <summary>Tokens pass through the browser, so they must not stand in a query that servers write into their logs.</summary>
    public bool InFront => IdToken || Token;

    public static ResponseType? Find(string? text)
    {
        if (text is null) return null;
        if (text == "none") return None;
        var words = text.Split(' ');
        return words.Distinct().Count() == words.Length && words.All(word => word is "code" or "id_token" or "token")
            ? new(words.Contains("code"), words.Contains("id_token"), words.Contains("token")) : null;
    }

    /// <summary>The one a request asks for, if its app may have it.</summary>
    public static ResponseType Of(Parameters parameters, App app)
    {
        var text = parameters[Parameter.ResponseType] ?? throw OAuthException.InvalidRequest("The 'response_type' parameter is required.");
        var type = Find(text) ?? throw OAuthException.UnsupportedResponseType($"The response type is not supported by the authorization server. Configured response types: [{string.Join(", ", All)}].");
        if (!type.IsFor(app)) throw OAuthException.UnauthorizedClient("The client is not authorized to use the provided response type.");
        return type;
    }

    private bool IsFor(App app)
    {
        if (app.IsFapi2 && InFront) return false;                       // FAPI 2.0 Security Profile §5.3.2.2: codes only
        if (app.DPoPRequired && Token) return false;                    // nothing proves a key on the way through a browser
        var (codes, tokens) = (app.GrantTypes.Contains(GrantType.AuthorizationCode), app.GrantTypes.Contains(GrantType.Implicit));
        if (IsNone) return codes || tokens;
        return (!Code || (codes && app.ResponseTypes.Contains("code")))
            && (!IdToken || (tokens && app.ResponseTypes.Contains("id_token")))
            && (!Token || (tokens && app.ResponseTypes.Contains("token")));
    }
}

/// <summary>
/// How the response travels, and whether it is signed. OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode, JARM
/// §2.3, contract §2.1.
/// </summary>
public static class ResponseModes
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
        if (!All.Contains(mode)) return $"The response mode is not supported by the authorization server. Configured response modes: [{string.Join(", ", All)}].";
        if (WayOf(mode, type) == Query && type is { InFront: true })
            return $"The '{mode}' response mode cannot be used with a response type that returns tokens.";
        if (mode == PostMessage && WebOrigin.Of(redirectUri) is null) return "The 'okta_post_message' response mode needs a 'redirect_uri' that is the address of a page.";
        return null;
    }
}
