using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>The link in a mail that somebody followed, or why it does nothing.</summary>
internal static class FollowedLink
{
    public static async Task<(OneTimeLink? Link, LinkProblem Problem)> Find(HttpContext http, OneTimeLinks links, string token, string purpose,
        TimeProvider clock)
    {
        if (await links.Find(http.Org.Id, token, http.RequestAborted) is not { } link || link.Purpose != purpose) return (null, LinkProblem.Unknown);
        return link.UsedAt is not null ? (null, LinkProblem.Used) : link.Works(clock.Now) ? (link, default) : (null, LinkProblem.Expired);
    }

    /// <summary>410 where there was something and never will be again, 404 where there never was. RFC 9110 §15.5.11.</summary>
    public static Page Refuse(LinkProblem problem, string? forgottenUrl = null) =>
        Page.Of(new LinkUsedPage { Problem = problem, ForgottenUrl = forgottenUrl }, problem == LinkProblem.Unknown ? 404 : 410);
}
