using System.Globalization;
using Latchkey.Protocol;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Decoupled;

/// <summary>POST {issuer}/v1/bc/authorize: an app that knows whom it wants asks them on a device of their own. CIBA Core §7, contract §2.10.</summary>
internal static class BackchannelAuthenticationEndpoint
{
    private const int LongestLifetime = 300;
    private const int LongestMessage = 20;

    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, ClientAuthentication authentication, CibaRequestObjects objects,
        CibaHints hints, GrantAllowance allowance, DecoupledRequests requests, ApprovalLetters letters)
    {
        var ct = http.RequestAborted;
        var server = await servers.Current(http);
        var form = await Parameters.Form(http.Request, Parameter.ClientId);
        var app = await authentication.Authenticate(http, form);
        if (app.Public || !app.GrantTypes.Contains(GrantType.Ciba))
            throw OAuthException.UnauthorizedClient(
                $"The client is not authorized to use the provided grant type. Configured grant types: [{string.Join(", ", app.GrantTypes)}].");
        if (form[Parameter.Request] is { } signed) form = await objects.Read(signed, app, server, ct);

        var scopes = AuthorizeRequest.ScopesOf(form, app, server, new ResponseType(Code: true, IdToken: false, Token: false));
        if (!scopes.Contains(Scope.OpenId)) throw OAuthException.InvalidScope("The 'openid' scope is required.");
        var wanted = WantedAssurance.Read(form);
        await AuthenticatorKinds.RequireReachable(http, wanted);
        var lifetime = LifetimeOf(form);
        var message = MessageOf(form);
        var user = await hints.Require(http, form);
        await allowance.RequireStillAllowed(server, app, user.Id, GrantType.Ciba, scopes, ct);
        http.Wear(app.BrandId);

        var begun = await requests.Begin(http, DecoupledRequest.Ciba, app, server, scopes, wanted, lifetime, user.Id, message,
            await letters.About(http.Org, user, app.Label, lifetime, ct))
            ?? throw OAuthException.Of("too_many_requests", "Too many requests are waiting for this user. Please try again later.", 429);
        return JsonAnswer.Of(
            new BackchannelAuthenticationResponse { AuthReqId = begun.Code, ExpiresIn = (int)lifetime.TotalSeconds, Interval = DecoupledRequests.Interval },
            DecoupledJson.Default.BackchannelAuthenticationResponse);
    }

    private static TimeSpan LifetimeOf(Parameters form)
    {
        // Okta's documents name it both ways (contract §2.10).
        if ((form["requested_expiry"] ?? form["request_expiry"]) is not { } text) return TimeSpan.FromSeconds(LongestLifetime);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestLifetime
            ? TimeSpan.FromSeconds(seconds)
            : throw OAuthException.InvalidRequest($"The 'requested_expiry' parameter must be a number of seconds from 1 to {LongestLifetime}.");
    }

    /// <summary>It is read on two screens and compared: short, and nothing that turns or hides. CIBA Core §7.1.</summary>
    private static string? MessageOf(Parameters form)
    {
        if (form["binding_message"] is not { } message) return null;
        return message.Length <= LongestMessage && message.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '.' or ',' or ':' or '#' or '/')
            ? message
            : throw OAuthException.Of("invalid_binding_message",
            $"The 'binding_message' parameter must be at most {LongestMessage} letters, digits, spaces and simple punctuation.");
    }
}
