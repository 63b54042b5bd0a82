using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Tokens;

/// <summary>
/// An app that handles the password itself. RFC 6749 §4.3, contract §2.2. Off unless an app has the grant and a rule allows it; the doors of a hosted
/// sign-in are its doors too.
/// </summary>
internal sealed class PasswordGrant(Database db, PasswordSignIn passwords, Users users, SignOnGate gate,
    GrantAllowance allowance, RefreshTokens refreshTokens, TokenIssuer tokens, RateCounters limits, SystemLog log)
{
    public async Task<TokenAnswer> Issue(TokenRequest request)
    {
        var (http, server, app, form) = request;
        var ct = request.Aborted;
        var (login, password) = (form.Required("username"), form.Required("password"));
        var scopes = AuthorizeRequest.ScopesOf(form, app, server, new ResponseType(Code: true, IdToken: false, Token: false));

        if (!limits.TryTake(http, request.Org.Id, RateLimit.Passwords, out var taken))
        {
            taken.Say(http);
            throw ApiError.TooMany();
        }
        var outcome = await passwords.Check(http, login, password);
        await log.Record(request.Org, http, SignInEvents.SignIn(login, outcome, app.Party));
        if (outcome is not PasswordOutcome.Ok ok) throw Wrong();

        var (user, rule) = await allowance.RequireStillAllowed(server, app, ok.User.Id, GrantType.Password, scopes, ct);
        await allowance.RequireAgreed(server, app, user.Id, scopes, ct);
        // Whoever has set a second factor up would be signed in with half of what they prove elsewhere.
        var at = Sessions.ProvenNow(http.RequestServices.GetRequiredService<TimeProvider>());
        await gate.RequireUnseen(http, new() { User = user, App = app, Amr = PasswordSignIn.Amr, ProvenAt = at, JustProven = true },
            "Resource owner password credentials cannot be used with MFA enabled.");
        var granted = new Granted
        {
            Server = server, App = app, User = user, Rule = rule, Scopes = scopes, GrantType = GrantType.Password,
            GrantId = Ids.New(scopes.Contains(Scope.OfflineAccess) ? Ids.RefreshFamily : Ids.Grant),
            AuthenticatedAt = at, Amr = PasswordSignIn.Amr, KeyThumbprint = request.KeyThumbprint, Http = http,
        };
        string? refreshToken = null;
        var counted = await db.Write(async w =>
        {
            if (!await users.RecordSuccess(w, ok.User)) return false;
            if (scopes.Contains(Scope.OfflineAccess)) refreshToken = await refreshTokens.Begin(w, http, granted, "");
            return true;
        }, ct);
        if (!counted) throw Wrong();
        if (ok.Old) await passwords.Renew(ok.User, password, ct);
        await log.Record(request.Org, http, TokenEvents.TokenGrant(granted, GrantType.Password));
        return await tokens.Issue(granted, ct) with { RefreshToken = refreshToken };
    }

    /// <summary>Unknown, wrong and locked are one answer.</summary>
    private static OAuthException Wrong() => OAuthException.InvalidGrant("The credentials provided were invalid.");
}
