namespace Latchkey.Server.Faces.Journeys.Passkeys;

/// <summary>GET and POST /account/passkeys.</summary>
internal static class AccountPasskeysEndpoint
{
    public static Task<IResult> Show(HttpContext http, AccountPasskeys account) => account.Show(http);

    public static Task<IResult> Change(HttpContext http, AccountPasskeys account) => account.Change(http);
}
