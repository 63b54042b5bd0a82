using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>
/// GET and POST /notme/{token}: the link of a notice, for who did not do what it tells of. Looking leaves it alone; of two racing posts one acts. The
/// token in the address is the secret that no other site can know, so the form needs no second one.
/// </summary>
internal static class NotMeEndpoint
{
    public static async Task<IResult> Show(HttpContext http, string token, OneTimeLinks links, Users users, NotMe notMe, TimeProvider clock)
    {
        var (user, link, problem) = await Owner(http, token, links, users, clock);
        return user is null ? FollowedLink.Refuse(problem) : Page.Of(new NotMePage
        {
            Action = $"/{OneTimeLinks.NotMe}/{Uri.EscapeDataString(token)}", Login = user.Login, Restores = notMe.Of(link!, token).Email,
        });
    }

    public static async Task<IResult> End(HttpContext http, string token, OneTimeLinks links, Users users, NotMe notMe, Sessions sessions, TimeProvider clock)
    {
        var (user, link, problem) = await Owner(http, token, links, users, clock);
        if (user is null) return FollowedLink.Refuse(problem);
        if (await notMe.End(user.Doing(http), user, link!, token) is not { } next) return FollowedLink.Refuse(LinkProblem.Used);
        sessions.ForgetCookie(http);
        return new Found(next.Length > 0 ? $"/{OneTimeLinks.ResetPassword}/{next}" : "/");
    }

    private static async Task<(User? User, OneTimeLink? Link, LinkProblem Problem)> Owner(HttpContext http, string token, OneTimeLinks links, Users users,
        TimeProvider clock)
    {
        var (link, problem) = await FollowedLink.Find(http, links, token, OneTimeLinks.NotMe, clock);
        if (link is null) return (null, null, problem);
        return await users.Read(http.Org.Id, link.UserId, http.RequestAborted) is { Status: not UserStatus.Deprovisioned } user ? (user, link, default)
            : (null, null, LinkProblem.Unknown);
    }
}
