using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignUp;

/// <summary>
/// GET and POST /signup?flow=… and /signup/verify?flow=…: people make accounts for themselves, where the org lets them, and
/// go on to the app they came from. OpenID Connect Initiating User Registration 1.0 §2.
/// </summary>
internal static class SignUpEndpoint
{
    private const string Purpose = "sign-up-page";

    public static async Task<IResult> Show(HttpContext http, PendingSignIns pending, SignUpRulebook rulebook, PasswordChoice choice)
    {
        var (waiting, action) = await Asked(http, pending, rulebook);
        if (action is null) return NotHere(http);
        return waiting is null ? HostedPages.SignInExpired(http)
            : Form(http, waiting.Request, FlowOf(http), new Parameters([]), waiting.Request.LoginHint,
                await choice.OfNew(http.Org, action.Groups, http.RequestAborted));
    }

    public static async Task<IResult> Submit(HttpContext http, PendingSignIns pending, SignUpRulebook rulebook, SignUps signUps, MailReach reach,
        PasswordHashing hashing, PasswordChoice choice, Seal seal, BrowserCookie browsers, SignUpHook hook)
    {
        var (waiting, action) = await Asked(http, pending, rulebook);
        if (action is null) return NotHere(http);
        if (waiting is null) return HostedPages.SignInExpired(http);
        var (flow, form) = (FlowOf(http), await Parameters.Form(http.Request));
        var settings = await choice.OfNew(http.Org, action.Groups, http.RequestAborted);

        IResult Again(SignUpProblem problem, IReadOnlyList<PasswordRule>? broken = null, string? sentence = null) =>
            Form(http, waiting.Request, flow, form, form["email"], settings, problem, broken, sentence);
        var language = FactorPages.LanguageOf(http, waiting.Request);
        if (DraftOf(form, language.Tag, reach, out var problem) is not { } draft) return Again(problem);
        var password = form["password"] ?? "";
        if (PasswordPolicy.Broken(settings, password, draft.Profile, http.Org) is { Count: > 0 } broken) return Again(SignUpProblem.Password, broken);

        var answer = await hook.Ask(http, action.HookId, draft);
        if (answer is not SignUpAnswer.Allowed(var agreed)) return Again(SignUpProblem.Denied, sentence: ((SignUpAnswer.Denied)answer).Sentence);

        string hash;
        try
        {
            hash = await hashing.Hash(password, http.RequestAborted);
        }
        catch (PasswordQueueFullException)
        {
            http.Response.Headers.RetryAfter = "5";
            return Again(SignUpProblem.Busy);
        }
        var id = await signUps.Begin(http.Org, language, agreed, hash, http.RequestAborted);
        return new Found($"/signup/verify?flow={Uri.EscapeDataString(flow)}&s={seal.Close(Purpose, id, Binding(http, browsers))}");
    }

    public static async Task<IResult> ShowVerify(HttpContext http, PendingSignIns pending, SignUpRulebook rulebook, SignUps signUps, Seal seal,
        BrowserCookie browsers)
    {
        if ((await Asked(http, pending, rulebook)).Action is null) return NotHere(http);
        return await Waiting(http, pending, signUps, seal, browsers) is (var waiting, _, var email) ? Code(http, waiting, email, null)
            : HostedPages.SignInExpired(http);
    }

    public static async Task<IResult> Verify(HttpContext http, PendingSignIns pending, SignUpRulebook rulebook, SignUps signUps, SignInSteps steps,
        Users users, Seal seal, BrowserCookie browsers, TimeProvider clock)
    {
        if ((await Asked(http, pending, rulebook)).Action is not { } action) return NotHere(http);
        var form = await Parameters.Form(http.Request);
        if (await Waiting(http, pending, signUps, seal, browsers) is not (var waiting, var id, var email)) return HostedPages.SignInExpired(http);
        var texts = FactorPages.LanguageOf(http, waiting.Request).Texts;
        if (form["code"] is not { } typed) return Code(http, waiting, email, texts.CodeMissing);
        if (await signUps.Finish(http, id, typed, action.Groups) is not { } user) return Code(http, waiting, email, texts.CodeWrong);

        // Whoever chose the password in this browser a moment ago has just proven it.
        return await steps.Prove(http, waiting, new Proof(user, PasswordSignIn.Amr, clock.Now), w => users.RecordSuccess(w, user))
            ?? steps.StartOver(http, waiting);
    }

