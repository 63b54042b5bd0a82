using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Exchange;

/// <summary>
/// RFC 8693. Three exchanges: a device secret for tokens of another app, an app's tokens for a way into a web app, a user's token for one a service
/// acts with.
/// </summary>
internal sealed class TokenExchangeGrant(NativeSsoExchange nativeSso, InterclientExchange interclient, OnBehalfExchange onBehalf)
{
    public Task<TokenAnswer> Exchange(TokenRequest request)
    {
        var form = request.Form;
        form.Required("subject_token");
        form.Required("subject_token_type");
        if (form["requested_token_type"] == TokenTypes.Interclient) return interclient.Exchange(request);
        if (form["requested_token_type"] is { } wanted && wanted != TokenTypes.AccessToken)
            throw OAuthException.InvalidRequest("The 'requested_token_type' parameter is not supported.");
        if (form["actor_token_type"] == TokenTypes.DeviceSecret) return nativeSso.Exchange(request);
        if (form.Has("actor_token") || form.Has("actor_token_type")) throw OAuthException.InvalidRequest("'actor_token' is invalid.");
        if (form["subject_token_type"] == TokenTypes.AccessToken) return onBehalf.Exchange(request);
        throw OAuthException.InvalidRequest("The 'subject_token_type' parameter is not supported for this exchange.");
    }
}
