using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Web;

namespace Latchkey.Server.Introspection;

/// <summary>POST {issuer}/v1/introspect. RFC 7662, contract §2.6. A hint is only a hint: clients send wrong ones.</summary>
public static class IntrospectionEndpoint
{
    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers.AuthorizationServers servers, ClientAuthentication authentication, TokenIntrospection introspection)
    {
        var server = await servers.Current(http);
        var form = await Parameters.Form(http.Request, Parameter.ClientId, Parameter.Token, Parameter.TokenTypeHint);
        var app = await authentication.Authenticate(http, form);
        Cors.RequireAppOrigin(http, app);
        var token = form[Parameter.Token] ?? throw OAuthException.InvalidRequest("The 'token' parameter is required.");
        return JsonAnswer.Of(await introspection.Of(token, server, app, http.RequestAborted), IntrospectionJson.Default.IntrospectionResponse);
    }
}
