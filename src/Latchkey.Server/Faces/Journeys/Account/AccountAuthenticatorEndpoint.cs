using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>
/// GET and POST /account/authenticators/{id}: renaming and removing one's own. Only for who has just signed in, with all that
/// a sign-in takes of them: whoever finds a browser open takes nothing away (threats row 8).
/// </summary>
internal static class AccountAuthenticatorEndpoint
{
    private const string Rename = "rename";
    private const string Remove = "remove";

    public static async Task<IResult> Show(HttpContext http, string id, AccountGuard guard, Factors factors, AuthenticatorKinds kinds)
    {
        var (person, first) = await guard.Proven(http, PathOf(id));
        if (person is not var (session, user)) return first!;
        return await Find(factors, user, id, http.RequestAborted) is { } factor ? Form(http, guard, session, user, factor, kinds) : NotHere(http);
    }

    public static async Task<IResult> Change(HttpContext http, string id, AccountGuard guard, Factors factors, AuthenticatorKinds kinds,
        FactorChanges changes)
    {
        var form = await Parameters.Form(http.Request);
        var (person, first) = await guard.Proven(http, PathOf(id));
        if (person is not var (session, user)) return first!;
        if (!guard.IsFrom(session, form)) return await Show(http, id, guard, factors, kinds);
        if (await Find(factors, user, id, http.RequestAborted) is not { } factor) return NotHere(http);
        switch (form["do"])
        {
            case Remove:
                await changes.Remove(user.Doing(http), user, factor);
                return AccountOverview.Back("authenticator", "authenticators");
            case Rename when kinds.Find(factor.Type) is { Several: true }:
                try
                {
                    await changes.Rename(user.Doing(http), user, factor, FactorName.Of(form["name"]));
                    return AccountOverview.Back("name", "authenticators");
                }
                catch (RuleException)
                {
                    return Form(http, guard, session, user, factor, kinds, nameInvalid: true);
                }
            default:
                return Form(http, guard, session, user, factor, kinds);
        }
    }

    private static string PathOf(string id) => $"/account/authenticators/{Uri.EscapeDataString(id)}";

    private static async Task<Factor?> Find(Factors factors, User user, string id, CancellationToken ct) =>
        (await factors.Of(user, ct)).FirstOrDefault(factor => factor.Id == id && factor.Active);

    private static Page Form(HttpContext http, AccountGuard guard, Session session, User user, Factor factor, AuthenticatorKinds kinds,
        bool nameInvalid = false) => Page.Of(new AccountAuthenticatorPage
        {
            Authenticator = new(factor.Id, factor.Type, factor.Name, factor.ActivatedAt ?? factor.CreatedAt),
            HasName = kinds.Find(factor.Type) is { Several: true }, NameInvalid = nameInvalid, Fields = guard.Fields(session),
        }, nameInvalid ? 400 : 200);

    private static IResult NotHere(HttpContext http) => HostedPages.Error(http, 404, "not_found", "There is no such authenticator.");
}
