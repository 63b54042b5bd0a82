using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Callers;

/// <summary>
/// An app proves who it is with a JWT it signed: with its secret or with its key. RFC 7523 §2.2 and §3, OpenID Connect Core §9, contract §2.0.
/// </summary>
internal sealed class ClientAssertions(ClientJwts jwts, AuthorizationServers servers, TimeProvider clock)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Contract §2.0.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// A client that signs with no <c>jti</c> and asks twice within a second signs the same bytes (okta-sdk-golang 2.x, Okta's
    /// MCP server): they count again for this long after their first use, and never for FAPI, which wants each one used once.
    /// </summary>
    public static readonly TimeSpan Repeatable = TimeSpan.FromSeconds(60);

    /// <summary>Whose it claims to be, and whether a secret is said to have signed it: only to know which app to ask.</summary>
    public static (string ClientId, bool BySecret)? Claimed(string assertion) =>
        Jws.TakeApart(assertion) is { } parts && parts.ReadClaims() is { } claims && Jws.StringOf(claims, Claim.Subject) is { Length: > 0 } subject
            && Jws.StringOf(claims, Claim.Issuer) == subject
            ? (subject, SharedKey.Algorithms.Contains(parts.Algorithm)) : null;

    /// <summary>Lets in only an assertion of this app, for this server, of now, that was never used.</summary>
    public async Task RequireGenuine(HttpContext http, App app, string assertion)
    {
        var algorithms = app.IsFapi2 ? ClientJwt.Fapi2Algorithms
            : app.AuthMethod == ClientAuthMethod.SecretJwt ? ClientJwt.SecretAlgorithms : ClientJwt.KeyAlgorithms;
        var jwt = await jwts.Read(assertion, app, algorithms, http.RequestAborted) switch
        {
            ClientJwtOutcome.Genuine genuine => genuine.Jwt,
            ClientJwtOutcome.Refused refused => throw Refused(refused.Why),
            _ => throw new InvalidOperationException("A JWT is genuine or refused."),
        };
        var server = await servers.Current(http);
        if (jwt.Issuer != app.Id || jwt.Subject != app.Id) throw Refused("its 'iss' and 'sub' must be the client_id");
        if (!IsFor(jwt, app, server, http))
            throw Refused(app.IsFapi2 ? "its 'aud' must be the issuer, as a string" : "its 'aud' must be the URL of the endpoint called, or the issuer");
        if (jwt.TimeProblem(clock.Seconds, Longest) is { } problem) throw Refused(problem);
        if (app.IsFapi2 && jwt.JwtId is null) throw Refused("it has no 'jti'");
        const string purpose = "assertion";
        var counts = jwt.JwtId is null ? await jwts.TryShow(app, purpose, jwt, Repeatable, http.RequestAborted)
            : await jwts.TrySpend(app, purpose, jwt, http.RequestAborted);
        if (!counts) throw Refused("it has been used before: each needs a 'jti' of its own");
    }

    /// <summary>
    /// RFC 7523 §3 rule 3. FAPI 2.0 Security Profile §5.3.2.1: an assertion for one server must be worth nothing at another, so only the issuer will
    /// do.
    /// </summary>
    private static bool IsFor(ClientJwt jwt, App app, AuthorizationServer server, HttpContext http) => app.IsFapi2 ? jwt.SingleAudience == server.Issuer
        : jwt.Names(server.Issuer, server.Endpoints + "/token", http.Org.Url + http.Request.Path.Value);

    private static OAuthException Refused(string why) => OAuthException.InvalidClient($"The client_assertion is not acceptable: {why}.");
}
