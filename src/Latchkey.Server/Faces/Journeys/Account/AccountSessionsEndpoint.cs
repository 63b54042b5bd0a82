using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>POST /account/sessions and /account/apps. Mails from before there was one page lead to the former.</summary>
internal static class AccountSessionsEndpoint
{
    public static IResult Show() => new Found(AccountOverview.Path + "#sessions");

    public static Task<IResult> End(HttpContext http, AccountSessions account) => account.End(http);

    public static Task<IResult> RemoveApp(HttpContext http, AccountSessions account) => account.RemoveApp(http);
}