    /// <summary>The waiting request, and what the policy of its app lets strangers do; null: nothing.</summary>
    private static async Task<(WaitingRequest? Waiting, ProfileAction? Action)> Asked(HttpContext http, PendingSignIns pending, SignUpRulebook rulebook)
    {
        var waiting = await pending.Resume(http, FlowOf(http));
        var action = await rulebook.Of(http.Org, waiting?.Request.App ?? App.Home(http.Org), http.RequestAborted);
        return (waiting, action.Register ? action : null);
    }

    private static string FlowOf(HttpContext http) => http.Request.Query["flow"].ToString();

    private static UserDraft? DraftOf(Parameters form, string language, MailReach reach, out SignUpProblem problem)
    {
        var email = form["email"]?.Trim();
        problem = default;
        try
        {
            return UserDraft.Of(new JsonObject
            {
                ["login"] = email, ["email"] = email, ["firstName"] = form["firstName"]?.Trim(), ["lastName"] = form["lastName"]?.Trim(),
                ["preferredLanguage"] = language,
            }, ProfileSchema.OfEveryOrg, reach);
        }
        catch (RuleException rule)
        {
            problem = rule.Fields.Any(field => field is "firstName" or "lastName") ? SignUpProblem.Names
                : EmailAddress.Is(email ?? "") && reach.Problem(email!) is not null ? SignUpProblem.Unreachable : SignUpProblem.Email;
            return null;
        }
    }

    /// <summary>The waiting request, and the sign-up of this browser that belongs to it.</summary>
    private static async Task<(WaitingRequest Waiting, string Id, string Email)?> Waiting(HttpContext http, PendingSignIns pending, SignUps signUps, Seal seal,
        BrowserCookie browsers)
    {
        if (await pending.Resume(http, http.Request.Query["flow"].ToString()) is not { } waiting) return null;
        if (seal.TryOpen(Purpose, http.Request.Query["s"].ToString(), Binding(http, browsers)) is not { } id) return null;
        return await signUps.AddressOf(http.Org, id, http.RequestAborted) is { } email ? (waiting, id, email) : null;
    }

    private static string Binding(HttpContext http, BrowserCookie browsers) => $"{http.Org.Id} {browsers.Known(http)}";

    private static IResult Form(HttpContext http, AuthorizeRequest request, string flow, Parameters typed, string? email, PasswordSettings settings,
        SignUpProblem? problem = null, IReadOnlyList<PasswordRule>? broken = null, string? sentence = null) =>
        FactorPages.Show(request, (app, targets) => Page.Of(new SignUpPage
        {
            UiLocales = request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources, Flow = flow,
            FirstName = typed["firstName"], LastName = typed["lastName"], Email = email, Settings = settings, Problem = problem,
            Broken = broken ?? [], Sentence = sentence,
        }, problem is SignUpProblem.Busy ? 503 : 200));

    private static IResult Code(HttpContext http, WaitingRequest waiting, string email, string? problem)
    {
        var language = FactorPages.LanguageOf(http, waiting.Request);
        var texts = language.Texts;
        var flow = http.Request.Query["flow"].ToString();
        return FactorPages.Show(waiting.Request, (app, targets) => Page.Of(new CodePage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Title = texts.CheckMail, Lead = texts.CheckMailText, SentTo = email, Problem = problem,
            Action = $"/signup/verify?flow={Uri.EscapeDataString(flow)}&s={http.Request.Query["s"]}",
            Others = [($"{SignInSteps.SignUpPage}?flow={Uri.EscapeDataString(flow)}", texts.StartAgain)],
        }));
    }

    private static IResult NotHere(HttpContext http) => HostedPages.Error(http, 404, "not_found", "This organization does not let people register themselves.");
}
