using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Phones;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Phone;

/// <summary>
/// POST /signin/phone?flow=… and what follows: somebody who is signed in on a phone signs in here by it. The page shows a picture and a number, and
/// waits.
/// </summary>
internal sealed class PhoneEndpoint(PendingSignIns pending, PhoneSignIns waitings, SignInSteps steps, Users users, Seal seal, BrowserCookie browsers,
    Authorities authorities, SystemLog log, TimeProvider clock)
{
    private const string Purpose = "phone-sign-in";

    public static Task<IResult> Begin(HttpContext http, PhoneEndpoint endpoint) => endpoint.Begin(http);

    public static Task<IResult> Show(HttpContext http, PhoneEndpoint endpoint) => endpoint.Show(http);

    public static Task<IResult> Finish(HttpContext http, PhoneEndpoint endpoint) => endpoint.Finish(http);

    private async Task<IResult> Begin(HttpContext http)
    {
        if (!http.Org.PhoneSignIn) return NotHere(http);
        if (await pending.Resume(http, FlowOf(http)) is not { } waiting) return HostedPages.SignInExpired(http);
        var begun = await waitings.Begin(http.Org, AppAbout.Of(waiting.Request.App)?.Label, CameFrom.Of(http).Address?.ToString(),
            LogText.Short(http.Request.Headers.UserAgent.ToString()), http.RequestAborted);
        return new Found($"{Here(http)}&p={seal.Close(Purpose, $"{begun.Id} {begun.Code}", Binding(http))}");
    }

    private async Task<IResult> Show(HttpContext http)
    {
        if (!http.Org.PhoneSignIn) return NotHere(http);
        if (await pending.Resume(http, FlowOf(http)) is not { } waiting) return HostedPages.SignInExpired(http);
        var (code, found) = await Waiting(http);
        return Page(http, waiting, code, found);
    }

    private async Task<IResult> Finish(HttpContext http)
    {
        if (!http.Org.PhoneSignIn) return NotHere(http);
        if (await pending.Resume(http, FlowOf(http)) is not { } waiting) return HostedPages.SignInExpired(http);
        var (code, found) = await Waiting(http);
        if (found is not { State: PhoneSignIn.Approved, UserId: { } userId, ProvenAt: { } provenAt }) return Page(http, waiting, code, found);
        // As they stand now: what ended since they said yes ends this as well.
        if (await users.Read(http.Org.Id, userId, http.RequestAborted) is not { } user || user.Era != found.Era
            || AccountGate.RefusalToSignIn(user, clock.Now) is not null) return Page(http, waiting, code, null);

        var refusal = await Refusal(waiting, user, provenAt, http.RequestAborted);
        var next = refusal is null ? await steps.Prove(http, waiting, new Proof(user, found.Amr, provenAt) { Elsewhere = true, IdpId = found.IdpId },
            async writing => await waitings.TryUse(writing, found) && await users.RecordSignature(writing, user)) : null;
        PasswordOutcome seen = refusal is not null ? new PasswordOutcome.Refused(user, refusal)
            : next is null ? new PasswordOutcome.Refused(user, "phone: used before, or the account changed meanwhile")
            : next is KeptOut kept ? new PasswordOutcome.Refused(user, kept.Reason) : new PasswordOutcome.Ok(user, Old: false);
        await log.Record(http.Org, http, SignInEvents.SignIn("", seen, waiting.Request.App is { IsHome: false } app ? app.Party : null));
        return next ?? Page(http, waiting, code, null);
    }

    /// <summary>Why this does not count here: the app wants them to sign in now, or they are administrators, who sign in themselves. Null: it does.</summary>
    private async Task<string?> Refusal(WaitingRequest waiting, User user, DateTimeOffset provenAt, CancellationToken ct)
    {
        var (request, begun) = (waiting.Request, DateTimeOffset.FromUnixTimeSeconds(waiting.BegunAt));
        // Who signed in in that very second is said to have done it one before: see Sessions.ProvenNow.
        if ((request.PromptLogin || request.MaxAge == TimeSpan.Zero) && provenAt < begun - TimeSpan.FromSeconds(1))
            return "phone: proven before it was asked for";
        if (request.MaxAge is { } most && most > TimeSpan.Zero && clock.Now - provenAt > most) return "phone: proven too long ago";
        return (await authorities.Of(user, ct)).IsNone ? null : "phone: an administrator";
    }

    private async Task<(string Code, PhoneSignIn? Found)> Waiting(HttpContext http)
    {
        if (seal.TryOpen(Purpose, http.Request.Query["p"].ToString(), Binding(http)) is not { } text) return ("", null);
        var parts = text.Split(' ');
        return (parts[1], await waitings.Of(http.Org, parts[0], http.RequestAborted));
    }

    private static IResult Page(HttpContext http, WaitingRequest waiting, string code, PhoneSignIn? found) =>
        FactorPages.Show(waiting.Request, (app, targets) => Ground.Pages.Page.Of(new PhonePage
        {
            UiLocales = waiting.Request.UiLocales, App = app, FormTargets = targets, ImageSources = app.ImageSources,
            Action = $"{SignInSteps.PhonePage}/finish{Query(http)}", BackUrl = $"{Threshold.FirstPage}?flow={Uri.EscapeDataString(FlowOf(http))}",
            Approved = found is { State: PhoneSignIn.Approved },
            Address = found is { State: PhoneSignIn.Waiting } ? $"{http.Org.Url}{OtherDeviceEndpoint.Path}/{code}" : "",
            Number = found?.Number ?? "",
        }));

    private static string FlowOf(HttpContext http) => http.Request.Query["flow"].ToString();

    private static string Here(HttpContext http) => $"{SignInSteps.PhonePage}?flow={Uri.EscapeDataString(FlowOf(http))}";

    private static string Query(HttpContext http) => $"?flow={Uri.EscapeDataString(FlowOf(http))}&p={Uri.EscapeDataString(http.Request.Query["p"].ToString())}";

    private string Binding(HttpContext http) => $"{http.Org.Id} {browsers.Known(http)}";

    private static IResult NotHere(HttpContext http) =>
        HostedPages.Error(http, 404, "not_found", "People do not sign in by their phones in this organization. An administrator can allow it.");
}
