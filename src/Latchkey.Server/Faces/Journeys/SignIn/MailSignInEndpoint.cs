using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.Work;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// POST /signin/code?flow=… and what follows: a mailed code, or the link beside it, instead of a password, where the app's policy is content with that. A
/// name that nobody has walks the same way (threats row 20), and the codes are those of an app's own pages (<see cref="IdxCodes"/>). Decision 0040.
/// </summary>
internal sealed class MailSignInEndpoint(PendingSignIns pending, MailSignInRulebook rulebook, IdxTransactions transactions, IdxCodes codes,
    MailedLinks mailed, SignInSteps steps, Users users, Seal seal, SystemLog log, TimeProvider clock)
{
    public const string Address = "/signin/code";

    private const string Purpose = "mail-sign-in";
    private const int LongestName = 255;

    /// <summary>What it is worth: one mailbox, and nothing else.</summary>
    public static readonly string Amr = string.Join(' ', Evidence.Mailbox.Words);

    public static string Url(string flow) => $"{Address}?flow={Uri.EscapeDataString(flow)}";

    public static Task<IResult> Show(HttpContext http, MailSignInEndpoint endpoint) => endpoint.Show(http);

    public static Task<IResult> Submit(HttpContext http, MailSignInEndpoint endpoint) => endpoint.Submit(http);

    private async Task<IResult> Show(HttpContext http)
    {
        if (await Waiting(http) is not { } waiting) return HostedPages.SignInExpired(http);
        return await Begun(http) is (var handle, var transaction) ? await Page(http, waiting, handle, transaction)
            : new Found($"{Threshold.FirstPage}?flow={Uri.EscapeDataString(FlowOf(http))}");
    }

    private async Task<IResult> Submit(HttpContext http)
    {
        var form = await Parameters.Form(http.Request);
        if (await Waiting(http) is not { } waiting) return HostedPages.SignInExpired(http);
        if (!http.Request.Query.ContainsKey("s")) return await Begin(http, waiting, form["identifier"]?.Trim() ?? "");
        if (await Begun(http) is not (var handle, var transaction)) return steps.StartOver(http, waiting);
        var texts = FactorPages.LanguageOf(http, waiting.Request).Texts;
        if (form.Has("send"))
        {
            if (!Bounded(http)) return await Page(http, waiting, handle, transaction, texts.TooManyAttempts);
            await codes.Send(http, transaction, Wish(http, waiting, handle));
            return await Page(http, waiting, handle, transaction, notice: texts.CodeSent);
        }
        if (form.Has(AwaitedLink.Field)) return await Opened(http, waiting, handle, transaction);
        if (form["code"] is not { } typed) return await Page(http, waiting, handle, transaction, texts.CodeMissing);
        var user = await codes.Try(transaction, typed, http.RequestAborted);
        return (user is null ? null : await SignIn(http, waiting, transaction, user, w => codes.TrySpend(w, transaction)))
            ?? await Page(http, waiting, handle, transaction, texts.CodeWrong);
    }

    private async Task<IResult> Begin(HttpContext http, WaitingRequest waiting, string name)
    {
        var (flow, ct) = (FlowOf(http), http.RequestAborted);
        if (name.Length is 0 or > LongestName || name.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter)))
            return await SignInPages.SignIn(http, waiting.Request, flow, null, SignInProblem.IdentifierMissing);
        if (await http.RequestServices.GetRequiredService<SignInProviders>().Routed(http, waiting.Request.App, name) is { } elsewhere)
            return new Found(SignInProviders.Address(elsewhere.Id, flow));
        if (!Bounded(http)) return await SignInPages.SignIn(http, waiting.Request, flow, name, SignInProblem.TooManyAttempts);
        var handle = await transactions.Begin(waiting.Request, waiting.Parameters, ct);
        var begun = (await transactions.Find(http.Org.Id, handle, ct))! with { Identifier = name, Kind = FactorType.Email };
        await transactions.TryMove(begun, ct);
        await codes.Send(http, begun, Wish(http, waiting, handle));
        return new Found(Here(http, handle));
    }

    private async Task<IResult> Opened(HttpContext http, WaitingRequest waiting, string handle, IdxTransaction transaction)
    {
        var ct = http.RequestAborted;
        if (await mailed.Links.Of(http.Org, Subject(handle), ct) is not { UserId: { } id } || await users.Read(http.Org.Id, id, ct) is not { } user
            || await mailed.Links.OpenedBy(http.Org, Subject(handle), user, ct) is not { } link) return await Page(http, waiting, handle, transaction);
        return await SignIn(http, waiting, transaction, user, w => mailed.Links.TryUse(w, link)) ?? steps.StartOver(http, waiting);
    }

    /// <summary>Whoever reads the mail: the rules say whether that is enough. The code, the link and what they waited in end with it.</summary>
    private async Task<IResult?> SignIn(HttpContext http, WaitingRequest waiting, IdxTransaction transaction, User user, Func<Writing, Task<bool>> counts)
    {
        IResult? next = null;
        if (AccountGate.RefusalToSignIn(user, clock.Now) is null)
            next = await steps.Prove(http, waiting, new Proof(user, Amr, clock.Now), async w =>
            {
                if (!await counts(w) || !await users.RecordSignature(w, user)) return false;
                await codes.Void(w, transaction);
                await transactions.End(w, transaction);
                await users.VerifyEmail(w, user);
                return true;
            });
        PasswordOutcome seen = next is null ? new PasswordOutcome.Refused(user, "mailed code: used before, or the account may not sign in")
            : next is KeptOut kept ? new PasswordOutcome.Refused(user, kept.Reason) : new PasswordOutcome.Ok(user, Old: false);
        await log.Record(http.Org, http, SignInEvents.SignIn(user.Login, seen, waiting.Request.App.Party));
        return next;
    }

    /// <summary>The request, where a mailed code may begin its sign-in, and nothing has been proven yet.</summary>
    private async Task<WaitingRequest?> Waiting(HttpContext http) =>
        await pending.Resume(http, FlowOf(http)) is { Proof: null } waiting
        && await rulebook.Lets(http.Org, waiting.Request.App, http.RequestAborted) ? waiting : null;

    private async Task<(string Handle, IdxTransaction Transaction)?> Begun(HttpContext http) =>
        seal.TryOpen(Purpose, http.Request.Query["s"].ToString(), mailed.Binding(http)) is { } handle
        && await transactions.Find(http.Org.Id, handle, http.RequestAborted) is { Identifier: not null, UserId: null } transaction
            ? (handle, transaction) : null;

    private async Task<IResult> Page(HttpContext http, WaitingRequest waiting, string handle, IdxTransaction transaction, string? problem = null,
        string? notice = null)
    {
        var link = await mailed.Links.Of(http.Org, Subject(handle), http.RequestAborted);
        var texts = FactorPages.LanguageOf(http, waiting.Request).Texts;
        var here = Here(http, handle);
        return FactorPages.Show(waiting.Request, (app, targets) => Ground.Pages.Page.Of(new CodePage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Title = texts.CheckMail, Lead = texts.Mailed.FirstSent, SentTo = transaction.Identifier, Action = here, Problem = problem, Notice = notice,
            MayResend = true, CancelUrl = FactorPages.CancelUrl(FlowOf(http)),
            Others = [($"{Threshold.FirstPage}?flow={Uri.EscapeDataString(FlowOf(http))}", texts.Mailed.FirstPassword)],
            Link = AwaitedLink.Of(link, Subject(handle), here),
        }));
    }

    private static string Subject(string handle) => Secrets.Hash($"mail sign-in {handle}");

    private MailLinkWish Wish(HttpContext http, WaitingRequest waiting, string handle) =>
        mailed.Wish(http, Subject(handle), waiting.Request.App, Here(http, handle));

    private string Here(HttpContext http, string handle) => $"{Url(FlowOf(http))}&s={seal.Close(Purpose, handle, mailed.Binding(http))}";

    private static string FlowOf(HttpContext http) => http.Request.Query["flow"].ToString();

    /// <summary>Bounded with those who come without script (threats row 7).</summary>
    private static bool Bounded(HttpContext http) => http.RequestServices.GetRequiredService<BrowserWork>().TryWithoutPage(http);
}
