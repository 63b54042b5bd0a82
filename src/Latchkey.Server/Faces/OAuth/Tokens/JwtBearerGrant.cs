using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Tokens;

/// <summary>
/// An app vouches with its key for the person it acts for. RFC 7523 §2.1 and §3. The person is not there: no ID token
/// says that they signed in, and no refresh token outlives the app's next assertion (RFC 7521 §4.1).
/// </summary>
internal sealed class JwtBearerGrant(ClientJwts jwts, Users users, GrantAllowance allowance, TokenIssuer tokens, SystemLog log, TimeProvider clock)
{
    private static readonly IReadOnlyList<string> OfSignIns = [Scope.OfflineAccess, Scope.DeviceSso];

    public async Task<TokenAnswer> Issue(TokenRequest request)
    {
        var (http, server, app, form) = request;
        var assertion = await RequireGenuine(form.Required(Parameter.Assertion), server, app, request.Aborted);
        var userId = await PersonMeant(assertion, server.OrgId, request.Aborted);
        var scopes = Asked(form, server);
        var (user, rule) = await allowance.RequireStillAllowed(server, app, userId, GrantType.JwtBearer, scopes, request.Aborted);
        await allowance.RequireAgreed(server, app, user.Id, scopes, request.Aborted);
        // The last thing that can fail: an assertion that was refused for another reason may be tried again.
        if (!await jwts.TrySpend(app, "grant", assertion, request.Aborted)) throw Refused("it has been used before: each needs a 'jti' of its own");

        var granted = new Granted { Server = server, App = app, User = user, Rule = rule, Scopes = scopes, KeyThumbprint = request.KeyThumbprint, Http = http };
        await log.Record(request.Org, http, TokenEvents.TokenGrant(granted, GrantType.JwtBearer));
        return await tokens.Issue(granted, request.Aborted) with { IdToken = null };
    }

    private async Task<ClientJwt> RequireGenuine(string assertion, AuthorizationServer server, App app, CancellationToken ct)
    {
        var jwt = await jwts.Read(assertion, app, app.IsFapi2 ? ClientJwt.Fapi2Algorithms : ClientJwt.KeyAlgorithms, ct) switch
        {
            ClientJwtOutcome.Genuine genuine => genuine.Jwt,
            ClientJwtOutcome.Refused refused => throw Refused(refused.Why),
            _ => throw new InvalidOperationException("A JWT is genuine or refused."),
        };
        if (jwt.Issuer != app.Id) throw Refused("its 'iss' must be the client_id");
        if (!jwt.Names(server.Issuer, server.Endpoints + "/token")) throw Refused("its 'aud' must be the issuer or the token endpoint");
        return jwt.TimeProblem(clock.Seconds, ClientAssertions.Longest) is { } problem ? throw Refused(problem) : jwt;
    }

    private async Task<string> PersonMeant(ClientJwt assertion, string orgId, CancellationToken ct) => assertion.Subject is not { Length: > 0 } subject
        ? throw Refused("it has no 'sub'")
        : (await users.Find(orgId, subject, ct) ?? await users.FindByLogin(orgId, subject, ct))?.Id
        ?? throw Refused("its 'sub' is the id or the login of nobody here");

    private static string[] Asked(Parameters form, AuthorizationServer server)
    {
        var scopes = form.Words(Parameter.Scope);
        if (scopes.Count == 0) scopes = server.Scopes.Values.Where(scope => scope.Default).Select(scope => scope.Name).ToArray();
        if (scopes.Count == 0) throw OAuthException.InvalidScope("No scopes were requested.");
        if (!scopes.All(server.Scopes.ContainsKey))
            throw OAuthException.InvalidScope("One or more scopes are not configured for the authorization server resource.");
        return [.. scopes.Except(OfSignIns)];
    }

    private static OAuthException Refused(string why) => OAuthException.InvalidGrant($"The assertion is not acceptable: {why}.");
}
