using System.Globalization;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Web;
using Microsoft.Extensions.Primitives;

namespace Latchkey.Server.Faces.OAuth.Decoupled;

/// <summary>POST {issuer}/v1/bc/authorize: an app that knows whom it wants asks them on a device of their own. CIBA Core §7, contract §2.10.</summary>
public static class BackchannelAuthenticationEndpoint
{
    private const int LongestLifetime = 300;
    private const int LongestMessage = 20;

    public static readonly IReadOnlyList<string> RequestAlgorithms = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256"];

    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, ClientAuthentication authentication, ClientJwts jwts,
        DecoupledRequests requests,
        Users users, IdTokenHints hints, GrantAllowance allowance, Mails mails, BrandOfOrg brands, TimeProvider clock)
    {
        var ct = http.RequestAborted;
        var server = await servers.Current(http);
        var form = await Parameters.Form(http.Request, Parameter.ClientId);
        var app = await authentication.Authenticate(http, form);
        if (app.Public || !app.GrantTypes.Contains(GrantType.Ciba))
            throw OAuthException.UnauthorizedClient(
                $"The client is not authorized to use the provided grant type. Configured grant types: [{string.Join(", ", app.GrantTypes)}].");
        if (form[Parameter.Request] is { } signed) form = await Signed(signed, app, server, jwts, clock, ct);

        var scopes = AuthorizeRequest.ScopesOf(form, app, server, new ResponseType(Code: true, IdToken: false, Token: false));
        if (!scopes.Contains(Scope.OpenId)) throw OAuthException.InvalidScope("The 'openid' scope is required.");
        var wanted = WantedAssurance.Read(form);
        var lifetime = LifetimeOf(form);
        var message = MessageOf(form);
        var user = await Hinted(http, form, users, hints, ct);
        await allowance.RequireStillAllowed(server, app, user.Id, GrantType.Ciba, scopes, ct);

        var brand = await brands.Find(http.Org, ct);
        var begun = await requests.Begin(http, DecoupledRequest.Ciba, app, server, scopes, wanted, lifetime, user.Id, message,
            (w, id) => mails.Queue(w, http.Org.Id, MailTemplates.Approval(http.Org, brand, user, app.Label, id, clock.Now + lifetime)))
            ?? throw OAuthException.Of("too_many_requests", "Too many requests are waiting for this user. Please try again later.", 429);
        return JsonAnswer.Of(
            new BackchannelAuthenticationResponse { AuthReqId = begun.Code, ExpiresIn = (int)lifetime.TotalSeconds, Interval = DecoupledRequests.Interval },
            DecoupledJson.Default.BackchannelAuthenticationResponse);
    }

    private static TimeSpan LifetimeOf(Parameters form)
    {
        // Okta's documents name it both ways (contract §2.10).
        if ((form["requested_expiry"] ?? form["request_expiry"]) is not { } text) return TimeSpan.FromSeconds(LongestLifetime);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestLifetime
            ? TimeSpan.FromSeconds(seconds)
            : throw OAuthException.InvalidRequest($"The 'requested_expiry' parameter must be a number of seconds from 1 to {LongestLifetime}.");
    }

    /// <summary>It is read on two screens and compared: short, and nothing that turns or hides. CIBA Core §7.1.</summary>
    private static string? MessageOf(Parameters form)
    {
        if (form["binding_message"] is not { } message) return null;
        return message.Length <= LongestMessage && message.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '.' or ',' or ':' or '#' or '/')
            ? message
            : throw OAuthException.Of("invalid_binding_message",
            $"The 'binding_message' parameter must be at most {LongestMessage} letters, digits, spaces and simple punctuation.");
    }

    private static async Task<User> Hinted(HttpContext http, Parameters form, Users users, IdTokenHints hints, CancellationToken ct)
    {
        var (login, token) = (form[Parameter.LoginHint], form[Parameter.IdTokenHint]);
        if (form.Has("login_hint_token") || login is null == token is null)
            throw OAuthException.InvalidRequest("The request must contain exactly one of 'login_hint' and 'id_token_hint'.");
        var user = login is not null ? await users.FindByLogin(http.Org.Id, login, ct)
            : await hints.Read(token!, http.Org, ct) is { } hint ? await users.Find(http.Org.Id, hint.UserId, ct)
            : throw OAuthException.InvalidRequest("The 'id_token_hint' parameter is not an ID token of this authorization server.");
        return user ?? throw OAuthException.Of("unknown_user_id", "The user of the hint is unknown.");
    }

    /// <summary>All parameters stand in the object, and only there. CIBA Core §7.1.1.</summary>
    private static async Task<Parameters> Signed(string token, App app, AuthorizationServer server, ClientJwts jwts, TimeProvider clock, CancellationToken ct)
    {
        var outcome = await jwts.Read(token, app, app.RequestObjectAlgorithm is { } only ? [only] : RequestAlgorithms, ct);
        if (outcome is not ClientJwtOutcome.Genuine { Jwt: var jwt }) throw Broken(((ClientJwtOutcome.Refused)outcome).Why);
        var claims = jwt.Claims;
        if (Jws.StringOf(claims, Claim.Issuer) != app.Id) throw Broken("its 'iss' must be the client id");
        if (!jwt.Names(server.Issuer)) throw Broken("its 'aud' must be the issuer");
        var (now, ends) = (clock.Seconds, Jws.NumberOf(claims, Claim.Expires));
        if (ends is not { } end || end <= now || end > now + 3600) throw Broken("its 'exp' must be within the next hour");
        if (Jws.NumberOf(claims, Claim.NotBefore) is { } from && from > now + ClientJwt.ClockSkewSeconds) throw Broken("it is not valid yet");
        if (Jws.StringOf(claims, Claim.JwtId) is null) throw Broken("it must have a 'jti'");
        if (!await jwts.TrySpend(app, "ciba-request", jwt, ct)) throw Broken("it has been used before");
        return new Parameters(claims.EnumerateObject().Where(claim => claim.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            .Select(claim => new KeyValuePair<string, StringValues>(claim.Name, claim.Value.ToString())));
    }

    private static OAuthException Broken(string why) => OAuthException.InvalidRequest($"The 'request' parameter is not acceptable: {why}.");
}
