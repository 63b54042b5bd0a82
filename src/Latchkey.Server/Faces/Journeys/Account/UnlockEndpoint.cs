using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>
/// GET and POST /unlock/{token}: the mailed link to a locked account. The token in the address is the secret that no other site can know, so the form needs
/// no second one. Contract §3.5.
/// </summary>
internal static class UnlockEndpoint
{
    public static async Task<IResult> Show(HttpContext http, string token, OneTimeLinks links, AccountUnlocking unlocking, TimeProvider clock)
    {
        var (user, problem) = await Owner(http, token, links, unlocking, clock);
        return user is null ? FollowedLink.Refuse(problem) : Page.Of(new UnlockPage { Action = Path(token), Login = user.Login });
    }

    public static async Task<IResult> End(HttpContext http, string token, OneTimeLinks links, AccountUnlocking unlocking, TimeProvider clock)
    {
        var (user, problem) = await Owner(http, token, links, unlocking, clock);
        if (user is null) return FollowedLink.Refuse(problem);
        return await unlocking.TryEnd(http, user, token) ? Page.Of(new UnlockPage { Action = Path(token), Login = user.Login, Done = true })
            : FollowedLink.Refuse(LinkProblem.Used);
    }

    private static async Task<(User? User, LinkProblem Problem)> Owner(HttpContext http, string token, OneTimeLinks links, AccountUnlocking unlocking,
        TimeProvider clock)
    {
        var (link, problem) = await FollowedLink.Find(http, links, token, OneTimeLinks.Unlock, clock);
        return link is null ? (null, problem) : (await unlocking.OwnerOf(http.Org, link, http.RequestAborted), LinkProblem.Unknown);
    }

    private static string Path(string token) => $"/{OneTimeLinks.Unlock}/{Uri.EscapeDataString(token)}";
}
