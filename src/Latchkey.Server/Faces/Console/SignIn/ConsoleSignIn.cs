using System.Globalization;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.SignIn;

/// <summary>
/// Signs an administrator in to the console with a code of the org's own authorization server, as any app would: with PKCE, a state and a nonce. The code
/// is redeemed here, in the commit that begins the session; there are no tokens, since nothing would be asked with them.
/// </summary>
internal sealed class ConsoleSignIn(Database db, ConsoleApp console, AuthorizationCodes codes, GrantRevocation grants, Users users, ConsoleSessions sessions,
    FlowCookie browser, Seal seal, SystemLog log, TimeProvider clock)
{
    private const string Purpose = "console-sign-in";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Where the browser goes to sign in.</summary>
    /// <param name="http">The request.</param>
    /// <param name="back">The page of the console that was wanted.</param>
    /// <param name="again">Who signed in too long ago for it does so again. OpenID Connect Core §3.1.2.1, <c>max_age</c>.</param>
    public async Task<string> Begin(HttpContext http, string back, bool again)
    {
        var app = await console.Of(http.Org, http.RequestAborted);
        var begun = new Begun(Secrets.New(), Pkce.NewVerifier(), back, clock.Seconds);
        var request = new Dictionary<string, string?>
        {
            [Parameter.ClientId] = app.Id, [Parameter.ResponseType] = "code", [Parameter.Scope] = Scope.OpenId,
            [Parameter.RedirectUri] = ConsoleApp.Callback(http.Org), [Parameter.Nonce] = begun.Nonce,
            [Parameter.State] = seal.Close(Purpose, JsonSerializer.Serialize(begun), BoundTo(http, browser.IdOf(http))),
            [Parameter.CodeChallenge] = Pkce.Challenge(begun.Proof), [Parameter.CodeChallengeMethod] = Pkce.Method,
        };
        if (again) request[Parameter.MaxAge] = ((long)ConsoleGate.Recent.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (http.Request.Query[Parameter.UiLocales].ToString() is { Length: > 0 } locales) request[Parameter.UiLocales] = locales;
        return "/oauth2/v1/authorize" + QueryString.Create(request);
    }

    /// <summary>The page that was wanted, once there is a session; otherwise why there is none.</summary>
    public async Task<(string? Back, ConsoleSignInProblem? Problem)> Finish(HttpContext http)
    {
        var parameters = new Parameters(http.Request.Query);
        parameters.RefuseRepeated();
        if (browser.Known(http) is not { } id || seal.TryOpen(Purpose, parameters[Parameter.State], BoundTo(http, id)) is not { } opened
            || JsonSerializer.Deserialize<Begun>(opened) is not { } begun || clock.Seconds - begun.At > Longest.TotalSeconds)
            return (null, ConsoleSignInProblem.Expired);
        if (parameters[Parameter.Issuer] != http.Org.Url) return (null, ConsoleSignInProblem.Expired);          // RFC 9207 §2.4
        if (parameters[Parameter.Code] is not { } presented) return (null, ConsoleSignInProblem.Refused);

        var app = await console.Of(http.Org, http.RequestAborted);
        if (await codes.Find(presented, http.RequestAborted) is not { } code || !IsFor(code, http.Org, app, begun))
            return (null, ConsoleSignInProblem.Expired);
        var user = await users.Find(http.Org.Id, code.UserId, http.RequestAborted);
        var may = user is not null && await http.RequestServices.GetRequiredService<Authorities>().MayEnter(user, http.RequestAborted);
        string? token = null;
        var redeemed = await db.Write(async writing =>
        {
            if (!await codes.TryRedeem(writing, code)) return false;
            if (user is null || !may) return true;
            token = await sessions.Begin(writing, http, code);
            await log.Record(writing, http.Org, http, ConsoleEvents.Entered(user, app));
            return true;
        }, http.RequestAborted);
        if (!redeemed)
        {
            // RFC 6749 §4.1.2: a code that comes twice.
            await grants.Revoke(code.OrgId, code.GrantId, "authorization code used twice", http.RequestAborted);
            return (null, ConsoleSignInProblem.Expired);
        }
        if (token is null) return (null, ConsoleSignInProblem.NotAllowed);
        sessions.WriteCookie(http, token);
        return (begun.Back, null);
    }

    /// <summary>RFC 6749 §4.1.3, RFC 7636 §4.6, OpenID Connect Core §3.1.3.7.</summary>
    private static bool IsFor(AuthorizationCode code, Org org, App app, Begun begun) =>
        code.OrgId == org.Id && code.ServerId.Length == 0 && code.ClientId == app.Id && code.RedirectUri == ConsoleApp.Callback(org)
        && code.CodeChallenge is { } challenge && Pkce.Proves(begun.Proof, challenge)
        && code.Nonce is { } nonce && Secrets.Same(nonce, begun.Nonce);

    private static string BoundTo(HttpContext http, string browser) => $"{http.Org.Id} {browser}";

    /// <summary>What this browser has to bring back: sealed in the state, so that several windows may sign in at once.</summary>
    private sealed record Begun(string Nonce, string Proof, string Back, long At)
    {
        public override string ToString() => Back;
    }
}
