using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>
/// GET /account/authenticators/new?with=…: a person sets a factor up of their own accord, on the pages of the sign-in. Only for who has just proven who they
/// are, with all that they have: whoever finds a browser open adds nothing of theirs (threats row 8).
/// </summary>
internal static class AccountEnrollmentEndpoint
{
    public const string Path = "/account/authenticators/new";

    public static string AddressOf(string type) => $"{Path}?with={FactorPages.NameOf(type)}";

    public static async Task<IResult> Begin(HttpContext http, AccountGuard guard, Factors factors)
    {
        var type = FactorPages.TypeNamed(http.Request.Query["with"].ToString());
        var (person, first) = await guard.Proven(http, type is null ? AccountOverview.Path : AddressOf(type));
        if (person is not var (session, user)) return first!;
        if (type is null) return new Found(AccountOverview.Path);
        var own = (await factors.Of(user, http.RequestAborted)).Where(factor => factor.Active).ToArray();
        return (await guard.Enrollable(http, session, user, own)).Contains(type) ? await guard.Enroll(http, session, user, type)
            : new Found(AccountOverview.Path);
    }
}
