using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>GET and POST /signin/factor?flow=…: a person who has given one factor gives another. Wrong, used and late codes look the same.</summary>
public static class FactorEndpoint
{
    public static async Task<IResult> Show(HttpContext http, PendingSignIns pending, SignInSteps steps, AuthenticatorKinds kinds)
    {
        var flow = http.Request.Query["flow"].ToString();
        if (await pending.Resume(http, flow) is not { } waiting) return HostedPages.SignInExpired(http);
        if (waiting.Proof is not { } proof) return steps.StartOver(http, waiting);
        var could = (await kinds.ProvableBy(proof.User, http.RequestAborted)).Beyond(proof.Amr);
        if (Chosen(kinds, http.Request.Query["with"].ToString(), could) is not { } kind) return steps.AskToEnroll(http, waiting, proof);

        // Loading the page again sends nothing again.
        await kind.Challenge(http.Org, proof.User, http.RequestAborted);
        return Ask(http, waiting, flow, proof, could, kind);
    }

    public static async Task<IResult> Submit(HttpContext http, PendingSignIns pending, SignInSteps steps, AuthenticatorKinds kinds, SecondFactor second,
        SystemLog log)
    {
        var flow = http.Request.Query["flow"].ToString();
        var form = await Parameters.Form(http.Request);
        if (await pending.Resume(http, flow) is not { } waiting) return HostedPages.SignInExpired(http);
        if (waiting.Proof is not { } proof) return steps.StartOver(http, waiting);
        var ct = http.RequestAborted;
        var could = (await kinds.ProvableBy(proof.User, ct)).Beyond(proof.Amr);
        if (Chosen(kinds, form["with"], could) is not { } kind) return steps.AskToEnroll(http, waiting, proof);

        var texts = FactorPages.LanguageOf(http, waiting.Request).Texts;
        if (form.Has("send") && kind.Sends)
            return await kind.TrySend(http.Org, proof.User, ct) ? Ask(http, waiting, flow, proof, could, kind, notice: texts.CodeSent)
                : Ask(http, waiting, flow, proof, could, kind, texts.CodeNotSent);
        if (form["code"] is not { } typed) return Ask(http, waiting, flow, proof, could, kind, texts.CodeMissing);

        var outcome = await second.Check(proof.User, kind.Type, typed, ct);
        IResult? next = null;
        if (outcome is CodeOutcome.Right right)
        {
            next = await steps.Prove(http, waiting, proof with { Amr = Assurance.Raised(proof.Amr, right.Proves) }, right.Spend);
            if (next is null) outcome = await second.Overtaken(proof.User, ct);
        }
        await log.Record(http.Org, http, FactorEvents.Verified(proof.User, kind.Type, outcome));
        if (outcome is CodeOutcome.Refused { Locked: true }) await log.Record(http.Org, http, FactorEvents.AccountLocked(proof.User));
        return next ?? Ask(http, waiting, flow, proof, could, kind, texts.CodeWrong);
    }

    private static AuthenticatorKind? Chosen(AuthenticatorKinds kinds, string? with, Provable could) =>
        kinds.Find(FactorPages.TypeNamed(with) is { } named && could.Includes(named) ? named : could.First);

    private static IResult Ask(HttpContext http, WaitingRequest waiting, string flow, Proof proof, Provable could, AuthenticatorKind kind,
        string? problem = null, string? notice = null)
    {
        var language = FactorPages.LanguageOf(http, waiting.Request);
        var texts = language.Texts;
        var action = $"{SignInSteps.SecondFactorPage}?flow={Uri.EscapeDataString(flow)}";
        var byMail = kind.Type == FactorType.Email;
        var other = could.Kinds.FirstOrDefault(each => each.Type != kind.Type)?.Type;
        return FactorPages.Show(waiting.Request, (app, targets) => Page.Of(new CodePage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Title = texts.ConfirmItsYou, Lead = byMail ? texts.CodeFromMail : texts.CodeFromApp, SentTo = byMail ? MaskedAddress.Of(proof.User.Email) : null,
            Action = action, Fields = new Dictionary<string, string> { ["with"] = FactorPages.NameOf(kind.Type) },
            Problem = problem, Notice = notice, MayResend = kind.Sends,
            Other = other is null ? null
                : ($"{action}&with={FactorPages.NameOf(other)}", other == FactorType.Email ? texts.UseMailInstead : texts.UseAppInstead),
            CancelUrl = FactorPages.CancelUrl(flow),
        }));
    }
}
