using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Logout;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>A person looks after the browsers and apps they are signed in with: what their buttons end.</summary>
internal sealed class AccountSessions(AccountGuard guard, AccountOverview overview, SessionChanges sessions, RefreshFamilies families, GrantChanges grants,
    SignOut signOut)
{
    private const string Others = "others";

    public async Task<IResult> End(HttpContext http)
    {
        var form = await Parameters.Form(http.Request);
        if (await guard.Sender(http, form) is not var (session, user)) return await AccountEndpoint.Show(http, guard, overview);
        var doing = user.Doing(http);
        switch (form["end"])
        {
            case Others:
                await grants.EndOthers(doing, user, session);
                break;
            case { } end when end == AccountOverview.OfSession + session.Id:
                return await signOut.Run(http, (session, user), null, null);
            case { } end when end.StartsWith(AccountOverview.OfSession, StringComparison.Ordinal):
                await sessions.EndOwn(doing, user, end[AccountOverview.OfSession.Length..]);
                break;
            case { } end when end.StartsWith(AccountOverview.OfFamily, StringComparison.Ordinal):
                await EndFamily(http, user, end[AccountOverview.OfFamily.Length..]);
                break;
        }
        return AccountOverview.Back("session", "sessions");
    }

    /// <summary>What an app was agreed to and what it keeps, on every device.</summary>
    public async Task<IResult> RemoveApp(HttpContext http)
    {
        var form = await Parameters.Form(http.Request);
        if (await guard.Sender(http, form) is not var (_, user)) return await AccountEndpoint.Show(http, guard, overview);
        if (form["app"] is { } clientId) await grants.RemoveApp(user.Doing(http), user, clientId);
        return AccountOverview.Back("app", "apps");
    }

    private async Task EndFamily(HttpContext http, User user, string id)
    {
        if ((await families.Of(user.Id, http.RequestAborted)).FirstOrDefault(family => family.Id == id) is { } family)
            await grants.SignOutApp(user.Doing(http), family);
    }
}
