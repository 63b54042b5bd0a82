using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.Work;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// GET and POST /signin/forgot?flow=…: a person on their way to an app has forgotten the password and asks for a mail. The page says the same whoever
/// asks.
/// </summary>
internal static class ForgotPasswordEndpoint
{
    private const string Sent = "sent", Purpose = "forgot-password";

    /// <summary>For whoever comes from no sign-in: a link that does not work any more led here.</summary>
    public const string Path = "/signin/forgot";

    public static string Url(string flow) => $"{Path}?flow={Uri.EscapeDataString(flow)}";

    public static async Task<IResult> Show(HttpContext http, PendingSignIns pending, AccountRecovery recovery)
    {
        if (!await recovery.IsOpen(http.Org, http.RequestAborted)) return NotHere(http);
        var flow = http.Request.Query["flow"].ToString();
        if (flow.Length == 0) return new Found(Url(await pending.BeginHome(http)));
        return await pending.Resume(http, flow) is { } waiting ? Form(http, waiting.Request, flow, missing: false, http.Request.Query.ContainsKey(Sent),
                identifier: waiting.Named)
            : HostedPages.SignInExpired(http);
    }

    public static async Task<IResult> Submit(HttpContext http, PendingSignIns pending, AccountRecovery recovery, BrowserWork work)
    {
        if (!await recovery.IsOpen(http.Org, http.RequestAborted)) return NotHere(http);
        var flow = http.Request.Query["flow"].ToString();
        var form = await Parameters.Form(http.Request);
        if (await pending.Resume(http, flow) is not { } waiting) return HostedPages.SignInExpired(http);
        if (form["identifier"] is not { } identifier || string.IsNullOrWhiteSpace(identifier))
            return Form(http, waiting.Request, flow, missing: true, sent: false);

        var worked = await work.Check(http, Purpose, form);
        if (worked is not WorkOutcome.Done) return Form(http, waiting.Request, flow, missing: false, sent: false, worked, identifier);
        await recovery.SendPasswordLink(http, identifier, flow);
        return new Found($"{Url(flow)}&{Sent}=1");
    }

    private static IResult Form(HttpContext http, AuthorizeRequest request, string flow, bool missing, bool sent,
        WorkOutcome? worked = null, string? identifier = null) =>
        FactorPages.Show(request, (app, targets) => Page.Of(new ForgotPasswordPage
        {
            UiLocales = request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Flow = flow, Identifier = identifier ?? request.LoginHint, IdentifierMissing = missing, Sent = sent,
            Work = sent ? null : http.RequestServices.GetRequiredService<BrowserWork>().Question(http, Purpose), Worked = worked,
        }, missing ? 400 : worked is WorkOutcome.Slow ? 429 : 200));

    private static IResult NotHere(HttpContext http) =>
        HostedPages.Error(http, 404, "not_found", "Passwords are not recovered by mail in this organization. An administrator can set a new one.");
}
