using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Requests;

/// <summary>What an authorization response brings. OAuth 2.0 Multiple Response Types §3 to §5, OpenID Connect Core §3.</summary>
/// <param name="Code">A code, for the token endpoint.</param>
/// <param name="IdToken">An ID token, by way of the browser.</param>
/// <param name="Token">An access token, by way of the browser.</param>
internal sealed record ResponseType(bool Code, bool IdToken, bool Token)
{
    /// <summary>Nothing but that the person has been there: <c>response_type=none</c>.</summary>
    public static readonly ResponseType None = new(false, false, false);

    /// <summary>As discovery lists them. The words of one may come in any order.</summary>
    public static readonly IReadOnlyList<string> All = ["code", "id_token", "token", "code id_token", "code token", "id_token token", "code id_token token",
        "none"];

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
        var type = Find(
            text) ?? throw OAuthException.UnsupportedResponseType(
                $"The response type is not supported by the authorization server. Configured response types: [{string.Join(", ", All)}].");
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
