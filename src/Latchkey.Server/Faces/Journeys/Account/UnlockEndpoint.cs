using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>
/// GET and POST /unlock/{token}: the mailed link to a locked account. The token in the address is the secret that no other site can know, so the form needs
/// no second one. Contract §3.5.
/// </summary>
internal static class UnlockEndpoint
{
    public static async Task<IResult> Show(HttpContext http, string token, OneTimeLinks links, AccountUnlocking unlocking, AskedQuestions questions,
        TimeProvider clock)
    {
        var (user, problem) = await Owner(http, token, links, unlocking, clock);
        return user is null ? FollowedLink.Refuse(problem) : Page.Of(await Form(http, token, user, questions));
    }

    public static async Task<IResult> End(HttpContext http, string token, OneTimeLinks links, AccountUnlocking unlocking, AskedQuestions questions,
        TimeProvider clock)
    {
        var (user, problem) = await Owner(http, token, links, unlocking, clock);
        if (user is null) return FollowedLink.Refuse(problem);
        var page = await Form(http, token, user, questions);
        if (page.Question is not null && !await questions.IsRight(http, user, (await Parameters.Form(http.Request))["answer"] ?? ""))
            return Page.Of(page with { AnswerWrong = true }, StatusCodes.Status400BadRequest);
        return await unlocking.TryEnd(http, user, token) ? Page.Of(page with { Done = true }) : FollowedLink.Refuse(LinkProblem.Used);
    }

    private static async Task<UnlockPage> Form(HttpContext http, string token, User user, AskedQuestions questions) =>
        new() { Action = Path(token), Login = user.Login, Question = await questions.AskedOf(user, http.RequestAborted) };

    private static async Task<(User? User, LinkProblem Problem)> Owner(HttpContext http, string token, OneTimeLinks links, AccountUnlocking unlocking,
        TimeProvider clock)
    {
        var (link, problem) = await FollowedLink.Find(http, links, token, OneTimeLinks.Unlock, clock);
        return link is null ? (null, problem) : (await unlocking.OwnerOf(http.Org, link, http.RequestAborted), LinkProblem.Unknown);
    }

    private static string Path(string token) => $"/{OneTimeLinks.Unlock}/{Uri.EscapeDataString(token)}";
}
