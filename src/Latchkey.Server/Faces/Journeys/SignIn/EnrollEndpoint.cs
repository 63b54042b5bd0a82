using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// GET and POST /signin/enroll?flow=…: a person sets a second factor up, because an app asked for one they do not have, or
/// for exactly this (contract §2.1, prompt and enroll_amr_values). Only at the point of a sign-in where it is due:
/// whoever has a factor has proven it by then. Threats row 8.
/// </summary>
internal sealed class EnrollEndpoint(PendingSignIns pending, SignInSteps steps, Threshold threshold, AuthenticatorKinds kinds, Factors factors,
    FactorChanges changes, SecondFactor second, DeviceChallenges challenges, Consents tickets, Seal seal, SystemLog log, TimeProvider clock)
{
    private const string Purpose = "enroll-app";
    private const string Key = "key";

    public static Task<IResult> Show(HttpContext http, EnrollEndpoint endpoint) => endpoint.Show(http);

    public static Task<IResult> Submit(HttpContext http, EnrollEndpoint endpoint) => endpoint.Submit(http);

    private async Task<IResult> Show(HttpContext http)
    {
        if (await Due(http) is not (var waiting, var proof, var decision, var elsewhere)) return HostedPages.SignInExpired(http);
        if (elsewhere is not null) return elsewhere;
        var choices = Choices(http, waiting, decision!);
        if (choices.Count == 0) return waiting.ReplyTo.Refusal(http, Assurance.Unmet());
        var with = FactorPages.TypeNamed(http.Request.Query["with"].ToString());
        var chosen = choices.Count == 1 ? choices[0] : choices.FirstOrDefault(choice => choice.Type == with);
        if (chosen is not { } kind) return Choice(http, waiting, proof, choices);

        if (kind.AsksDevice) return await PasskeyPage(http, waiting, proof, kind);
        if (kind.NewSecret() is { } secret) return await AppPage(http, waiting, proof, kind, Sealed(waiting, proof, Base32.Encode(secret)), problem: null);
        if (!JustGiven(proof)) await kind.Challenge(http.Org, proof.User, [], http.RequestAborted);
        return MailPage(http, waiting, proof, kind);
    }

    private async Task<IResult> Submit(HttpContext http)
    {
        var form = await Parameters.Form(http.Request);
        if (await Due(http) is not (var waiting, var proof, var decision, var elsewhere)) return HostedPages.SignInExpired(http);
        if (elsewhere is not null) return elsewhere;
        var (user, ct, texts) = (proof.User, http.RequestAborted, TextsOf(http, waiting));
        var named = FactorPages.TypeNamed(form["with"]) ?? FactorType.Email;
        if (Choices(http, waiting, decision!).FirstOrDefault(choice => choice.Type == named) is not { } kind) return HostedPages.SignInExpired(http);

        Task<IResult> Again(string? problem, string? notice = null) => kind.AsksDevice ? PasskeyPage(http, waiting, proof, kind, problem)
            : kind.Sends ? Task.FromResult(MailPage(http, waiting, proof, kind, problem, notice))
            : AppPage(http, waiting, proof, kind, form[Key], problem);
        if (form.Has("send") && kind.Sends) return await kind.TrySend(http.Org, user, ct) ? await Again(null, texts.CodeSent) : await Again(texts.CodeNotSent);

        var keeps = !kind.Sends && !kind.AsksDevice;
        var secret = keeps ? Opened(waiting, proof, form[Key]) : null;
        if (keeps && secret is null) return HostedPages.SignInExpired(http);
        var factor = kind.Enroll(user, secret is null ? null : Base32.Decode(secret), active: true,
            name: kind.Several ? PasskeyNames.Typed(http, form, texts) : null);
        var answer = kind.AsksDevice ? challenges.Answer(http, Meaning(waiting, proof), form) : form["code"] is { } typed ? new FactorAnswer(typed) : null;
        CodeOutcome outcome;
        if (kind.Type == FactorType.Email && JustGiven(proof)) outcome = new CodeOutcome.Right(kind.Proves, _ => Task.FromResult(true));
        else if (answer is null) return await Again(kind.AsksDevice ? texts.PasskeyNotMade : texts.CodeMissing);
        else outcome = await second.CheckFirst(http.Org, user, factor, answer, ct);
        if (outcome is not CodeOutcome.Right right)
        {
            await log.Record(http.Org, http, FactorEvents.Verified(user, factor.Type, outcome));
            return await Again(kind.AsksDevice ? texts.PasskeyNotMade : texts.CodeWrong);
        }

        var added = await changes.Added(user.Doing(http), user, factor, right);
        var next = await steps.Prove(http, waiting, proof.With(right.Proves, clock.Now),
            // One page, one factor.
            async writing => await tickets.TryAnswer(writing, waiting.Ticket!) && await added(writing), enrolled: right.Proves);
        if (next is not null) return next;
        await second.Overtaken(user, kind.Type, ct);
        return HostedPages.SignInExpired(http);
    }

    /// <summary>The request, if it is at this point; or where its person has to go instead.</summary>
    private async Task<(WaitingRequest Waiting, Proof Proof, SignOnDecision? Decision, IResult? Elsewhere)?> Due(HttpContext http)
    {
        if (await pending.Resume(http, http.Request.Query["flow"].ToString()) is not { Ticket: not null } waiting) return null;
        if (waiting.Proof is not { } proof) return (waiting, null!, null, steps.StartOver(http, waiting));
        var standing = await threshold.Of(http, waiting, proof);
        return standing.Next switch
        {
            Interaction.Enroll => (waiting, proof, standing.Decision, null),
            Interaction.KeptOut or Interaction.Password or Interaction.SecondFactor =>
                (waiting, proof, standing.Decision, await threshold.LeadOn(http, waiting, standing, proof)),
            _ => null,
        };
    }

    /// <summary>What the app asked for, or everything, as far as the policies let people set it up; where one is missing, only what would do.</summary>
    private IReadOnlyList<AuthenticatorKind> Choices(HttpContext http, WaitingRequest waiting, SignOnDecision decision)
    {
        var asked = EnrollAmr.Types(waiting.Request.EnrollAmrValues);
        bool Serves(string type) => decision.Step == AssuranceStep.Enroll ? decision.Enrolling.Contains(type) : decision.MayEnroll(type);
        return [.. kinds.All.Where(kind => asked.Contains(kind.Type) && kind.WorksAt(http.Org) && Serves(kind.Type))];
    }

    /// <summary>The second factor of this very sign-in was a mailed code: their mailbox is proven.</summary>
    private static bool JustGiven(Proof proof) => proof.SessionId is null && Assurance.Has(proof.Amr, Assurance.Mailbox);

    private string Sealed(WaitingRequest waiting, Proof proof, string secret) => seal.Close(Purpose, secret, $"{proof.User.Id} {waiting.Ticket}");

    private string? Opened(WaitingRequest waiting, Proof proof, string? key) => seal.TryOpen(Purpose, key, $"{proof.User.Id} {waiting.Ticket}");

    /// <summary>What a device's answer is for.</summary>
    private static string Meaning(WaitingRequest waiting, Proof proof) => $"enroll {proof.User.Id} {waiting.Ticket}";

    private static Texts TextsOf(HttpContext http, WaitingRequest waiting) => FactorPages.LanguageOf(http, waiting.Request).Texts;

    private static IResult Choice(HttpContext http, WaitingRequest waiting, Proof proof, IReadOnlyList<AuthenticatorKind> choices)
    {
        var texts = TextsOf(http, waiting);
        (string, string) Words(AuthenticatorKind kind) => kind.Type switch
        {
            FactorType.Passkey => (texts.Passkey, texts.EnrollPasskeyText),
            FactorType.Email => (texts.EnrollMail, texts.EnrollMailText),
            _ => (texts.EnrollApp, texts.EnrollAppText),
        };
        return FactorPages.Show(waiting.Request, (app, targets) => Page.Of(new EnrollPage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Choices = [.. choices.Select(choice => (choice, words: Words(choice))).Select(one => ($"{Action(http)}&with={FactorPages.NameOf(one.choice.Type)}",
                one.words.Item1, one.words.Item2, MaskedAddress.Of(proof.User.Email)))],
            CancelUrl = FactorPages.CancelUrl(http.Request.Query["flow"].ToString()),
        }));
    }

    private async Task<IResult> PasskeyPage(HttpContext http, WaitingRequest waiting, Proof proof, AuthenticatorKind kind, string? problem = null)
    {
        var question = challenges.Question(http, Meaning(waiting, proof), (await kind.BeginEnroll(http.Org, proof.User, http.RequestAborted))!);
        return FactorPages.Show(waiting.Request, (app, targets) => Page.Of(new EnrollPasskeyPage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Action = Action(http), Fields = new Dictionary<string, string> { ["with"] = FactorPages.NameOf(kind.Type) }, Question = question,
            Suggestion = PasskeyNames.Suggested(http, TextsOf(http, waiting)), Problem = problem,
            CancelUrl = FactorPages.CancelUrl(http.Request.Query["flow"].ToString()),
        }));
    }

    private async Task<IResult> AppPage(HttpContext http, WaitingRequest waiting, Proof proof, AuthenticatorKind kind, string? key, string? problem)
    {
        if (Opened(waiting, proof, key) is not { } secret) return HostedPages.SignInExpired(http);
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
        var (texts, given) = (TextsOf(http, waiting), JustGiven(proof));
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
