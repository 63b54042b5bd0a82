namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>GET and POST /account/sessions.</summary>
public static class AccountSessionsEndpoint
{
    public static Task<IResult> Show(HttpContext http, AccountSessions account) => account.Show(http);

    public static Task<IResult> End(HttpContext http, AccountSessions account) => account.End(http);
}
