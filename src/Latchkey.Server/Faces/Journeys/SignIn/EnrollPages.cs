using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>The pages on which somebody sets a factor up, and what their forms carry: the secret of an app is sealed to this person and this sign-in.</summary>
internal sealed class EnrollPages(Factors factors, DeviceChallenges challenges, Seal seal)
{
    /// <summary>The button for later.</summary>
    public const string Skip = "skip";

    /// <summary>The field that carries it.</summary>
    public const string Key = "key";

    private const string Purpose = "enroll-app";

    /// <summary>The second factor of this very sign-in was a mailed code: their mailbox is proven.</summary>
    public static bool JustGiven(Proof proof) => proof.SessionId is null && Assurance.Has(proof.Amr, Assurance.Mailbox);

    public string Sealed(WaitingRequest waiting, Proof proof, string secret) => seal.Close(Purpose, secret, $"{proof.User.Id} {waiting.Ticket}");

    public string? Opened(WaitingRequest waiting, Proof proof, string? key) => seal.TryOpen(Purpose, key, $"{proof.User.Id} {waiting.Ticket}");

    /// <summary>What the device answered; null: nothing, or to another question.</summary>
    public FactorAnswer? Answer(HttpContext http, WaitingRequest waiting, Proof proof, Parameters form) =>
        challenges.Answer(http, Meaning(waiting, proof), form);

    /// <summary>What a device's answer is for.</summary>
    private static string Meaning(WaitingRequest waiting, Proof proof) => $"enroll {proof.User.Id} {waiting.Ticket}";

    public static Texts TextsOf(HttpContext http, WaitingRequest waiting) => FactorPages.LanguageOf(http, waiting.Request).Texts;

    public static IResult Choice(HttpContext http, WaitingRequest waiting, Proof proof, IReadOnlyList<AuthenticatorKind> choices, bool offered,
        bool required)
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
            CancelUrl = FactorPages.CancelUrl(http.Request.Query["flow"].ToString()), SkipUrl = offered ? Action(http) : null,
            Required = required,
        }));
    }

    public async Task<IResult> Passkey(HttpContext http, WaitingRequest waiting, Proof proof, AuthenticatorKind kind, KeyTraits wanted,
        string? problem = null, bool offered = false)
    {
        var question = challenges.Question(http, Meaning(waiting, proof), (await kind.BeginEnroll(http.Org, proof.User, http.RequestAborted, wanted))!);
        return FactorPages.Show(waiting.Request, (app, targets) => Page.Of(new EnrollPasskeyPage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Action = Action(http), Fields = new Dictionary<string, string> { ["with"] = FactorPages.NameOf(kind.Type) }, Question = question,
            Suggestion = PasskeyNames.Suggested(http, TextsOf(http, waiting)), Problem = problem,
            CancelUrl = Away(http, offered),
        }));
    }

    public async Task<IResult> App(HttpContext http, WaitingRequest waiting, Proof proof, AuthenticatorKind kind, string? key, string? problem,
        bool offered)
    {
        if (Opened(waiting, proof, key) is not { } secret) return HostedPages.SignInExpired(http);
        var replaces = !kind.Several && (await factors.Active(proof.User, kind.Type, http.RequestAborted)).Count > 0;
        return FactorPages.Show(waiting.Request, (app, targets) => Page.Of(new EnrollAppPage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Action = Action(http), Login = proof.User.Login, Secret = secret, Replaces = replaces, Problem = problem,
            Fields = new Dictionary<string, string> { ["with"] = FactorPages.NameOf(kind.Type), [Key] = key! },
            CancelUrl = Away(http, offered),
        }));
    }

    public static IResult Mail(HttpContext http, WaitingRequest waiting, Proof proof, AuthenticatorKind kind,
        string? problem = null, string? notice = null, bool offered = false)
    {
        var (texts, given) = (TextsOf(http, waiting), JustGiven(proof));
        return FactorPages.Show(waiting.Request, (app, targets) => Page.Of(new CodePage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Title = texts.EnrollMail, Lead = given ? texts.EnrollMailText : texts.CodeFromMail, SentTo = MaskedAddress.Of(proof.User.Email),
            Action = Action(http), Fields = new Dictionary<string, string> { ["with"] = FactorPages.NameOf(kind.Type) }, Problem = problem, Notice = notice,
            MayResend = !given, AsksForCode = !given, CancelUrl = Away(http, offered),
        }));
    }

    /// <summary>Back to the choice where there is one to leave it for later; else to the app, with empty hands.</summary>
    private static string Away(HttpContext http, bool offered) => offered ? Action(http) : FactorPages.CancelUrl(http.Request.Query["flow"].ToString());

    private static string Action(HttpContext http) => $"{Threshold.EnrollPage}?flow={Uri.EscapeDataString(http.Request.Query["flow"].ToString())}";
}
