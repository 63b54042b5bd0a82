using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Interact;

/// <summary>POST {issuer}/v1/interact: an app begins a sign-in in pages of its own. Contract §4.</summary>
internal static class InteractEndpoint
{
    private static readonly string[] Credentials = [Parameter.ClientSecret, Parameter.ClientAssertion, Parameter.ClientAssertionType];

    /// <summary>They would stand for somebody; links of this server lead to pages of its own.</summary>
    private static readonly string[] NotTaken = ["activation_token", "recovery_token", Parameter.Request, Parameter.RequestUri];

    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, ClientAuthentication authentication,
        IdxTransactions transactions, IdTokenHints hints)
    {
        var server = await servers.Current(http);
        var form = await Parameters.Form(http.Request, Parameter.ClientId);
        var app = await authentication.Authenticate(http, form);
        AppOrigins.Require(http, app);
        if (!app.GrantTypes.Contains(GrantType.InteractionCode))
            throw OAuthException.AccessDenied($"The client is not authorized to use the grant type '{GrantType.InteractionCode}'.", 400);
        if (NotTaken.FirstOrDefault(form.Has) is { } refused) throw OAuthException.InvalidRequest($"The '{refused}' parameter is not supported here.");

        var parameters = form.Without(Credentials).With(Parameter.ClientId, app.Id);
        var request = AuthorizeRequest.ForInteraction(parameters, app, ReplyTo.For(app, parameters, server), server);
        if (!request.Assurance.CanBeMet) throw Assurance.Unmet();
        await hints.Meant(request.IdTokenHint, http.Org, http.RequestAborted);
        var handle = await transactions.Begin(request, parameters, http.RequestAborted);
        return ApiAnswers.Json(new JsonObject { ["interaction_handle"] = handle });
    }
}
