using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Approval;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Phone;

/// <summary>
/// GET and POST /mailed/{token}: where the link in a mail leads. What waits for it, where and since when is shown, and a press says that it is they: the
/// page that waits goes on, and nobody is signed in here. Programs that look into mails press nothing. Decision 0040.
/// </summary>
internal static class MailedLinkEndpoint
{
    public static async Task<IResult> Show(HttpContext http, string token, MailLinks links, MailedLinks here, Users users) =>
        await links.Asked(http.Org, token, http.RequestAborted) is { } asked ? await Page(http, token, asked, here, users) : Over(http);

    public static async Task<IResult> Answer(HttpContext http, string token, MailLinks links, MailedLinks here, Users users)
    {
        var (form, ct) = (await Parameters.Form(http.Request), http.RequestAborted);
        if (await links.Asked(http.Org, token, ct) is not { } asked) return Over(http);
        var label = asked.App ?? http.Org.Name;
        if (form["answer"] != "approve")
        {
            await links.TryRefuse(asked, ct);
            return Ground.Pages.Page.Of(new AnsweredPage { AppLabel = label, Approved = false });
        }
        var mine = here.IsHere(http, asked);
        if (!mine && string.IsNullOrWhiteSpace(form["number"])) return await Page(http, token, asked, here, users);
        if (!(mine ? await links.TryOpen(asked, ct) : await links.TryOpen(asked, SecondFactor.Digits(form["number"]!), ct)))
            return await Page(http, token, asked, here, users, wrong: true);
        return mine && asked.Onward is { } onward ? new Found(onward) : Ground.Pages.Page.Of(new AnsweredPage { AppLabel = label, Approved = true });
    }

    /// <summary>
    /// GET /signin/mailed/{subject}: whether its link has been opened, for the page that waits to ask quietly. It is known by a hash of what that page
    /// holds, and nothing goes on by it.
    /// </summary>
    public static async Task<IResult> Look(HttpContext http, string subject, MailLinks links)
    {
        http.Response.Headers.CacheControl = "no-store";
        var link = subject.Length > 100 ? null : await links.Of(http.Org, subject, http.RequestAborted);
        return ApiAnswers.Json(new JsonObject { ["opened"] = link is { IsOpened: true } });
    }

    private static async Task<IResult> Page(HttpContext http, string token, MailLink asked, MailedLinks here, Users users, bool wrong = false)
    {
        var owner = asked.UserId is { } id ? await users.Read(http.Org.Id, id, http.RequestAborted) : null;
        return Ground.Pages.Page.Of(new MailedLinkPage
        {
            Action = $"{MailLinks.Path}/{Uri.EscapeDataString(token)}", Address = owner?.Email ?? asked.Address, App = asked.App, Ip = asked.Ip,
            Device = Device.Of(asked.UserAgent), AskedAt = asked.CreatedAt, AsksNumber = !here.IsHere(http, asked), Wrong = wrong,
        }, wrong ? 400 : 200);
    }

    private static IResult Over(HttpContext http) =>
        HostedPages.Error(http, 404, "not_found", "This link has been used, or is too old. Ask for a new mail where you began.");
}
