using System.Text;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Microsoft.Extensions.Primitives;

namespace Latchkey.Server.Core.Requests;

/// <summary>
/// Authorization requests the app has signed. RFC 9101, OpenID Connect Core §6, contract §2.1. What the JWT says wins over
/// what stands beside it, and alone counts where the app must sign. A visit does not use one up, since pages are reloaded; the answer does, once.
/// </summary>
internal sealed class RequestObjects(ClientJwts jwts, OutgoingHttp outgoing, TimeProvider clock)
{
    private const string Purpose = "request-object";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>OpenID Connect Core §6.2.</summary>
    private const int LongestAddress = 512;

    private static readonly string[] Types = ["JWT", "oauth-authz-req+jwt"];
    private static readonly string[] MediaTypes = ["application/oauth-authz-req+jwt", "application/jwt"];

    /// <summary>About the JWT itself, and no parameters; whose it is has been checked.</summary>
    private static readonly string[] OfTheJwt = [Parameter.ClientId, Claim.Issuer, Claim.Audience, Claim.Expires, Claim.IssuedAt, Claim.NotBefore, Claim.JwtId];

    public Task<Parameters> Open(string jwt, Parameters beside, App app, AuthorizationServer server, CancellationToken ct) =>
        Open(jwt, beside, app, server, fetched: false, ct);

    /// <summary>From where the app keeps it: only an address it has registered, fetched by the client that reaches nothing of this network.</summary>
    public async Task<Parameters> Fetch(string requestUri, Parameters beside, App app, AuthorizationServer server, CancellationToken ct)
    {
        // A fragment says that a copy kept from before is old (OpenID Connect Core §6.2): none is kept here, and it is no part of what is fetched.
        var address = WithoutFragment(requestUri);
        if (requestUri.Length > LongestAddress || !app.RequestUris.Any(registered => WithoutFragment(registered) == address))
            throw OutOfReach("The 'request_uri' parameter must be one that the client has registered.");

        OutgoingAnswer answer;
        try
        {
            answer = await outgoing.Get(address, string.Join(", ", MediaTypes), ct);
        }
        catch (OutgoingException failed)
        {
            throw OutOfReach("The 'request_uri' could not be read.", failed.Message);
        }
        if (!answer.Succeeded) throw OutOfReach("The 'request_uri' could not be read.", $"it answers {answer.Status}");
        if (!MediaTypes.Contains(answer.MediaType, StringComparer.OrdinalIgnoreCase))
            throw OutOfReach($"What is at the 'request_uri' must be of the type {MediaTypes[0]} or {MediaTypes[1]}.");
        return await Open(Encoding.ASCII.GetString(answer.Body).Trim(), beside.Without(Parameter.RequestUri), app, server, fetched: true, ct);
    }

    private static string WithoutFragment(string uri) => uri.Split('#')[0];

    public Task<bool> TryUse(Writing w, App app, RequestObjectId id) =>
        // Remembered at least as long as anyone who has visited with it may still be signing in.
        jwts.TrySpend(w, app, Purpose, id.JwtId,
            Math.Max(id.Expires, clock.Seconds + (long)AuthorizeRequest.LongestWait.TotalSeconds) + (2 * ClientJwt.ClockSkewSeconds));

    private async Task<Parameters> Open(string text, Parameters beside, App app, AuthorizationServer server, bool fetched, CancellationToken ct)
    {
        beside.RefuseRepeated();
        IReadOnlyCollection<string> algorithms = app.RequestObjectAlgorithm is { } one ? [one] : app.IsFapi2 ? ClientJwt.Fapi2Algorithms : ClientJwt.Algorithms;
        var jwt = await jwts.Read(text, app, algorithms, ct) switch
        {
            ClientJwtOutcome.Genuine genuine => genuine.Jwt,
            ClientJwtOutcome.Refused refused => throw Refused(refused.Why),
            _ => throw new InvalidOperationException("A JWT is genuine or refused."),
        };
        if (Problem(jwt, app, server, fetched) is { } problem) throw Refused(problem);
        // One that is fetched lies where it lies for every sign-in, unless it calls itself unique or has to end within the hour.
        var id = jwt.JwtId ?? (fetched && !app.SignedRequestsRequired ? null : jwt.Digest);
        if (id is not null && await jwts.WasSpent(app, Purpose, id, ct)) throw UsedUp();

        var said = Said(jwt);
        // RFC 9101 §6.3: of an app that signs all that it asks, nothing that anybody could have written into the address counts.
        var unsigned = app.SignedRequestsRequired ? new Parameters([]) : beside.Without([Parameter.Request, .. said.Select(one => one.Key)]);
        var parameters = unsigned.With(Parameter.ClientId, app.Id).Pairs.Concat(said);
        if (id is not null) parameters = parameters.Append(new(Parameter.Request, new RequestObjectId(id, jwt.Expires ?? 0).ToString()));
        var all = new Parameters(parameters);
        if (beside[Parameter.ResponseType] is { } type && all[Parameter.ResponseType] != type)
            throw Refused("its 'response_type' differs from the one beside it");
        return all;
    }

