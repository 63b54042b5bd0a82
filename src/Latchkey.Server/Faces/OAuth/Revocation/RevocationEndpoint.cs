using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Revocation;

/// <summary>POST {issuer}/v1/revoke. RFC 7009, contract §2.7: 200 with nothing in it, also for a token nobody knows.</summary>
internal static class RevocationEndpoint
{
    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, ClientAuthentication authentication, TokenRevocation revocation)
    {
        var server = await servers.Current(http);
        var form = await Parameters.Form(http.Request, Parameter.ClientId, Parameter.Token, Parameter.TokenTypeHint);
        var app = await authentication.Authenticate(http, form);
        AppOrigins.Require(http, app);
        await revocation.Revoke(http, server, app, form[Parameter.Token] ?? throw OAuthException.InvalidRequest("The 'token' parameter is required."));
        return Results.Ok();
    }
}
