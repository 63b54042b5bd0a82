using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// GET and POST /signin/enroll?flow=…: a person sets a second factor up, because an app asked for one they do not have, or
/// for exactly this (contract §2.1, prompt and enroll_amr_values). Only at the point of a sign-in where it is due:
/// whoever has a factor has proven it by then. Threats row 8.
/// </summary>
public static class EnrollEndpoint
{
    private const string Purpose = "enroll-app";
    private const string Key = "key";

    public static async Task<IResult> Show(HttpContext http, PendingSignIns pending, SignInSteps steps, AuthenticatorKinds kinds, Factors factors, Seal seal)
    {
        if (await Due(http, pending, steps) is not (var waiting, var proof, var elsewhere)) return HostedPages.SignInExpired(http);
        if (elsewhere is not null) return elsewhere;
        var choices = Choices(waiting.Request, kinds);
        var with = FactorPages.TypeNamed(http.Request.Query["with"].ToString());
        var chosen = choices.Count == 1 ? choices[0] : choices.FirstOrDefault(choice => choice.Type == with);
        if (chosen is not { } kind) return Choice(http, waiting, proof, choices);

        if (kind.NewSecret() is { } secret)
        {
            var key = Sealed(seal, waiting, proof, Base32.Encode(secret));
            return await AppPage(http, waiting, proof, kind, factors, key, seal, problem: null);
        }
        if (!JustGiven(proof)) await kind.Challenge(http.Org, proof.User, http.RequestAborted);
        return MailPage(http, waiting, proof, kind);
    }

    public static async Task<IResult> Submit(HttpContext http, PendingSignIns pending, SignInSteps steps, AuthenticatorKinds kinds, Factors factors,
        SecondFactor second, Consents tickets, AccountNotices notices, Seal seal, SystemLog log)
    {
        var form = await Parameters.Form(http.Request);
        if (await Due(http, pending, steps) is not (var waiting, var proof, var elsewhere)) return HostedPages.SignInExpired(http);
        if (elsewhere is not null) return elsewhere;
        var (user, ct) = (proof.User, http.RequestAborted);
        var texts = FactorPages.LanguageOf(http, waiting.Request).Texts;
        var named = FactorPages.TypeNamed(form["with"]) ?? FactorType.Email;
        if (Choices(waiting.Request, kinds).FirstOrDefault(choice => choice.Type == named) is not { } kind) return HostedPages.SignInExpired(http);

        Task<IResult> Again(string? problem, string? notice = null) => kind.Sends ? Task.FromResult(MailPage(http, waiting, proof, kind, problem, notice))
            : AppPage(http, waiting, proof, kind, factors, form[Key], seal, problem);
        if (form.Has("send") && kind.Sends) return await kind.TrySend(http.Org, user, ct) ? await Again(null, texts.CodeSent) : await Again(texts.CodeNotSent);

        var secret = kind.Sends ? null : Opened(seal, waiting, proof, form[Key]);
        if (secret is null && !kind.Sends) return HostedPages.SignInExpired(http);
        var factor = kind.Enroll(user, secret is null ? null : Base32.Decode(secret), active: true);
        CodeOutcome outcome;
        if (kind.Type == FactorType.Email && JustGiven(proof)) outcome = new CodeOutcome.Right(kind.Proves, _ => Task.FromResult(true));
        else if (form["code"] is not { } typed) return await Again(texts.CodeMissing);
        else outcome = await second.CheckFirst(user, factor, typed, ct);
        if (outcome is not CodeOutcome.Right right)
        {
            await log.Record(http.Org, http, FactorEvents.Verified(user, factor.Type, outcome));
            return await Again(texts.CodeWrong);
        }

        var tell = await notices.FactorAdded(http.Org, user, ct);
        async Task<bool> Enrolled(Writing writing)
        {
            if (!await tickets.TryAnswer(writing, waiting.Ticket!)) return false;      // one page, one factor
            await factors.Replace(writing, factor);
            if (!await right.Spend(writing)) return false;
            await kind.Proven(writing, user);
            await tell(writing);
            await log.Record(writing, http.Org, http, FactorEvents.Activated.By(user.Party, user.Party, FactorEvents.Of(factor)));
            return true;
        }
        var next = await steps.Prove(http, waiting, proof with { Amr = Assurance.Raised(proof.Amr, right.Proves) }, Enrolled, enrolled: true);
        if (next is not null) return next;
        await second.Overtaken(user, ct);
        return HostedPages.SignInExpired(http);
    }

