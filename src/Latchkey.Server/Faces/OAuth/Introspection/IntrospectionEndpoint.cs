using System.Text;
using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Introspection;

/// <summary>
/// POST {issuer}/v1/introspect. RFC 7662, contract §2.6; signed for whoever asks for it so, RFC 9701. A hint is only a hint:
/// clients send wrong ones.
/// </summary>
internal static class IntrospectionEndpoint
{
    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, ClientAuthentication authentication,
        TokenIntrospection introspection, AppSignatures signatures, TimeProvider clock)
    {
        var server = await servers.Current(http);
        var form = await Parameters.Form(http.Request, Parameter.ClientId, Parameter.Token, Parameter.TokenTypeHint);
        var app = await authentication.Authenticate(http, form);
        AppOrigins.Require(http, app);
        var token = form[Parameter.Token] ?? throw OAuthException.InvalidRequest("The 'token' parameter is required.");
        var told = await introspection.Of(token, server, app, http.RequestAborted);
        http.Response.Headers.Append("vary", "Accept");
        if (!IntrospectionToken.IsWanted(http.Request)) return JsonAnswer.Of(told, IntrospectionJson.Default.IntrospectionResponse);
        var key = await signatures.ForIntrospection(app, server, http.RequestAborted);
        return Results.Bytes(Encoding.ASCII.GetBytes(IntrospectionToken.Write(told, server, app, key, clock.Seconds)), IntrospectionToken.MediaType);
    }
}
