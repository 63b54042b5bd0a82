using Latchkey.Protocol;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Authorize;

/// <summary>GET and POST {issuer}/v1/authorize. RFC 6749 §4.1.1, OpenID Connect Core §3.1.2, contract §2.1.</summary>
internal static class AuthorizeEndpoint
{
    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, Apps apps,
        Sessions sessions, Handovers handovers, PassedRequests passed, PendingSignIns pending, SignInSteps steps, SignUpRulebook signUps,
        TimeProvider clock)
    {
        var ct = http.RequestAborted;
        var server = await servers.Current(http);
        var sent = await Read(http);

        // Until we know where to answer, a refusal is a page for the person.
        var app = await RequestedApps.Require(sent, http.Org, apps, ct);
        http.Wear(app.BrandId);
        Parameters parameters;
        try
        {
            parameters = await passed.Expand(sent, app, server, ct);
        }
        catch (OAuthException refusal) when (sent.Has(Parameter.RedirectUri) && !PushedRequests.IsOne(sent[Parameter.RequestUri]))
        {
            // OpenID Connect Core §6.1: the address may stand beside a request object, and is the app's own all the same.
            return ReplyTo.For(app, sent, server).Refusal(http, refusal);
        }
        var replyTo = ReplyTo.For(app, parameters, server);

        // From here on, a refusal goes back to the app.
        try
        {
            PassedRequests.RequirePushed(parameters, app);
            var request = AuthorizeRequest.Parse(parameters, app, replyTo, server);
            await AuthenticatorKinds.RequireReachable(http, request.Assurance);
            if (request.PromptEnroll && EnrollAmr.Types(request.EnrollAmrValues).Count == 0)
                throw OAuthException.InvalidRequest("The 'enroll_amr_values' parameter names no authenticator that can be enrolled here.");
            if (request.PromptCreate && !(await signUps.Of(http.Org, app, ct)).Register)
                throw OAuthException.InvalidRequest("The 'prompt' value 'create' is not supported: this organization does not let people register themselves.");
            var current = await sessions.Current(http);
            var brings = request.SessionToken is not null || request.InterclientToken is not null;
            // The browser keeps some cookies back from another site's form; asked again by GET it sends them.
            if (current is null && FetchMetadata.IsForeignPost(http) && (brings || !request.PromptNone)) return AskAgainByGet(server, sent);

            var waiting = new WaitingRequest
            {
                Request = request with { Unseen = request.SessionToken is not null && !FetchMetadata.Navigates(http) }, BegunAt = clock.Seconds,
                Parameters = parameters.Without(Parameter.SessionToken).Without(Parameter.InterclientToken),
            };
            if (!brings) return await steps.Begin(http, waiting, current);
            if (await handovers.Find(http, request) is not { } handover)
                // A session token that says who it is, and is no good, leaves nobody: not whoever else may be signed in here.
                return await steps.Begin(http, waiting, request.SessionToken is null ? current : null);

            switch (await handovers.Decide(http, handover, current, request))
            {
                case HandoverDecision.Take:
                    return await steps.Begin(http, waiting, await handovers.Take(http, handover));
                case HandoverDecision.Ask:
                    return handovers.Ask(http, current!.Value.User, handover, request, pending.BeginAgain(http, waiting));
                default:
                    throw OAuthException.InteractionRequired(HandoverRefusal);
            }
        }
        catch (OAuthException refusal)
        {
            return replyTo.Refusal(http, refusal);
        }
    }

    private const string HandoverRefusal = "Somebody else is signed in in this browser, or it was not going anywhere: "
        + "open the request in a window, where the user can be asked.";

    private static async Task<Parameters> Read(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method)) return new Parameters(http.Request.Query);
        // What stood there would count for nothing: a prompt or a max_age must not be lost without a word.
        if (http.Request.Query.Count > 0) throw OAuthException.InvalidRequest("The parameters of a POST belong in its body, not in its address.");
        return await Parameters.Read(http.Request);
    }

    private static Found AskAgainByGet(AuthorizationServer server, Parameters parameters)
    {
        var address = new Uri(server.Endpoints).AbsolutePath + "/authorize"
            + QueryString.Create(parameters.All.Select(p => new KeyValuePair<string, string?>(p.Key, p.Value)));
        return address.Length <= Lengths.Address ? new Found(address) : throw AuthorizeRequest.TooLong();
    }
}
