using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.DPoP;
using Latchkey.Server.Core.Federation;
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
    private static readonly string[] NotTaken = ["activation_token", "recovery_token"];

    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, ClientAuthentication authentication,
        PassedRequests passed, DPoPProofs proofs, IdxTransactions transactions, IdTokenHints hints, SignInProviders providers)
    {
        var server = await servers.Current(http);
        var form = await Parameters.Form(http.Request, Parameter.ClientId);
        var app = await authentication.Authenticate(http, form);
        AppOrigins.Require(http, app);
        if (!app.GrantTypes.Contains(GrantType.InteractionCode))
            throw OAuthException.AccessDenied($"The client is not authorized to use the grant type '{GrantType.InteractionCode}'.", 400);
        // In pages of its own an app sees passwords, and says yes where people were to be asked (RFC 9700 §2.4).
        if (!app.VouchedFor)
            throw OAuthException.AccessDenied("Only an app that an administrator trusts signs people in on pages of its own; this one registered itself.", 400);
        if (NotTaken.FirstOrDefault(form.Has) is { } refused) throw OAuthException.InvalidRequest($"The '{refused}' parameter is not supported here.");

        // An app that must sign or push what it asks for at /authorize has to here, too.
        var parameters = await passed.Expand(form.Without(Credentials).With(Parameter.ClientId, app.Id), app, server, http.RequestAborted);
        PassedRequests.RequirePushed(parameters, app);
        if (await proofs.PushedKey(http, app, parameters) is { } key) parameters = parameters.With(Parameter.DPoPKey, key);
        var request = AuthorizeRequest.ForInteraction(parameters, app, ReplyTo.For(app, parameters, server), server);
        await AuthenticatorKinds.RequireReachable(http, request.Assurance);
        if (request.Idp is { } idp && idp != http.Org.Id && await providers.Find(http.Org, idp, http.RequestAborted) is null)
            throw OAuthException.Of("unknown_idp", "Identity provider is not valid.");
        await hints.Meant(request.IdTokenHint, http.Org, http.RequestAborted);
        var handle = await transactions.Begin(request, parameters, http.RequestAborted);
        return ApiAnswers.Json(new JsonObject { ["interaction_handle"] = handle });
    }
}
