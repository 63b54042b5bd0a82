using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Phones;
using Latchkey.Server.Faces.Journeys.Account;
using Latchkey.Server.Faces.Journeys.Approval;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Phone;

/// <summary>
/// GET and POST /other/{code}: where the picture leads. Who has just signed in on this phone, with all that they have, types the number that the other
/// device shows. Nothing is answered by looking.
/// </summary>
internal static class OtherDeviceEndpoint
{
    public const string Path = "/other";

    public static async Task<IResult> Show(HttpContext http, string code, AccountGuard guard, PhoneSignIns waitings)
    {
        if (!http.Org.PhoneSignIn || await waitings.Asked(http.Org, code, http.RequestAborted) is not { } asked) return Over(http);
        var (person, first) = await guard.Proven(http, Here(code));
        return person is not var (session, user) ? first! : Page.Of(new OtherDevicePage
        {
            Action = Here(code), PersonName = user.DisplayName, Device = Device.Of(asked.UserAgent), App = asked.App, Ip = asked.Ip, AskedAt = asked.CreatedAt,
            Fields = guard.Fields(session),
        });
    }

    public static async Task<IResult> Answer(HttpContext http, string code, AccountGuard guard, PhoneSignIns waitings)
    {
        var form = await Parameters.Form(http.Request);
        if (!http.Org.PhoneSignIn || await waitings.Asked(http.Org, code, http.RequestAborted) is not { } asked) return Over(http);
        if ((await guard.Proven(http, Here(code))).Person is not var (session, user) || !guard.IsFrom(session, form))
            return await Show(http, code, guard, waitings);
        var device = Device.Of(asked.UserAgent);
        var label = device.Browser ?? device.Program ?? device.System ?? asked.Ip ?? "";
        if (form["answer"] != "approve")
        {
            await waitings.TryRefuse(asked, http.RequestAborted);
            return Page.Of(new AnsweredPage { AppLabel = label, Approved = false });
        }
        return await waitings.TryApprove(asked, SecondFactor.Digits(form["number"] ?? ""), user, session, http.RequestAborted)
            ? Page.Of(new AnsweredPage { AppLabel = label, Approved = true })
            : Page.Of(new OtherDevicePage
            {
                Action = Here(code), PersonName = user.DisplayName, Device = device, AskedAt = asked.CreatedAt, Fields = guard.Fields(session), Wrong = true,
            }, 400);
    }

    private static string Here(string code) => $"{Path}/{Uri.EscapeDataString(code)}";

    private static IResult Over(HttpContext http) =>
        HostedPages.Error(http, 404, "not_found", "There is nothing to answer here: it took too long, or it was answered. Begin anew on the other device.");
}
