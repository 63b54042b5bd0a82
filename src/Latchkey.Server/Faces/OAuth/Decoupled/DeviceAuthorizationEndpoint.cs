using Latchkey.Protocol;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Decoupled;

/// <summary>POST {issuer}/v1/device/authorize: a television, a printer, a command line asks for a code. RFC 8628 §3.1 and §3.2, contract §2.9.</summary>
internal static class DeviceAuthorizationEndpoint
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(600);

    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, ClientAuthentication authentication, DecoupledRequests requests)
    {
        var server = await servers.Current(http);
        var form = await Parameters.Form(http.Request, Parameter.ClientId);
        var app = await authentication.Authenticate(http, form);
        AppOrigins.Require(http, app);
        if (!app.GrantTypes.Contains(GrantType.DeviceCode))
            throw OAuthException.UnauthorizedClient(
                $"The client is not authorized to use the provided grant type. Configured grant types: [{string.Join(", ", app.GrantTypes)}].");
        ResourceIndicator.Require(form, server);
        var scopes = AuthorizeRequest.ScopesOf(form, app, server, new ResponseType(Code: true, IdToken: false, Token: false), administers: true);
        var wanted = WantedAssurance.Read(form);
        await AuthenticatorKinds.RequireReachable(http, wanted);

        var begun = await requests.Begin(http, DecoupledRequest.Device, app, server, scopes, wanted, Lifetime)
            ?? throw OAuthException.Of("too_many_user_codes", "Too many user codes are waiting to be used. Please try again later.", 429);
        var activate = http.Org.Url + "/activate";
        return JsonAnswer.Of(new DeviceAuthorizationResponse
        {
            DeviceCode = begun.Code, UserCode = begun.UserCode!, VerificationUri = activate, VerificationUriComplete = $"{activate}?user_code={begun.UserCode}",
            ExpiresIn = (int)Lifetime.TotalSeconds, Interval = DecoupledRequests.Interval,
        }, DecoupledJson.Default.DeviceAuthorizationResponse);
    }
}
