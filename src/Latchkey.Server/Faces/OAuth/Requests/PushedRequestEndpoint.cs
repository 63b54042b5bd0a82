using Latchkey.Protocol;
using Latchkey.Server.Core.DPoP;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Requests;

/// <summary>POST {issuer}/v1/par. RFC 9126 §2, contract §2.10.</summary>
internal static class PushedRequestEndpoint
{
    private static readonly string[] Credentials = [Parameter.ClientSecret, Parameter.ClientAssertion, Parameter.ClientAssertionType];

    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, ClientAuthentication authentication, PassedRequests passed,
        PushedRequests pushed, DPoPProofs proofs, IdTokenHints hints)
    {
        var ct = http.RequestAborted;
        var server = await servers.Current(http);
        var form = await Parameters.Form(http.Request, Parameter.ClientId);
        var app = await authentication.Authenticate(http, form);
        AppOrigins.Require(http, app);
        if (form.Has(Parameter.RequestUri)) throw OAuthException.InvalidRequest("The 'request_uri' parameter must not be present in the request.");

        // What is wrong is said here, to a program, and not later to a person.
        var parameters = await passed.Expand(form.Without(Credentials).With(Parameter.ClientId, app.Id), app, server, ct);
        if (await proofs.PushedKey(http, app, parameters) is { } key) parameters = parameters.With(Parameter.DPoPKey, key);
        var request = AuthorizeRequest.Parse(parameters, app, ReplyTo.For(app, parameters, server), server);
        await hints.Meant(request.IdTokenHint, http.Org, ct);

        var (requestUri, lifetime) = await pushed.Store(request, parameters, ct);
        return JsonAnswer.Of(new PushedRequestResponse { RequestUri = requestUri, ExpiresIn = (long)lifetime.TotalSeconds },
            ProtocolJson.Default.PushedRequestResponse, 201);
    }
}
