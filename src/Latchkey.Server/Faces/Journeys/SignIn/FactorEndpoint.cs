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
    private const string Mail = "mail";
    private const string App = "app";

    public static async Task<IResult> Show(HttpContext http, PendingSignIns pending, SignInSteps steps, Factors factors, MailedCodes mailed)
    {
        var flow = http.Request.Query["flow"].ToString();
        if (await pending.Resume(http, flow) is not { } waiting) return HostedPages.SignInExpired(http);
        if (waiting.Proof is not { } proof) return steps.StartOver(http, waiting);
        var could = (await factors.ProvableBy(proof.User, http.RequestAborted)).Beyond(proof.Amr);
        if (Chosen(http.Request.Query["with"].ToString(), could) is not { } type) return steps.AskToEnroll(http, waiting, proof);

        // Loading the page again sends nothing again.
        if (type == FactorType.Email && !await mailed.IsWaiting(proof.User, http.RequestAborted)) await mailed.TrySend(http.Org, proof.User, http.RequestAborted);
        return Ask(http, waiting, flow, proof, could, type);
    }

    public static async Task<IResult> Submit(HttpContext http, PendingSignIns pending, SignInSteps steps, Factors factors, MailedCodes mailed, SecondFactor second, SystemLog log)
    {
        var flow = http.Request.Query["flow"].ToString();
        var form = await Parameters.Form(http.Request);
        if (await pending.Resume(http, flow) is not { } waiting) return HostedPages.SignInExpired(http);
        if (waiting.Proof is not { } proof) return steps.StartOver(http, waiting);
        var ct = http.RequestAborted;
        var could = (await factors.ProvableBy(proof.User, ct)).Beyond(proof.Amr);
        if (Chosen(form["with"], could) is not { } type) return steps.AskToEnroll(http, waiting, proof);

        var texts = FactorPages.LanguageOf(http, waiting.Request).Texts;
        if (form.Has("send") && type == FactorType.Email)
            return await mailed.TrySend(http.Org, proof.User, ct) ? Ask(http, waiting, flow, proof, could, type, notice: texts.CodeSent) : Ask(http, waiting, flow, proof, could, type, texts.CodeNotSent);
        if (form["code"] is not { } typed) return Ask(http, waiting, flow, proof, could, type, texts.CodeMissing);

        var outcome = await second.Check(proof.User, type, typed, ct);
        IResult? next = null;
        if (outcome is CodeOutcome.Right right)
        {
            next = await steps.Prove(http, waiting, proof with { Amr = Assurance.Raised(proof.Amr, type) }, right.Spend);
            if (next is null) outcome = await second.Overtaken(proof.User, ct);
        }
        await log.Record(http.Org, http, FactorEvents.Verified(proof.User, type, outcome));
        if (outcome is CodeOutcome.Refused { Locked: true }) await log.Record(http.Org, http, FactorEvents.AccountLocked(proof.User));
        return next ?? Ask(http, waiting, flow, proof, could, type, texts.CodeWrong);
    }

    private static string? Chosen(string? with, Provable could) => with switch
    {
        Mail when could.Mail => FactorType.Email,
        App when could.App => FactorType.Totp,
        _ => could.First,
    };

    private static IResult Ask(HttpContext http, WaitingRequest waiting, string flow, Proof proof, Provable could, string type, string? problem = null, string? notice = null)
    {
        var language = FactorPages.LanguageOf(http, waiting.Request);
        var texts = language.Texts;
        var action = $"{SignInSteps.SecondFactorPage}?flow={Uri.EscapeDataString(flow)}";
        var byMail = type == FactorType.Email;
        return FactorPages.Show(waiting.Request, (app, targets) => Page.Of(new CodePage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Title = texts.ConfirmItsYou, Lead = byMail ? texts.CodeFromMail : texts.CodeFromApp, SentTo = byMail ? MaskedAddress.Of(proof.User.Email) : null,
            Action = action, Fields = new Dictionary<string, string> { ["with"] = byMail ? Mail : App },
            Problem = problem, Notice = notice, MayResend = byMail,
            Other = byMail && could.App ? ($"{action}&with={App}", texts.UseAppInstead) : !byMail && could.Mail ? ($"{action}&with={Mail}", texts.UseMailInstead) : null,
            CancelUrl = FactorPages.CancelUrl(flow),
        }));
    }
}
