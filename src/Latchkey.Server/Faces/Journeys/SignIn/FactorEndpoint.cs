using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>GET and POST /signin/factor?flow=…: a person who has given one factor gives another. Wrong, used and late answers look the same.</summary>
internal sealed class FactorEndpoint(PendingSignIns pending, SignInSteps steps, Threshold threshold, AuthenticatorKinds kinds, Factors factors,
    SecondFactor second, RecoveryCodes recovery, DeviceChallenges challenges, SystemLog log, TimeProvider clock)
{
    /// <summary>The field that says whether this device is to be remembered.</summary>
    public const string Remember = "remember";

    public static Task<IResult> Show(HttpContext http, FactorEndpoint endpoint) => endpoint.Show(http);

    public static Task<IResult> Submit(HttpContext http, FactorEndpoint endpoint) => endpoint.Submit(http);

    private async Task<IResult> Show(HttpContext http)
    {
        var (asked, elsewhere) = await Due(http, http.Request.Query["with"].ToString());
        if (asked is null) return elsewhere!;
        if (http.Request.Query["with"] == FactorPages.Recovery) return AskForRecovery(http, asked);

        // Loading the page again sends nothing again.
        if (asked.Kind.Sends) await asked.Kind.Challenge(http.Org, asked.Proof.User, [], http.RequestAborted, Wish(http, asked));
        return await Ask(http, asked);
    }

    private async Task<IResult> Submit(HttpContext http)
    {
        var form = await Parameters.Form(http.Request);
        var (asked, elsewhere) = await Due(http, form["with"]);
        if (asked is null) return elsewhere!;
        var (waiting, proof, kind, user, ct) = (asked.Waiting, asked.Proof, asked.Kind, asked.Proof.User, http.RequestAborted);

        if (form["with"] == FactorPages.Recovery) return await Recover(http, asked, form);
        var texts = FactorPages.LanguageOf(http, waiting.Request).Texts;
        if (form.Has("send") && kind.Sends)
            return await kind.TrySend(http.Org, user, ct, Wish(http, asked)) ? await Ask(http, asked, notice: texts.CodeSent)
                : await Ask(http, asked, texts.CodeNotSent);
        var byLink = kind.Sends && form.Has(AwaitedLink.Field);
        if (byLink && await Mailed(http).Links.OpenedBy(http.Org, Subject(asked.Waiting), user, ct) is null) return await Ask(http, asked);
        var answer = kind.AsksDevice ? challenges.Answer(http, Meaning(user), form)
            : byLink ? new FactorAnswer("") { Link = Subject(asked.Waiting) }
            : form["code"] is { } typed ? new FactorAnswer(typed) : null;
        if (answer is null) return await Ask(http, asked, kind.AsksDevice ? texts.PasskeyNotUsed : texts.CodeMissing);

        var outcome = await second.Check(user.Doing(http), user, kind.Type, answer with { Wanted = asked.Key });
        IResult? next = null;
        if (outcome is CodeOutcome.Right right)
        {
            next = await steps.Prove(http, waiting, proof.With(right.Proves, clock.Now) with { Remember = form.Has(Remember) },
                async writing => (!kind.AsksDevice || await challenges.TrySpend(writing, answer)) && await right.Spend(writing));
            if (next is null) outcome = await second.Overtaken(user, kind.Type, ct);
        }
        await log.Record(http.Org, http, FactorEvents.Verified(user, kind.Type, outcome));
        return next ?? await Ask(http, asked, outcome is CodeOutcome.Refused { Told: not null } ? texts.PasskeyNotTaken
            : kind.AsksDevice ? texts.PasskeyWrong : texts.CodeWrong);
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
            ? (new(waiting, flow, proof, could, kind, standing.Decision.MayRemember ? standing.Decision.RemembersByDefault : null)
            {
                Key = standing.Decision.Demand.Key,
            }, null)
            : (null, threshold.AskToEnroll(http, waiting, proof));
    }

    private async Task<IResult> Ask(HttpContext http, AskedFor asked, string? problem = null, string? notice = null)
    {
        var (request, user, kind) = (asked.Waiting.Request, asked.Proof.User, asked.Kind);
        var texts = FactorPages.LanguageOf(http, request).Texts;
        var action = $"{Threshold.SecondFactorPage}?flow={Uri.EscapeDataString(asked.Flow)}";
        var fields = new Dictionary<string, string> { ["with"] = FactorPages.NameOf(kind.Type) };
        var others = FactorPages.Others(action, asked.Could, kind, texts);
        if (await recovery.Left(user, http.RequestAborted) > 0) others = [.. others, ($"{action}&with={FactorPages.Recovery}", texts.Journey.RecoveryUse)];
        if (kind.AsksDevice)
        {
            var mine = await factors.Active(user, kind.Type, http.RequestAborted);
            var challenge = await kind.Challenge(http.Org, user, mine, http.RequestAborted, wanted: asked.Key);
            var question = challenges.Question(http, Meaning(user), challenge!);
            return FactorPages.Show(request, (app, targets) => Page.Of(new PasskeyPage
            {
                UiLocales = request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
                Action = action, Fields = fields, Question = question, Problem = problem, Others = others, CancelUrl = FactorPages.CancelUrl(asked.Flow),
                Remembers = asked.Remembers,
            }));
        }
        var byMail = kind.Type == FactorType.Email;
        var mailed = byMail ? await Mailed(http).Links.Of(http.Org, Subject(asked.Waiting), http.RequestAborted) : null;
        var link = mailed is { State: MailLink.Waiting or MailLink.Opened } && mailed.UserId == user.Id ? mailed : null;
        return FactorPages.Show(request, (app, targets) => Page.Of(new CodePage
        {
            UiLocales = request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Title = texts.ConfirmItsYou, Lead = byMail ? texts.CodeFromMail : texts.CodeFromApp, SentTo = byMail ? MaskedAddress.Of(user.Email) : null,
            Action = action, Fields = fields, Problem = problem, Notice = notice, MayResend = kind.Sends, Others = others,
            CancelUrl = FactorPages.CancelUrl(asked.Flow), Remembers = asked.Remembers,
            Link = AwaitedLink.Of(link, Subject(asked.Waiting), Here(asked)),
        }));
    }

    /// <summary>One of the codes on paper, where nothing else is at hand.</summary>
    private async Task<IResult> Recover(HttpContext http, AskedFor asked, Parameters form)
    {
        var (proof, user, ct) = (asked.Proof, asked.Proof.User, http.RequestAborted);
        var texts = FactorPages.LanguageOf(http, asked.Waiting.Request).Texts;
        if (form["code"] is not { } typed) return AskForRecovery(http, asked, texts.CodeMissing);
        var outcome = await recovery.Check(user.Doing(http), user, typed);
        IResult? next = null;
        if (outcome is CodeOutcome.Right right)
        {
            next = await steps.Prove(http, asked.Waiting, proof.With(right.Proves, clock.Now), right.Spend);
            if (next is null)
            {
                await recovery.Overtaken(user, ct);
                outcome = new CodeOutcome.Refused("used before, or the account changed meanwhile");
            }
        }
        await log.Record(http.Org, http, FactorEvents.Verified(user, RecoveryCodes.Proves.Type, outcome));
        return next ?? AskForRecovery(http, asked, texts.CodeWrong);
    }

    private static IResult AskForRecovery(HttpContext http, AskedFor asked, string? problem = null)
    {
        var texts = FactorPages.LanguageOf(http, asked.Waiting.Request).Texts;
        var action = $"{Threshold.SecondFactorPage}?flow={Uri.EscapeDataString(asked.Flow)}";
        return FactorPages.Show(asked.Waiting.Request, (app, targets) => Page.Of(new CodePage
        {
            UiLocales = asked.Waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Title = texts.ConfirmItsYou, Lead = texts.Journey.RecoveryLead, Action = action, Problem = problem, OfLetters = true,
            Fields = new Dictionary<string, string> { ["with"] = FactorPages.Recovery }, CancelUrl = FactorPages.CancelUrl(asked.Flow),
            Others = [($"{action}&with={FactorPages.NameOf(asked.Kind.Type)}", texts.BackToSignIn)],
        }));
    }

    /// <summary>The page that waits for the mail, by what its handle alone holds.</summary>
    private static string Subject(WaitingRequest waiting) => Secrets.Hash($"factor {waiting.Ticket}");

    private static MailedLinks Mailed(HttpContext http) => http.RequestServices.GetRequiredService<MailedLinks>();

    private static string Here(AskedFor asked) =>
        $"{Threshold.SecondFactorPage}?flow={Uri.EscapeDataString(asked.Flow)}&with={FactorPages.NameOf(asked.Kind.Type)}";

    private static MailLinkWish? Wish(HttpContext http, AskedFor asked) =>
        asked.Waiting.Ticket is null ? null : Mailed(http).Wish(http, Subject(asked.Waiting), asked.Waiting.Request.App, Here(asked));

    /// <summary>What a device's answer is for.</summary>
    private static string Meaning(User user) => $"factor {user.Id}";

    private sealed record AskedFor(WaitingRequest Waiting, string Flow, Proof Proof, Provable Could, AuthenticatorKind Kind, bool? Remembers)
    {
        /// <summary>What a passkey has to be.</summary>
        public KeyTraits Key { get; init; }
    }
}
