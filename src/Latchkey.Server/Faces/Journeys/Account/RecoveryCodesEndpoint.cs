using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>
/// GET and POST /account/recovery-codes: for who has set a second factor up and has just signed in with it. The codes are shown this once, and the
/// person is told by mail.
/// </summary>
internal static class RecoveryCodesEndpoint
{
    public const string Path = "/account/recovery-codes";

    public static async Task<IResult> Show(HttpContext http, AccountGuard guard, AuthenticatorKinds kinds, RecoveryCodes codes)
    {
        var (person, first) = await guard.Proven(http, Path);
        if (person is not var (session, user)) return first!;
        if (!(await kinds.ProvableBy(user, http.RequestAborted)).Enrolled) return new Found(AccountOverview.Path);
        return Page.Of(new RecoveryCodesPage { Left = await codes.Left(user, http.RequestAborted), Fields = guard.Fields(session) });
    }

    public static async Task<IResult> Make(HttpContext http, AccountGuard guard, AuthenticatorKinds kinds, RecoveryCodes codes, FactorChanges changes)
    {
        var form = await Parameters.Form(http.Request);
        if ((await guard.Proven(http, Path)).Person is not var (session, user) || !guard.IsFrom(session, form)) return await Show(http, guard, kinds, codes);
        if (!(await kinds.ProvableBy(user, http.RequestAborted)).Enrolled) return new Found(AccountOverview.Path);
        var made = await changes.MakeRecoveryCodes(user.Doing(http), user, codes);
        return Page.Of(new RecoveryCodesPage { Left = made.Count, Codes = made, Fields = guard.Fields(session) });
    }
}