    private string? Problem(ClientJwt jwt, App app, AuthorizationServer server, bool fetched)
    {
        if (jwt.Type is { } type && !Types.Contains(type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) ? type[12..] : type,
            StringComparer.OrdinalIgnoreCase)) return "its 'typ' is not that of a request object";
        if (jwt.Claims.TryGetProperty(Parameter.Request, out _) || jwt.Claims.TryGetProperty(Parameter.RequestUri, out _))
            return "it must not have a 'request' or a 'request_uri'";
        // RFC 9101 §10.8: what names the client as its subject is a client assertion, and may be shown to somebody else.
        if (jwt.Claims.TryGetProperty(Claim.Subject, out _)) return "it must not have a 'sub'";
        if (jwt.Claims.TryGetProperty(Parameter.ClientId, out var client) && !(client.ValueKind == JsonValueKind.String && client.ValueEquals(app.Id)))
            return "its 'client_id' is another one";

        if (app.SignedRequestsRequired && LifeProblem(jwt) is { } problem) return problem;
        // One that lies at an address of the app's own is fetched anew each time: it need not end, nor say whom it is for.
        fetched &= !app.SignedRequestsRequired;
        if ((!fetched || jwt.Claims.TryGetProperty(Claim.Issuer, out _)) && jwt.Issuer != app.Id) return "its 'iss' must be the client_id";
        if ((!fetched || jwt.Claims.TryGetProperty(Claim.Audience, out _))
            && !(app.IsFapi2 ? jwt.Audiences.Contains(server.Issuer) : jwt.Names(server.Issuer)))
            return "its 'aud' must be the issuer of the authorization server";
        return fetched && !jwt.Claims.TryGetProperty(Claim.Expires, out _) ? null : jwt.TimeProblem(clock.Seconds, Longest);
    }

    /// <summary>FAPI 2.0 Message Signing §5.3.1: when it began to count is said, not long ago, and it ends soon after.</summary>
    private string? LifeProblem(ClientJwt jwt) => (jwt.NotBefore, jwt.Expires) switch
    {
        (null, _) => "it has no 'nbf'",
        (_, null) => "it has no 'exp'",
        var (begins, _) when begins < clock.Seconds - Longest.TotalSeconds - ClientJwt.ClockSkewSeconds =>
            $"its 'nbf' is more than {Longest.TotalMinutes:0} minutes ago",
        var (begins, ends) when ends - begins > Longest.TotalSeconds => $"it ends more than {Longest.TotalMinutes:0} minutes after its 'nbf'",
        _ => null,
    };

    private static List<KeyValuePair<string, StringValues>> Said(ClientJwt jwt)
    {
        try
        {
            return [.. jwt.Claims.EnumerateObject().Where(claim => !OfTheJwt.Contains(claim.Name) && claim.Value.ValueKind != JsonValueKind.Null)
                .Select(claim => new KeyValuePair<string, StringValues>(claim.Name, Text(claim.Value)))];
        }
        catch (InvalidOperationException)
        {
            throw Refused("it has half a character in it");             // JSON can spell one, and it is no text
        }
    }

    /// <summary>Numbers and objects as JSON writes them; a list is a parameter that is repeated.</summary>
    private static StringValues Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array =>
            new StringValues([.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : item.GetRawText())]),
        _ => value.GetRawText(),
    };

    public static OAuthException UsedUp() => Refused("it has been answered already");

    private static OAuthException Refused(string why) => OAuthException.Of(OAuthError.InvalidRequestObject, $"The request object is not valid: {why}.");

    private static OAuthException OutOfReach(string description, string? detail = null) =>
        OAuthException.Of(OAuthError.InvalidRequestUri, description, detail: detail);
}
