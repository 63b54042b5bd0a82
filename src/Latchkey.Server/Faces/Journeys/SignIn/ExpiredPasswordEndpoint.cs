using System.Globalization;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// GET and POST /signin/password?flow=…&amp;s=…: whose password was right but has expired chooses a new one, and goes on. What
/// was proven stands in a sealed handle of this browser, good for one password and for a few minutes. Contract §3.2.
/// </summary>
internal static class ExpiredPasswordEndpoint
{
    private const string Purpose = "expired-password";

    /// <summary>Where someone goes who has just typed the old one.</summary>
    public static IResult Ask(HttpContext http, string flow, User user, Seal seal, BrowserCookie browsers, TimeProvider clock) => new Found(Action(flow,
        seal.Close(Purpose, string.Create(CultureInfo.InvariantCulture, $"{user.Id} {clock.Seconds} {Secrets.Hash(user.PasswordHash!)}"),
        Binding(http, browsers))));

    public static async Task<IResult> Show(HttpContext http, PendingSignIns pending, Users users, PasswordChoice choice, Seal seal, BrowserCookie browsers,
        TimeProvider clock) =>
        await Proven(http, pending, users, choice, seal, browsers, clock) is var (waiting, user)
            ? Form(http, waiting.Request, user, await choice.Of(user, http.RequestAborted), []) : HostedPages.SignInExpired(http);

    public static async Task<IResult> Set(HttpContext http, PendingSignIns pending, SignInSteps steps, Users users, PasswordHashing hashing,
        PasswordChoice choice, PasswordChanges changes, Seal seal, BrowserCookie browsers, TimeProvider clock)
    {
        var ct = http.RequestAborted;
        var form = await Parameters.Form(http.Request);
        if (await Proven(http, pending, users, choice, seal, browsers, clock) is not var (waiting, user)) return HostedPages.SignInExpired(http);
        var settings = await choice.Of(user, ct);
        var chosen = form["password"] ?? "";
        if (await choice.Broken(http.Org, user, chosen, ct) is { Count: > 0 } broken) return Form(http, waiting.Request, user, settings, broken);
        if (OpaqueString.Of(chosen) != OpaqueString.Of(form["confirm"] ?? "")) return Form(http, waiting.Request, user, settings, [], differ: true);
        if (await hashing.Verify(user, chosen, ct) != PasswordVerdict.Wrong) return Form(http, waiting.Request, user, settings, [], old: true);

        var changed = await changes.TryChange(user.Doing(http), user, await hashing.Hash(chosen, ct));
        // Another window was quicker, or an administrator was: whoever is there knows the new password, or does not.
        if (!changed || await users.Read(http.Org.Id, user.Id, ct) is not { } now || AccountGate.RefusalToSignIn(now, clock.Now) is not null)
            return steps.StartOver(http, waiting);
        return await steps.Prove(http, waiting, new Proof(now, PasswordSignIn.Amr, clock.Now), w => users.RecordSuccess(w, now))
            ?? steps.StartOver(http, waiting);
    }

    /// <summary>The waiting request, and who has proven an expired password for it that is still theirs.</summary>
    private static async Task<(WaitingRequest Waiting, User User)?> Proven(HttpContext http, PendingSignIns pending, Users users,
        PasswordChoice choice, Seal seal, BrowserCookie browsers, TimeProvider clock)
    {
        if (await pending.Resume(http, http.Request.Query["flow"].ToString()) is not { } waiting) return null;
        if (seal.TryOpen(Purpose, http.Request.Query["s"].ToString(), Binding(http, browsers))?.Split(' ') is not [var id, var at, var mark]) return null;
        if (clock.Seconds - long.Parse(at, CultureInfo.InvariantCulture) > PendingSignIns.ProofLifetime.TotalSeconds) return null;
        return await users.Read(http.Org.Id, id, http.RequestAborted) is { PasswordHash: { } hash } user
            && await choice.HasEnded(user, http.RequestAborted) && Secrets.Hash(hash) == mark ? (waiting, user) : null;
    }

    private static string Binding(HttpContext http, BrowserCookie browsers) =>
        $"{http.Org.Id} {browsers.IdOf(http)} {Secrets.Hash(http.Request.Query["flow"].ToString())}";

    private static string Action(string flow, string handle) => $"/signin/password?flow={Uri.EscapeDataString(flow)}&s={Uri.EscapeDataString(handle)}";

    private static IResult Form(HttpContext http, AuthorizeRequest request, User user, PasswordSettings settings, IReadOnlyList<PasswordRule> broken,
        bool differ = false, bool old = false) =>
        FactorPages.Show(request, (app, targets) => Page.Of(new NewPasswordPage
        {
            UiLocales = request.UiLocales, FormTargets = targets, ImageSources = app.ImageSources,
            Action = Action(http.Request.Query["flow"].ToString(), http.Request.Query["s"].ToString()),
            First = false, Expired = true, PersonName = user.DisplayName, Login = user.Login, Settings = settings, Broken = broken,
            PasswordsDiffer = differ, IsTheOld = old,
        }, broken.Count > 0 || differ || old ? 400 : 200));
}
