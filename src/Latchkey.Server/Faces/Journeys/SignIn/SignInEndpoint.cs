using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>GET and POST /signin?flow=…: the page where a person proves who they are. Plain forms, no script.</summary>
internal static class SignInEndpoint
{
    /// <summary>Without a flow, whoever came by themselves signs in to the org's own page.</summary>
    public static async Task<IResult> Show(HttpContext http, PendingSignIns pending, Sessions sessions, WidgetPages widgets)
    {
        if (!http.Request.Query.ContainsKey("flow"))
            return new Found(await sessions.Current(http) is null ? $"{Threshold.FirstPage}?flow={await pending.BeginHome(http)}" : "/");
        var flow = http.Request.Query["flow"].ToString();
        if (await pending.Resume(http, flow) is not { } waiting) return HostedPages.SignInExpired(http);
        if (await widgets.LeadsTo(http, waiting, flow) is { } there) return new Found(there);
        if (http.Request.Query.ContainsKey(SignInPages.OtherName)) return await Page(http, waiting, flow, null, null);
        return await Page(http, waiting, flow, HalfWay(waiting)?.User.Login ?? waiting.Named ?? waiting.Request.LoginHint, null);
    }

    public static async Task<IResult> Submit(HttpContext http, PendingSignIns pending, PasswordSignIn passwords, SignInSteps steps, Users users, Seal seal,
        BrowserCookie browsers, RememberedNames names, SystemLog log, TimeProvider clock)
    {
        var flow = http.Request.Query["flow"].ToString();
        var form = await Parameters.Form(http.Request);
        if (await pending.Resume(http, flow) is not { } waiting) return HostedPages.SignInExpired(http);

        var providers = http.RequestServices.GetRequiredService<SignInProviders>();
        var (identifier, password) = (form["identifier"], form["password"]);
        if (http.Org.IdentifierFirst && form.Has(NameAlone)) return await Name(http, pending, names, providers, waiting, flow, form);
        if (string.IsNullOrWhiteSpace(identifier)) return await Page(http, waiting, flow, null, SignInProblem.IdentifierMissing);
        // Whoever has shown a passkey here goes on here.
        if (HalfWay(waiting) is null && await providers.Routed(http, waiting.Request.App, identifier) is { } elsewhere)
            return new Found(SignInProviders.Address(elsewhere.Id, flow));
        if (password is null) return await Page(http, waiting, flow, identifier, SignInProblem.PasswordMissing);

        PasswordOutcome outcome;
        try
        {
            outcome = await passwords.Check(http, identifier, password);
        }
        catch (PasswordQueueFullException)
        {
            http.Response.Headers.RetryAfter = "5";
            return await Page(http, waiting, flow, identifier, SignInProblem.Busy);
        }

        IResult? next = null;
        if (outcome is PasswordOutcome.Ok { EndsAt: not null } soon && HalfWay(waiting) is null && waiting.Recovered != soon.User.Id)
            next = ExpiredPasswordEndpoint.Remind(http, flow, soon.User, form.Has("keep"), seal, browsers, clock);
        else if (outcome is PasswordOutcome.Ok ok)
        {
            var amr = waiting.Recovered == ok.User.Id ? Assurance.Recovered : PasswordSignIn.Amr;
            var proof = HalfWay(waiting) is { } half && half.User.Id == ok.User.Id ? half with { Amr = Assurance.Raised(half.Amr, Evidence.Password) }
                : new Proof(ok.User, amr, clock.Now);
            proof = proof with { Keeps = form.Has("keep") };
            next = await steps.Prove(http, waiting, proof, w => users.RecordSuccess(w, ok.User));
            if (next is null) outcome = new PasswordOutcome.Refused(ok.User, "locked or changed meanwhile");
            else if (next is KeptOut kept) outcome = new PasswordOutcome.Refused(ok.User, kept.Reason);
            else
            {
                if (waiting.KeepsName) names.Keep(http, identifier);
                if (ok.Old) await passwords.Renew(ok.User, password, http.RequestAborted);
            }
        }
        else if (outcome is PasswordOutcome.Expired expired) next = ExpiredPasswordEndpoint.Ask(http, flow, expired.User, seal, browsers, clock);
        await log.Record(http.Org, http, SignInEvents.SignIn(identifier, outcome, waiting.Request.App is { IsHome: false } app ? app.Party : null));
        return next ?? await Page(http, waiting, flow, identifier,
            outcome is PasswordOutcome.Refused { ShowsLock: true } ? SignInProblem.LockedOut : SignInProblem.NoMatch);
    }

    /// <summary>
    /// Who they say they are, on a page of its own. Nothing is looked up: whatever was typed leads to the same next page (threats row 20).
    /// </summary>
    private static async Task<IResult> Name(HttpContext http, PendingSignIns pending, RememberedNames names, SignInProviders providers,
        WaitingRequest waiting, string flow, Parameters form)
    {
        if (form.Has("forget"))
        {
            names.Forget(http);
            return new Found($"{Threshold.FirstPage}?flow={Uri.EscapeDataString(flow)}&{SignInPages.OtherName}=1");
        }
        var name = form["identifier"]?.Trim();
        if (string.IsNullOrEmpty(name) || name.Length > LongestName) return await Page(http, waiting, flow, null, SignInProblem.IdentifierMissing);
        if (HalfWay(waiting) is null && await providers.Routed(http, waiting.Request.App, name) is { } elsewhere)
            return new Found(SignInProviders.Address(elsewhere.Id, flow));
        return new Found($"{Threshold.FirstPage}?flow={pending.Carry(http, waiting with { Named = name, KeepsName = form.Has("remember") })}");
    }

    /// <summary>The field that says that the page had no other.</summary>
    public const string NameAlone = "name-alone";

    private const int LongestName = 255;

    /// <summary>GET /signin/cancel?flow=…: back to the app with empty hands. RFC 6749 §4.1.2.1.</summary>
    public static async Task<IResult> Cancel(HttpContext http, PendingSignIns pending) =>
        await pending.Resume(http, http.Request.Query["flow"].ToString()) is { } waiting ? waiting.ReplyTo.Refusal(http, Cancelled())
            : HostedPages.SignInExpired(http);

    public static OAuthException Cancelled() => OAuthException.AccessDenied("The resource owner denied the request.");

    /// <summary>Somebody has shown a passkey, or has a session, and the password is what is missing.</summary>
    private static Proof? HalfWay(WaitingRequest waiting) => waiting.Proof is { } proof && !Assurance.Has(proof.Amr, Assurance.Password) ? proof : null;

    private static Task<IResult> Page(HttpContext http, WaitingRequest waiting, string flow, string? identifier, SignInProblem? problem) =>
        SignInPages.SignIn(http, waiting.Request, flow, identifier, problem, half: HalfWay(waiting) is not null,
            keyed: HalfWay(waiting) is not { } half || !Assurance.IsMailboxAlone(half.Amr));
}
