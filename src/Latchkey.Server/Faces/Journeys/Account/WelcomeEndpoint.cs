using Latchkey.Server.Core.People;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>GET and POST /welcome/{token}: the first password of an account. Contract §0, "Install CLI, register".</summary>
internal static class WelcomeEndpoint
{
    public static Task<IResult> Show(HttpContext http, string token, NewPassword page) => page.Show(http, token, OneTimeLinks.Welcome);

    public static Task<IResult> Set(HttpContext http, string token, NewPassword page) => page.Set(http, token, OneTimeLinks.Welcome);
}
