using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>
/// GET and POST /account/email and /account/email/confirm: a person changes their own address, where the org lets them. Who has just signed in, with
/// all that they have, says which; the codes that were mailed prove it.
/// </summary>
internal sealed class AccountEmailEndpoint(AccountGuard guard, EmailChanges changes, MailReach reach, Factors factors, RecoveryCodes codes, Seal seal,
    ServerSettings settings, TimeProvider clock)
{
    public const string Path = "/account/email", Confirm = Path + "/confirm";

    /// <summary>The fields of the codes.</summary>
    public const string OfNew = "code-new", OfOld = "code-old";

    private const string Purpose = "email-change";

    public static Task<IResult> Show(HttpContext http, AccountEmailEndpoint endpoint) => endpoint.Show(http);

    public static Task<IResult> Ask(HttpContext http, AccountEmailEndpoint endpoint) => endpoint.Ask(http);

    public static Task<IResult> ShowCodes(HttpContext http, AccountEmailEndpoint endpoint) => endpoint.ShowCodes(http);

    public static Task<IResult> Change(HttpContext http, AccountEmailEndpoint endpoint) => endpoint.Change(http);

    private async Task<IResult> Show(HttpContext http)
    {
        if (NotHere(http) is { } no) return no;
        var (person, first) = await guard.Proven(http, Path);
        return person is var (session, user) ? Form(session, user, await AsksOld(http, session, user)) : first!;
    }

    private async Task<IResult> Ask(HttpContext http)
    {
        var form = await Parameters.Form(http.Request);
        if (NotHere(http) is { } no) return no;
        if ((await guard.Proven(http, Path)).Person is not var (session, user) || !guard.IsFrom(session, form)) return await Show(http);
        var typed = form["email"]?.Trim() ?? "";
        var asksOld = await AsksOld(http, session, user);
        IResult Again(EmailProblem problem, int status = 400) => Form(session, user, asksOld, typed, problem, status);
        if (!EmailAddress.Is(typed)) return Again(EmailProblem.Invalid);
        if (Identifiers.Canonical(typed) == Identifiers.Canonical(user.Email)) return Again(EmailProblem.Same);
        UserDraft draft;
        try
        {
            draft = EmailChanges.Draft(user, typed, reach);
        }
        catch (RuleException)
        {
            return Again(reach.Problem(typed) is null ? EmailProblem.Invalid : EmailProblem.Unreachable);
        }
        return await changes.Begin(http.Org, user, draft, asksOld, http.RequestAborted) is { } id
            ? new Found($"{Confirm}?c={seal.Close(Purpose, id, Binding(session))}") : Again(EmailProblem.TooMany, 429);
    }

    private async Task<IResult> ShowCodes(HttpContext http) =>
        await Waiting(http) is var (session, user, _, change) ? Codes(http, session, user, change, wrong: false) : await Show(http);

    private async Task<IResult> Change(HttpContext http)
    {
        var form = await Parameters.Form(http.Request);
        if (await Waiting(http) is not var (session, user, id, change) || !guard.IsFrom(session, form)) return await Show(http);
        try
        {
            if (await changes.Finish(user.Doing(http), user, id, form[OfNew] ?? "", form[OfOld] ?? "", reach) is not null)
                return AccountOverview.Back("email", "profile");
        }
        catch (RuleException)
        {
            // Somebody else has what nobody else may have, by now: told like a wrong code.
        }
        return Codes(http, session, user, change, wrong: true);
    }

    /// <summary>The change of this browser that waits for its codes.</summary>
    private async Task<(Session Session, User User, string Id, EmailChange Change)?> Waiting(HttpContext http)
    {
        if (!IsOpen(http.Org) || await guard.Current(http) is not var (session, user)) return null;
        if (seal.TryOpen(Purpose, http.Request.Query["c"].ToString(), Binding(session)) is not { } id) return null;
        return await changes.Find(user, id, http.RequestAborted) is { } change ? (session, user, id, change) : null;
    }

    /// <summary>
    /// Whoever has shown a second factor that is no mailbox has shown more than the old mailbox would: unless one was added so lately that whoever knows
    /// the password alone may have added it, and its owner may not have read of it.
    /// </summary>
    private async Task<bool> AsksOld(HttpContext http, Session session, User user)
    {
        if (!Assurance.Has(session.Amr, Assurance.Mfa) || Assurance.Has(session.Amr, Assurance.Mailbox)) return true;
        var since = clock.Now - OneTimeLinks.Lifetime;
        var own = (await factors.Of(user, http.RequestAborted)).Where(factor => factor.Active && factor.Type != FactorType.Email).ToArray();
        return own.Length == 0 || own.Any(factor => (factor.ActivatedAt ?? factor.CreatedAt) > since)
            || await codes.AnyMadeSince(user, since, http.RequestAborted);
    }

    private static string Binding(Session session) => $"{session.OrgId} {session.Id}";

    private Page Form(Session session, User user, bool asksOld, string? typed = null, EmailProblem? problem = null,
        int status = 200) => Page.Of(new AccountEmailPage
        {
            Email = user.Email, Typed = typed, AsksOld = asksOld, Fields = guard.Fields(session), Problem = problem,
            IsLogin = Identifiers.Canonical(user.Login) == Identifiers.Canonical(user.Email),
        }, status);

    private Page Codes(HttpContext http, Session session, User user, EmailChange change, bool wrong) => Page.Of(new EmailCodesPage
    {
        Action = $"{Confirm}?c={Uri.EscapeDataString(http.Request.Query["c"].ToString())}", NewEmail = change.Email,
        OldEmail = change.AsksOld ? user.Email : null, Fields = guard.Fields(session), Wrong = wrong,
    }, wrong ? 400 : 200);

    private bool IsOpen(Org org) => org.ChangesEmail && settings.SendsMail;

    private IResult? NotHere(HttpContext http) => IsOpen(http.Org) ? null
        : HostedPages.Error(http, 404, "not_found", "People do not change their own e-mail addresses in this organization. An administrator can.");
}
