using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>GET /account: a person looks after their own account, and POST /account/profile: what their org lets them change.</summary>
internal static class AccountEndpoint
{
    public static async Task<IResult> Show(HttpContext http, AccountGuard guard, AccountOverview overview) =>
        await guard.Current(http) is var (session, user) ? await overview.Show(http, session, user) : await guard.SignInFirst(http, AccountOverview.Path);

    public static async Task<IResult> Save(HttpContext http, AccountGuard guard, AccountOverview overview, UserChanges changes, MailReach reach)
    {
        var form = await Parameters.Form(http.Request);
        if (await guard.Sender(http, form) is not var (session, user)) return await Show(http, guard, overview);
        try
        {
            await changes.Change(user.Doing(http), user, UserDraft.Of(user, OwnProfile.Given(http.Org, name => form[name]), ProfileSchema.OfEveryOrg, reach));
        }
        catch (RuleException rule)
        {
            return await overview.Show(http, session, user, name => form[name], rule.Fields);
        }
        return AccountOverview.Back("profile", "profile");
    }
}
