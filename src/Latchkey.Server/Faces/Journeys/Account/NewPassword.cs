using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>
/// A password by a one-time link. Looking at the page leaves the link alone (mail scanners and previews look too); the
/// password and the end of the link are one commit, so of two racing posts one sets the password. The token in the
/// address is the secret that no other site can know, so the form needs no second one. Whoever set a password then
/// signs in with it: a link that has travelled through mail opens no session by itself.
/// </summary>
internal sealed class NewPassword(OneTimeLinks links, Users users, PasswordHashing hashing, PasswordChoice choice, PasswordChanges changes,
    AskedQuestions questions, PendingSignIns pending, AccountRecovery recovery, TimeProvider clock)
{
    public async Task<IResult> Show(HttpContext http, string token, string purpose)
    {
        var (user, _, problem) = await Owner(http, token, purpose);
        return user is null ? await Refuse(http, problem, purpose)
            : Shown(Form(token, purpose, user, await choice.Of(user, http.RequestAborted), await Asked(http, user, purpose)));
    }

    public async Task<IResult> Set(HttpContext http, string token, string purpose)
    {
        var ct = http.RequestAborted;
        var (user, link, problem) = await Owner(http, token, purpose);
        if (user is null) return await Refuse(http, problem, purpose);

        var form = await Parameters.Form(http.Request);
        var password = form["password"] ?? "";
        var page = Form(token, purpose, user, await choice.Of(user, ct), await Asked(http, user, purpose));
        if (await choice.Broken(http.Org, user, password, ct) is { Count: > 0 } broken) return Shown(page with { Broken = broken });
        if (OpaqueString.Of(password) != OpaqueString.Of(form["confirm"] ?? "")) return Shown(page with { PasswordsDiffer = true });

        string hash;
        try
        {
            if (page.Question is not null && !await questions.IsRight(http, user, form["answer"] ?? "")) return Shown(page with { AnswerWrong = true });
            hash = await hashing.Hash(password, ct);
        }
        catch (PasswordQueueFullException)
        {
            http.Response.Headers.RetryAfter = $"{PasswordQueueFullException.RetryAfter.TotalSeconds:0}";
            return Page.Of(new ErrorPage { Status = 503, RequestId = http.RequestId() }, 503);
        }

        var next = await Next(http, link!, token, user);
        return await changes.TrySet(user.Doing(http), user, token, purpose, hash)
            ? Page.Of(new PasswordSetPage { Login = user.Login, NextUrl = next })
            : await Refuse(http, LinkProblem.Used, purpose);
    }

    /// <summary>Who has come too late may ask for another link themselves, where people may.</summary>
    private async Task<IResult> Refuse(HttpContext http, LinkProblem problem, string purpose) => FollowedLink.Refuse(problem,
        purpose == OneTimeLinks.ResetPassword && await recovery.IsOpen(http.Org, http.RequestAborted) ? ForgotPasswordEndpoint.Path : null);

    /// <summary>To the sign-in that waited in this browser when the link was asked for, if it still does. The mailbox has had its part in it then.</summary>
    private async Task<string> Next(HttpContext http, OneTimeLink link, string token, User user) =>
        links.FlowOf(link, token) is { } flow && await pending.Resume(http, flow) is { } waiting
            ? $"{Threshold.FirstPage}?flow={Uri.EscapeDataString(pending.Carry(http, waiting with { Recovered = link.MailedTo is null ? null : user.Id }))}"
            : "/";

    /// <summary>Whose password this link may set, or why none.</summary>
    private async Task<(User? User, OneTimeLink? Link, LinkProblem Problem)> Owner(HttpContext http, string token, string purpose)
    {
        var (link, problem) = await FollowedLink.Find(http, links, token, purpose, clock);
        if (link is null) return (null, null, problem);
        return await users.Read(http.Org.Id, link.UserId, http.RequestAborted) is { Status: not UserStatus.Deprovisioned } user ? (user, link, default)
            : (null, null, LinkProblem.Unknown);
    }

    /// <summary>Whoever has never had a password has set no question either.</summary>
    private async Task<string?> Asked(HttpContext http, User user, string purpose) =>
        purpose == OneTimeLinks.ResetPassword ? await questions.AskedOf(user, http.RequestAborted) : null;

    private static NewPasswordPage Form(string token, string purpose, User user, PasswordSettings settings, string? question) => new()
    {
        Action = $"/{purpose}/{Uri.EscapeDataString(token)}", First = purpose == OneTimeLinks.Welcome, PersonName = user.DisplayName, Login = user.Login,
        Settings = settings, Question = question,
    };

    private static Page Shown(NewPasswordPage page) => Page.Of(page,
        page.Broken.Count > 0 || page.PasswordsDiffer || page.AnswerWrong ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