    /// <summary>The request, if it is at this point; or where its person has to go instead.</summary>
    private static async Task<(WaitingRequest Waiting, Proof Proof, IResult? Elsewhere)?> Due(HttpContext http, PendingSignIns pending, SignInSteps steps)
    {
        if (await pending.Resume(http, http.Request.Query["flow"].ToString()) is not { Ticket: not null } waiting) return null;
        if (waiting.Proof is not { } proof) return (waiting, null!, steps.StartOver(http, waiting));
        return await steps.Next(http, waiting, proof) switch
        {
            Interaction.Enroll => (waiting, proof, null),
            Interaction.SecondFactor => (waiting, proof, steps.AskForSecondFactor(http, waiting, proof)),
            _ => null,
        };
    }

    /// <summary>What the app asked for, or everything.</summary>
    private static IReadOnlyList<AuthenticatorKind> Choices(AuthorizeRequest request, AuthenticatorKinds kinds)
    {
        var asked = EnrollAmr.Types(request.EnrollAmrValues);
        return [.. kinds.All.Where(kind => asked.Contains(kind.Type))];
    }

    /// <summary>The second factor of this very sign-in was a mailed code: their mailbox is proven.</summary>
    private static bool JustGiven(Proof proof) => proof.SessionId is null && Assurance.Has(proof.Amr, Assurance.Mailbox);

    private static string Sealed(Seal seal, WaitingRequest waiting, Proof proof, string secret) =>
        seal.Close(Purpose, secret, $"{proof.User.Id} {waiting.Ticket}");

    private static string? Opened(Seal seal, WaitingRequest waiting, Proof proof, string? key) =>
        seal.TryOpen(Purpose, key, $"{proof.User.Id} {waiting.Ticket}");

    private static IResult Choice(HttpContext http, WaitingRequest waiting, Proof proof, IReadOnlyList<AuthenticatorKind> choices)
    {
        var language = FactorPages.LanguageOf(http, waiting.Request);
        var texts = language.Texts;
        return FactorPages.Show(waiting.Request, (app, targets) => Page.Of(new EnrollPage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Choices = [.. choices.Select(choice => ($"{Action(http)}&with={FactorPages.NameOf(choice.Type)}", choice.Sends ? texts.EnrollMail : texts.EnrollApp,
                choice.Sends ? texts.EnrollMailText : texts.EnrollAppText, MaskedAddress.Of(proof.User.Email)))],
            CancelUrl = FactorPages.CancelUrl(http.Request.Query["flow"].ToString()),
        }));
    }

    private static async Task<IResult> AppPage(HttpContext http, WaitingRequest waiting, Proof proof, AuthenticatorKind kind, Factors factors,
        string? key, Seal seal, string? problem)
    {
        if (Opened(seal, waiting, proof, key) is not { } secret) return HostedPages.SignInExpired(http);
        var replaces = !kind.Several && (await factors.Active(proof.User, kind.Type, http.RequestAborted)).Count > 0;
        return FactorPages.Show(waiting.Request, (app, targets) => Page.Of(new EnrollAppPage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Action = Action(http), Login = proof.User.Login, Secret = secret, Replaces = replaces, Problem = problem,
            Fields = new Dictionary<string, string> { ["with"] = FactorPages.NameOf(kind.Type), [Key] = key! },
            CancelUrl = FactorPages.CancelUrl(http.Request.Query["flow"].ToString()),
        }));
    }

    private static IResult MailPage(HttpContext http, WaitingRequest waiting, Proof proof, AuthenticatorKind kind,
        string? problem = null, string? notice = null)
    {
        var language = FactorPages.LanguageOf(http, waiting.Request);
        var texts = language.Texts;
        var given = JustGiven(proof);
        return FactorPages.Show(waiting.Request, (app, targets) => Page.Of(new CodePage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Title = texts.EnrollMail, Lead = given ? texts.EnrollMailText : texts.CodeFromMail, SentTo = MaskedAddress.Of(proof.User.Email),
            Action = Action(http), Fields = new Dictionary<string, string> { ["with"] = FactorPages.NameOf(kind.Type) }, Problem = problem, Notice = notice,
            MayResend = !given, AsksForCode = !given, CancelUrl = FactorPages.CancelUrl(http.Request.Query["flow"].ToString()),
        }));
    }

    private static string Action(HttpContext http) => $"{SignInSteps.EnrollPage}?flow={Uri.EscapeDataString(http.Request.Query["flow"].ToString())}";
}
