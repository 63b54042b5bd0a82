using System.Globalization;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// GET and POST /signin/password?flow=…&amp;s=…: whose password was right but has expired chooses a new one, and goes on; whose
/// will expire soon may, or goes on as they are. What was proven stands in a sealed handle of this browser, good for one password
/// and for a few minutes. Contract §3.2, §3.5.
/// </summary>
internal static class ExpiredPasswordEndpoint
{
    private const string Purpose = "expired-password";

    /// <summary>The button of whoever goes on as they are.</summary>
    public const string Later = "later";

    private const string Ended = "ended", Soon = "soon", SoonAndKept = "soon-kept";

    /// <summary>Where someone goes who has just typed the old one.</summary>
    public static IResult Ask(HttpContext http, string flow, User user, Seal seal, BrowserCookie browsers, TimeProvider clock) =>
        To(http, flow, user, Ended, seal, browsers, clock);

    /// <summary>Where someone goes who has just typed one that will not do for much longer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="flow">What waits.</param>
    /// <param name="user">Whose it is.</param>
    /// <param name="keeps">This browser is to keep the session when it is closed.</param>
    /// <param name="seal">Of the handle.</param>
    /// <param name="browsers">Which one it is.</param>
    /// <param name="clock">When.</param>
    public static IResult Remind(HttpContext http, string flow, User user, bool keeps, Seal seal, BrowserCookie browsers, TimeProvider clock) =>
        To(http, flow, user, keeps ? SoonAndKept : Soon, seal, browsers, clock);

    private static Found To(HttpContext http, string flow, User user, string how, Seal seal, BrowserCookie browsers, TimeProvider clock) => new(Action(flow,
        seal.Close(Purpose, string.Create(CultureInfo.InvariantCulture, $"{user.Id} {clock.Seconds} {Secrets.Hash(user.PasswordHash!)} {how}"),
        Binding(http, browsers))));

    public static async Task<IResult> Show(HttpContext http, PendingSignIns pending, Users users, PasswordChoice choice, Seal seal, BrowserCookie browsers,
        TimeProvider clock) =>
        await Proven(http, pending, users, choice, seal, browsers, clock) is { } typed
            ? Form(http, typed, await choice.Of(typed.User, http.RequestAborted), []) : HostedPages.SignInExpired(http);

    public static async Task<IResult> Set(HttpContext http, PendingSignIns pending, SignInSteps steps, Users users, PasswordHashing hashing,
        PasswordChoice choice, PasswordChanges changes, Seal seal, BrowserCookie browsers, TimeProvider clock)
    {
        var ct = http.RequestAborted;
        var form = await Parameters.Form(http.Request);
        if (await Proven(http, pending, users, choice, seal, browsers, clock) is not { } typed) return HostedPages.SignInExpired(http);
        var (waiting, user) = (typed.Waiting, typed.User);
        if (typed.EndsAt is not null && form.Has(Later))
            return await steps.Prove(http, waiting, new Proof(user, PasswordSignIn.Amr, typed.At) { Keeps = typed.Keeps }, w => users.RecordSuccess(w, user))
                ?? steps.StartOver(http, waiting);
        var settings = await choice.Of(user, ct);
        var chosen = form["password"] ?? "";
        if (await choice.Broken(http.Org, user, chosen, ct) is { Count: > 0 } broken) return Form(http, typed, settings, broken);
        if (OpaqueString.Of(chosen) != OpaqueString.Of(form["confirm"] ?? "")) return Form(http, typed, settings, [], differ: true);
        if (await hashing.Verify(user, chosen, ct) != PasswordVerdict.Wrong) return Form(http, typed, settings, [], old: true);

        var changed = await changes.TryChange(user.Doing(http), user, await hashing.Hash(chosen, ct));
        // Another window was quicker, or an administrator was: whoever is there knows the new password, or does not.
        if (!changed || await users.Read(http.Org.Id, user.Id, ct) is not { } now || AccountGate.RefusalToSignIn(now, clock.Now) is not null)
            return steps.StartOver(http, waiting);
        return await steps.Prove(http, waiting, new Proof(now, PasswordSignIn.Amr, clock.Now) { Keeps = typed.Keeps }, w => users.RecordSuccess(w, now))
            ?? steps.StartOver(http, waiting);
    }

    /// <summary>What waits, and who has typed the right password for it.</summary>
    /// <param name="EndsAt">When it will have had its time; null: it has.</param>
    private sealed record Typed(WaitingRequest Waiting, User User, DateTimeOffset At, DateTimeOffset? EndsAt, bool Keeps);

    /// <summary>Null: it is over, or the password is another by now.</summary>
    private static async Task<Typed?> Proven(HttpContext http, PendingSignIns pending, Users users,
        PasswordChoice choice, Seal seal, BrowserCookie browsers, TimeProvider clock)
    {
        if (await pending.Resume(http, http.Request.Query["flow"].ToString()) is not { } waiting) return null;
        if (seal.TryOpen(Purpose, http.Request.Query["s"].ToString(), Binding(http, browsers))?.Split(' ') is not [var id, var at, var mark, var how])
            return null;
        var typedAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(at, CultureInfo.InvariantCulture));
        if (clock.Now - typedAt > PendingSignIns.ProofLifetime) return null;
        if (await users.Read(http.Org.Id, id, http.RequestAborted) is not { PasswordHash: { } hash } user || Secrets.Hash(hash) != mark) return null;
        if (how == Ended) return await choice.HasEnded(user, http.RequestAborted) ? new(waiting, user, typedAt, null, false) : null;
        return AccountGate.RefusalToSignIn(user, clock.Now) is null
            && PasswordChoice.EndsSoon(await choice.Of(user, http.RequestAborted), user, clock.Now) is { } end
            ? new(waiting, user, typedAt, end, how == SoonAndKept) : null;
    }

    private static string Binding(HttpContext http, BrowserCookie browsers) =>
        $"{http.Org.Id} {browsers.IdOf(http)} {Secrets.Hash(http.Request.Query["flow"].ToString())}";

    private static string Action(string flow, string handle) => $"/signin/password?flow={Uri.EscapeDataString(flow)}&s={Uri.EscapeDataString(handle)}";

    private static IResult Form(HttpContext http, Typed typed, PasswordSettings settings, IReadOnlyList<PasswordRule> broken,
        bool differ = false, bool old = false) =>
        FactorPages.Show(typed.Waiting.Request, (app, targets) => Page.Of(new NewPasswordPage
        {
            UiLocales = typed.Waiting.Request.UiLocales, FormTargets = targets, ImageSources = app.ImageSources,
            Action = Action(http.Request.Query["flow"].ToString(), http.Request.Query["s"].ToString()),
            First = false, Expired = true, EndsAt = typed.EndsAt, PersonName = typed.User.DisplayName, Login = typed.User.Login, Settings = settings,
            Broken = broken, PasswordsDiffer = differ, IsTheOld = old,
        }, broken.Count > 0 || differ || old ? 400 : 200));
}
