using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.Work;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Ground.Languages;
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
        if (DraftOf(form, language, reach, out var problem) is not { } draft) return Again(problem);
        var password = form["password"] ?? "";
        if (PasswordPolicy.Broken(settings, password, draft.Profile, http.Org) is { Count: > 0 } broken) return Again(SignUpProblem.Password, broken);

        // The last thing before what costs us: whoever mistyped something does not do another sum for it.
        var worked = await http.RequestServices.GetRequiredService<BrowserWork>().Check(http, Purpose, form);
        if (worked is not WorkOutcome.Done) return Again(ProblemOf(worked));

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
        var mailed = http.RequestServices.GetRequiredService<MailedLinks>();
        string Onward(string id) => $"/signup/verify?flow={Uri.EscapeDataString(flow)}&s={seal.Close(Purpose, id, Binding(http, browsers))}";
        var begun = await signUps.Begin(http.Org, language, agreed, hash, id => mailed.Wish(http, SignUps.SubjectOf(id), waiting.Request.App, Onward(id)),
            http.RequestAborted);
        return new Found(Onward(begun));
    }

    public static async Task<IResult> ShowVerify(HttpContext http, PendingSignIns pending, SignUpRulebook rulebook, SignUps signUps, Seal seal,
        BrowserCookie browsers)
    {
        if ((await Asked(http, pending, rulebook)).Action is null) return NotHere(http);
        return await Waiting(http, pending, signUps, seal, browsers) is (var waiting, var id, var email) ? await Code(http, waiting, id, email, null)
            : HostedPages.SignInExpired(http);
    }

    public static async Task<IResult> Verify(HttpContext http, PendingSignIns pending, SignUpRulebook rulebook, SignUps signUps, SignInSteps steps,
        Users users, Seal seal, BrowserCookie browsers, TimeProvider clock)
    {
        if ((await Asked(http, pending, rulebook)).Action is not { } action) return NotHere(http);
        var form = await Parameters.Form(http.Request);
        if (await Waiting(http, pending, signUps, seal, browsers) is not (var waiting, var id, var email)) return HostedPages.SignInExpired(http);
        var texts = FactorPages.LanguageOf(http, waiting.Request).Texts;
        User? user;
        if (form.Has(AwaitedLink.Field))
        {
            var links = http.RequestServices.GetRequiredService<MailLinks>();
            if ((user = await signUps.FinishByLink(http, links, id, action.Groups)) is null) return await Code(http, waiting, id, email, null);
        }
        else if (form["code"] is not { } typed) return await Code(http, waiting, id, email, texts.CodeMissing);
        else if ((user = await signUps.Finish(http, id, typed, action.Groups)) is null) return await Code(http, waiting, id, email, texts.CodeWrong);

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

    private static UserDraft? DraftOf(Parameters form, Language language, MailReach reach, out SignUpProblem problem)
    {
        var email = form["email"]?.Trim();
        problem = default;
        try
        {
            return SignUpDraft.Of(email, form["firstName"], form["lastName"], language, reach);
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
            Broken = broken ?? [], Sentence = sentence, Work = http.RequestServices.GetRequiredService<BrowserWork>().Question(http, Purpose),
        }, problem switch { SignUpProblem.Busy => 503, SignUpProblem.WorkSlowly => 429, _ => 200 }));

    private static SignUpProblem ProblemOf(WorkOutcome worked) => worked switch
    {
        WorkOutcome.NeedsScript => SignUpProblem.WorkNeedsScript,
        WorkOutcome.Slow => SignUpProblem.WorkSlowly,
        _ => SignUpProblem.WorkAgain,
    };

    private static async Task<IResult> Code(HttpContext http, WaitingRequest waiting, string id, string email, string? problem)
    {
        var link = await http.RequestServices.GetRequiredService<MailLinks>().Of(http.Org, SignUps.SubjectOf(id), http.RequestAborted);
        var language = FactorPages.LanguageOf(http, waiting.Request);
        var texts = language.Texts;
        var flow = http.Request.Query["flow"].ToString();
        var here = $"/signup/verify?flow={Uri.EscapeDataString(flow)}&s={http.Request.Query["s"]}";
        return FactorPages.Show(waiting.Request, (app, targets) => Page.Of(new CodePage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Title = texts.CheckMail, Lead = texts.CheckMailText, SentTo = email, Problem = problem,
            Action = here,
            Link = AwaitedLink.Of(link, SignUps.SubjectOf(id), here),
            Others = [($"{SignInSteps.SignUpPage}?flow={Uri.EscapeDataString(flow)}", texts.StartAgain)],
        }));
    }

    internal static IResult NotHere(HttpContext http) =>
        HostedPages.Error(http, 404, "not_found", "This organization does not let people register themselves.");
}
