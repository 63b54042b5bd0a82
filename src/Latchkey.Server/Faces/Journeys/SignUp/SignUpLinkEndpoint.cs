using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Faces.Journeys.Account;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignUp;

/// <summary>
/// GET and POST /signup/mail/{token}: the mailed link of a sign-up in a program's own form. Looking spends nothing. The token in the address is the secret
/// that no other site can know, so the form needs no second one. Nobody is signed in by it. Decision 0056.
/// </summary>
internal static class SignUpLinkEndpoint
{
    public static async Task<IResult> Show(HttpContext http, string token, SignUps signUps) =>
        await signUps.ByMail(http.Org, token, http.RequestAborted) is var (email, _) ? Form(token, email) : FollowedLink.Refuse(LinkProblem.Unknown);

    public static async Task<IResult> Finish(HttpContext http, string token, SignUps signUps, SignUpRulebook rulebook, PasswordHashing hashing)
    {
        var ct = http.RequestAborted;
        if (await signUps.ByMail(http.Org, token, ct) is not var (email, next)) return FollowedLink.Refuse(LinkProblem.Unknown);
        // An org that lets nobody in any more lets nobody finish.
        if (await rulebook.Of(http.Org, App.Home(http.Org), ct) is not { Register: true } action) return SignUpEndpoint.NotHere(http);
        var typed = (await Parameters.Form(http.Request))["password"] ?? "";
        if (await signUps.FinishWithPassword(http, hashing, token, typed, action.Groups) is { } user)
            return Page.Of(new SignUpLinkPage { Action = Path(token), Email = user.Email, NextUrl = next ?? "/" });
        return await signUps.ByMail(http.Org, token, ct) is null ? FollowedLink.Refuse(LinkProblem.Unknown) : Form(token, email, wrong: true);
    }

    private static Page Form(string token, string email, bool wrong = false) =>
        Page.Of(new SignUpLinkPage { Action = Path(token), Email = email, Wrong = wrong }, wrong ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static string Path(string token) => $"/signup/mail/{Uri.EscapeDataString(token)}";
}
