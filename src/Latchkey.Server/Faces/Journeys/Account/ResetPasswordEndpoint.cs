using Latchkey.Server.Core.People;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>GET and POST /reset_password/{token}: a new password for an account whose old one no longer counts. Contract §3.2.</summary>
internal static class ResetPasswordEndpoint
{
    public static Task<IResult> Show(HttpContext http, string token, NewPassword page) => page.Show(http, token, OneTimeLinks.ResetPassword);

    public static Task<IResult> Set(HttpContext http, string token, NewPassword page) => page.Set(http, token, OneTimeLinks.ResetPassword);
}
