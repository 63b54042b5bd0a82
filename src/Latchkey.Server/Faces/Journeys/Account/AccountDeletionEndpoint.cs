using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>
/// GET and POST /account/delete, where the org lets people: for who has just signed in and types the name of their account. Of two racing answers one
/// deletes it.
/// </summary>
internal static class AccountDeletionEndpoint
{
    private const string Path = "/account/delete";

    public static async Task<IResult> Show(HttpContext http, AccountGuard guard)
    {
        if (await guard.Current(http) is not var (_, known)) return await guard.SignInFirst(http, Path);
        if (!http.Org.DeletesAccounts || known.IsAdmin) return NotHere(http);
        var (person, first) = await guard.Proven(http, Path);
        return person is var (session, user) ? Form(guard, session, user) : first!;
    }

    public static async Task<IResult> Delete(HttpContext http, AccountGuard guard, UserChanges changes, Sessions sessions)
    {
        var form = await Parameters.Form(http.Request);
        if (!http.Org.DeletesAccounts) return NotHere(http);
        if ((await guard.Proven(http, Path)).Person is not var (session, user) || user.IsAdmin || !guard.IsFrom(session, form)) return await Show(http, guard);
        if (Identifiers.Canonical(form["confirm"] ?? "") != Identifiers.Canonical(user.Login)) return Form(guard, session, user, mismatch: true);
        await changes.DeleteOwn(user.Doing(http), user);
        sessions.ForgetCookie(http);
        return Page.Of(new AccountDeletionPage());
    }

    private static Page Form(AccountGuard guard, Session session, User user, bool mismatch = false) => Page.Of(new AccountDeletionPage
    {
        Login = user.Login, Fields = guard.Fields(session), Mismatch = mismatch,
    }, mismatch ? 400 : 200);

    private static IResult NotHere(HttpContext http) =>
        HostedPages.Error(http, 404, "not_found", "People do not delete their own accounts in this organization. An administrator can.");
}
