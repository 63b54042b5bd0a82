using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>GET and POST /signin/factor?flow=…: a person who has given one factor gives another. Wrong, used and late answers look the same.</summary>
internal sealed class FactorEndpoint(PendingSignIns pending, SignInSteps steps, Threshold threshold, AuthenticatorKinds kinds, Factors factors,
    SecondFactor second, DeviceChallenges challenges, SystemLog log, TimeProvider clock)
{
    /// <summary>The field that says whether this device is to be remembered.</summary>
    public const string Remember = "remember";

    public static Task<IResult> Show(HttpContext http, FactorEndpoint endpoint) => endpoint.Show(http);

    public static Task<IResult> Submit(HttpContext http, FactorEndpoint endpoint) => endpoint.Submit(http);

    private async Task<IResult> Show(HttpContext http)
    {
        var (asked, elsewhere) = await Due(http, http.Request.Query["with"].ToString());
        if (asked is null) return elsewhere!;

        // Loading the page again sends nothing again.
        if (asked.Kind.Sends) await asked.Kind.Challenge(http.Org, asked.Proof.User, [], http.RequestAborted);
        return await Ask(http, asked);
    }

    private async Task<IResult> Submit(HttpContext http)
    {
        var form = await Parameters.Form(http.Request);
        var (asked, elsewhere) = await Due(http, form["with"]);
        if (asked is null) return elsewhere!;
        var (waiting, proof, kind, user, ct) = (asked.Waiting, asked.Proof, asked.Kind, asked.Proof.User, http.RequestAborted);

        var texts = FactorPages.LanguageOf(http, waiting.Request).Texts;
        if (form.Has("send") && kind.Sends)
            return await kind.TrySend(http.Org, user, ct) ? await Ask(http, asked, notice: texts.CodeSent) : await Ask(http, asked, texts.CodeNotSent);
        var answer = kind.AsksDevice ? challenges.Answer(http, Meaning(user), form) : form["code"] is { } typed ? new FactorAnswer(typed) : null;
        if (answer is null) return await Ask(http, asked, kind.AsksDevice ? texts.PasskeyNotUsed : texts.CodeMissing);

        var outcome = await second.Check(http.Org, user, kind.Type, answer, ct);
        IResult? next = null;
        if (outcome is CodeOutcome.Right right)
        {
            next = await steps.Prove(http, waiting, proof.With(right.Proves, clock.Now) with { Remember = form.Has(Remember) },
                async writing => (!kind.AsksDevice || await challenges.TrySpend(writing, answer)) && await right.Spend(writing));
            if (next is null) outcome = await second.Overtaken(user, kind.Type, ct);
        }
        await log.Record(http.Org, http, FactorEvents.Verified(user, kind.Type, outcome));
        if (outcome is CodeOutcome.Refused { Locked: true }) await log.Record(http.Org, http, FactorEvents.AccountLocked(user));
        return next ?? await Ask(http, asked, kind.AsksDevice ? texts.PasskeyWrong : texts.CodeWrong);
    }

    /// <summary>What is asked for, or where the person has to go instead.</summary>
    private async Task<(AskedFor? Asked, IResult? Elsewhere)> Due(HttpContext http, string? with)
    {
        var flow = http.Request.Query["flow"].ToString();
        if (await pending.Resume(http, flow) is not { } waiting) return (null, HostedPages.SignInExpired(http));
        if (waiting.Proof is not { } proof) return (null, steps.StartOver(http, waiting));
        var standing = await threshold.Of(http, waiting, proof);
        if (standing.Next is Interaction.KeptOut or Interaction.Password or Interaction.SignIn)
            return (null, await threshold.LeadOn(http, waiting, standing, proof));
        var could = standing.Next == Interaction.SecondFactor ? standing.Decision.Counting : Provable.Nothing;
        if (could.Unknown)
            return (null, HostedPages.Error(http, 503, "temporarily_unavailable", "A second factor is set up that this server does not know.",
                "A newer server set it up. An administrator can remove it."));
        return kinds.Find(FactorPages.TypeNamed(with) is { } named && could.Includes(named) ? named : could.First) is { } kind
            ? (new(waiting, flow, proof, could, kind, standing.Decision.MayRemember ? standing.Decision.RemembersByDefault : null), null)
            : (null, threshold.AskToEnroll(http, waiting, proof));
    }

    private async Task<IResult> Ask(HttpContext http, AskedFor asked, string? problem = null, string? notice = null)
    {
        var (request, user, kind) = (asked.Waiting.Request, asked.Proof.User, asked.Kind);
        var texts = FactorPages.LanguageOf(http, request).Texts;
        var action = $"{Threshold.SecondFactorPage}?flow={Uri.EscapeDataString(asked.Flow)}";
        var fields = new Dictionary<string, string> { ["with"] = FactorPages.NameOf(kind.Type) };
        var others = FactorPages.Others(action, asked.Could, kind, texts);
        if (kind.AsksDevice)
        {
            var mine = await factors.Active(user, kind.Type, http.RequestAborted);
            var challenge = await kind.Challenge(http.Org, user, mine, http.RequestAborted);
            var question = challenges.Question(http, Meaning(user), challenge!);
            return FactorPages.Show(request, (app, targets) => Page.Of(new PasskeyPage
            {
                UiLocales = request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
                Action = action, Fields = fields, Question = question, Problem = problem, Others = others, CancelUrl = FactorPages.CancelUrl(asked.Flow),
                Remembers = asked.Remembers,
            }));
        }
        var byMail = kind.Type == FactorType.Email;
        return FactorPages.Show(request, (app, targets) => Page.Of(new CodePage
        {
            UiLocales = request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Title = texts.ConfirmItsYou, Lead = byMail ? texts.CodeFromMail : texts.CodeFromApp, SentTo = byMail ? MaskedAddress.Of(user.Email) : null,
            Action = action, Fields = fields, Problem = problem, Notice = notice, MayResend = kind.Sends, Others = others,
            CancelUrl = FactorPages.CancelUrl(asked.Flow), Remembers = asked.Remembers,
        }));
    }

    /// <summary>What a device's answer is for.</summary>
    private static string Meaning(User user) => $"factor {user.Id}";

    private sealed record AskedFor(WaitingRequest Waiting, string Flow, Proof Proof, Provable Could, AuthenticatorKind Kind, bool? Remembers);
}
