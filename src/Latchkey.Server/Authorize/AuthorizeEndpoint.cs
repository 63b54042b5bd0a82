using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Factors;
using Latchkey.Server.Grants;
using Latchkey.Server.Orgs;
using Latchkey.Server.Sessions;
using Latchkey.Server.SignIn;
using Latchkey.Server.Tokens;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Authorize;

/// <summary>GET and POST {issuer}/v1/authorize. RFC 6749 §4.1.1, OpenID Connect Core §3.1.2, contract §2.1.</summary>
public static class AuthorizeEndpoint
{
    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers.AuthorizationServers servers, Apps.Apps apps,
        Sessions.Sessions sessions, SessionTokens sessionTokens, PassedRequests passed, DeviceSecrets.InterclientTokens interclient, PendingSignIns pending, SignInSteps steps, AuthorizationAnswer answer, Consents consents, IdTokenHints hints, TimeProvider clock)
    {
        var ct = http.RequestAborted;
        var server = await servers.Current(http);
        var sent = await Read(http);

        // Until we know where to answer, a refusal is a page for the person.
        var app = await RequireApp(sent, http.Org, apps, ct);
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
            RequirePushed(parameters, app);
            var request = AuthorizeRequest.Parse(parameters, app, replyTo, server);
            if (!request.Assurance.CanBeMet) throw Assurance.Unmet();
            if (request.PromptEnroll && EnrollAmr.Types(request.EnrollAmrValues).Count == 0) throw OAuthException.InvalidRequest("The 'enroll_amr_values' parameter names no authenticator that can be enrolled here.");
            if (request.PromptCreate && !http.Org.AllowsSignUp) throw OAuthException.InvalidRequest("The 'prompt' value 'create' is not supported: this organization does not let people register themselves.");
            // A token that says who it is, and is no good, leaves nobody: not whoever else may be signed in here.
            var current = parameters[Parameter.SessionToken] is { } token ? await sessionTokens.Redeem(http, token)
                : request.InterclientToken is { } handedOver ? await interclient.Redeem(http, app, handedOver) ?? await sessions.Current(http) : await sessions.Current(http);
            parameters = parameters.Without(Parameter.SessionToken).Without(Parameter.InterclientToken);
            var hinted = await hints.Meant(request.IdTokenHint, http.Org, ct) ?? request.Claims.Subject;

            var person = current is { } here ? await steps.Of(http, request, here.User, here.Session) : null;
            switch (Interactions.Needed(request, person, hinted, clock.Now))
            {
                case Interaction.SignIn when request.PromptNone:
                    throw OAuthException.LoginRequired("The client specified not to prompt, but the user is not logged in.");
                case Interaction.SignIn when CookiesWereHeldBack(http):
                    return AskAgainByGet(http, sent);
                case Interaction.SignIn:
                    return new Found($"{(request.PromptCreate ? SignInSteps.SignUpPage : SignInSteps.FirstPage)}?flow={pending.Begin(http, server, parameters)}");
                case Interaction.SecondFactor or Interaction.Enroll when request.PromptNone:
                    throw OAuthException.InteractionRequired("The client specified not to prompt, but the user has to prove more.");
                case Interaction.Consent when request.PromptNone:
                    throw OAuthException.ConsentRequired((await consents.Missing(request, person!.UserId, silently: true, ct)).Select(scope => scope.Name));
                case Interaction.SecondFactor:
                    return steps.AskForSecondFactor(http, Waiting(request, parameters, clock), Continued(current!.Value, clock));
                case Interaction.Enroll:
                    return steps.AskToEnroll(http, Waiting(request, parameters, clock), Continued(current!.Value, clock));
                case Interaction.Consent:
                    return steps.AskForConsent(http, Waiting(request, parameters, clock), current!.Value.Session);
                default:
                    return await answer.Code(http, request, current!.Value.User, current.Value.Session);
            }
        }
        catch (OAuthException refusal)
        {
            return replyTo.Refusal(http, refusal);
        }
    }

    private static WaitingRequest Waiting(AuthorizeRequest request, Parameters parameters, TimeProvider clock) => new() { Request = request, Parameters = parameters, BegunAt = clock.Seconds };

    /// <summary>What the session knows, with more to come: it will be the same session, under a new secret.</summary>
    private static Proof Continued((Session Session, User User) current, TimeProvider clock) => new(current.User, current.Session.Amr, clock.Now) { SessionId = current.Session.Id };

    /// <summary>RFC 9126 §6, FAPI 2.0 Security Profile §5.3.2.2.</summary>
    private static void RequirePushed(Parameters parameters, App app)
    {
        if ((app.PushedRequestsRequired || app.IsFapi2) && !parameters.Has(Parameter.RequestUri))
            throw OAuthException.InvalidRequest("The client must push its authorization request and send its 'request_uri'.");
    }

    /// <summary>The app a request names. Also asked when a person comes back from signing in.</summary>
    public static async Task<App> RequireApp(Parameters parameters, Org org, Apps.Apps apps, CancellationToken ct)
    {
        if (!parameters.IsSingle(Parameter.ClientId)) throw OAuthException.InvalidRequest("The 'client_id' parameter must be given once.");
        var id = parameters.Required(Parameter.ClientId);
        return await apps.Find(org.Id, id, ct) is { Active: true } app ? app
            : throw OAuthException.InvalidRequest("Invalid value for 'client_id' parameter.", $"{org.Name} ({org.Url}) has no active app {id}.");
    }

    private static async Task<Parameters> Read(HttpContext http) => HttpMethods.IsGet(http.Request.Method) ? new Parameters(http.Request.Query) : await Parameters.Read(http.Request);

    private static Found AskAgainByGet(HttpContext http, Parameters parameters)
    {
        var query = QueryString.Create(parameters.All.Select(p => new KeyValuePair<string, string?>(p.Key, p.Value))).Value!;
        return query.Length <= AuthorizeRequest.LongestWaiting ? new Found(http.Request.Path + query) : throw AuthorizeRequest.TooLong();
    }

    /// <summary>A browser sends no SameSite=Lax cookie with another site's form post; asked again by GET it does.</summary>
    private static bool CookiesWereHeldBack(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && http.Request.Headers["sec-fetch-site"] is { Count: 1 } site && site[0] == "cross-site";
}
