using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>
/// GET and POST /account/password. The old password is the proof: whoever finds a browser open does not have it. Everything else of theirs is signed
/// out.
/// </summary>
internal static class AccountPasswordEndpoint
{
    private const string Path = "/account/password";

    public static async Task<IResult> Show(HttpContext http, AccountGuard guard, PasswordChoice choice)
    {
        if (await guard.Current(http) is not var (session, user)) return await guard.SignInFirst(http, Path);
        return user.PasswordHash is null ? new Found(AccountOverview.Path)
            : Form(http, guard, session, user, await choice.Of(user, http.RequestAborted));
    }

    public static async Task<IResult> Change(HttpContext http, AccountGuard guard, PasswordChoice choice, PasswordRulebook rulebook, PasswordChanges changes)
    {
        var form = await Parameters.Form(http.Request);
        if (await guard.Sender(http, form) is not var (session, user)) return await Show(http, guard, choice);
        var settings = await choice.Of(user, http.RequestAborted);
        IResult Again(AccountPasswordProblem problem, IReadOnlyList<PasswordRule>? broken = null) =>
            Form(http, guard, session, user, settings, problem, broken);
        if (!(await rulebook.ActionOf(http, user)).Change) return Again(AccountPasswordProblem.NotYours);
        var (old, chosen) = (form["old"] ?? "", form["password"] ?? "");
        if (PasswordPolicy.Broken(settings, chosen, user.Profile, http.Org) is { Count: > 0 } broken) return Again(AccountPasswordProblem.Rules, broken);
        if (OpaqueString.Of(chosen) != OpaqueString.Of(form["confirm"] ?? "")) return Again(AccountPasswordProblem.Differ);
        if (OpaqueString.Of(chosen) == OpaqueString.Of(old)) return Again(AccountPasswordProblem.Same);
        try
        {
            await changes.Change(user.Doing(http), user, old, chosen, session);
        }
        catch (RuleException rule)
        {
            return rule.Fields.Contains(PasswordChanges.Age) ? Again(AccountPasswordProblem.TooSoon)
                : rule.Fields.Contains(PasswordChanges.Old) ? Again(AccountPasswordProblem.Old) : Again(AccountPasswordProblem.Rules, [PasswordRule.Used]);
        }
        catch (StandingException)
        {
            // Locked: told like a wrong one, as at the sign-in.
            return Again(AccountPasswordProblem.Old);
        }
        catch (PasswordQueueFullException)
        {
            http.Response.Headers.RetryAfter = $"{PasswordQueueFullException.RetryAfter.TotalSeconds:0}";
            return Again(AccountPasswordProblem.Busy);
        }
        return AccountOverview.Back("password", "password");
    }

    private static Page Form(HttpContext http, AccountGuard guard, Session session, User user, PasswordSettings settings,
        AccountPasswordProblem? problem = null, IReadOnlyList<PasswordRule>? broken = null) => Page.Of(new AccountPasswordPage
        {
            Login = user.Login, Fields = guard.Fields(session), Settings = settings,
            Problem = problem, Broken = broken ?? [],
        }, problem switch { null => 200, AccountPasswordProblem.Busy => 503, _ => 400 });
}
