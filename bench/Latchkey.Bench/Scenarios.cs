using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;

namespace Latchkey.Bench;

/// <summary>One whole pass of a scenario; throws when the server refuses.</summary>
internal delegate ValueTask Turn();

/// <param name="Prepare">Makes the caller with this number ready and returns what it repeats.</param>
/// <param name="Signatures">How many tokens a turn has signed.</param>
/// <param name="MostConnections">Where more callers would only measure a queue.</param>
/// <param name="Rest">Ends what a turn has begun and not waited for, before another scenario is measured.</param>
internal sealed record Scenario(string Name, Func<Target, int, Task<Turn>> Prepare, int Signatures = 0, int MostConnections = int.MaxValue, Func<Task>? Rest = null);

/// <summary>What is asked of a server, one method each.</summary>
internal static class Scenarios
{
    private static readonly SemaphoreSlim signingIn = new(2);      // preparing must not fill the server's password queue

    /// <summary>The last try of each stranger of a flood. Its end is a second of hashes, which are not what the next scenario costs.</summary>
    private static readonly ConcurrentDictionary<Wire, Task> guesses = new();

    public static readonly Scenario Floor = new("floor", ClientCredentials);

    public static readonly IReadOnlyList<Scenario> All =
    [
        new("discovery", Discovery),
        new("client_credentials", ClientCredentials, Signatures: 1),
        new("code_pkce", CodeWithSession, Signatures: 2),
        new("refresh", Refresh, Signatures: 2),
        new("refresh_dpop", RefreshWithProof, Signatures: 2),
        new("par", PushedRequest),
        new("device_poll", DevicePoll),
        new("introspect", Introspect),
        new("userinfo", UserInfo),
        new("userinfo_dpop", UserInfoWithProof),
        new("refresh_flood", RefreshInAFlood, Signatures: 2, Rest: () => Task.WhenAll(guesses.Values)),
        new("password", PasswordSignIn, Signatures: 2, MostConnections: 4),
        new("passkey", PasskeySignIn, Signatures: 2),
        new("signin_page", SignInPage),
    ];

    public static IReadOnlyList<Scenario> Named(string[] names) => names.Length == 0 ? All
        : [.. names.Select(name => All.FirstOrDefault(each => each.Name == name) ?? throw new ArgumentException($"no scenario '{name}'"))];

    public static int Signatures(string name) => All.FirstOrDefault(each => each.Name == name)?.Signatures ?? 0;

    public static async Task<int> TokenAnswerSize(Target target) => target is { Token: { } token, Service: { } service }
        ? (await new Wire(token).Send(CredentialsRequest(token, service))).Expect(200).Body.Length
        : 1000;

    /// <summary>Once through, with a refresh token at the end.</summary>
    public static async Task SignInOnce(Target target)
    {
        var turn = await CodeWithSession(target, 0);
        await turn();
        await (await ClientCredentials(target, 0))();
    }

    private static Task<Turn> Discovery(Target target, int caller)
    {
        var address = Needed(target.Discovery, "where its discovery document is");
        return Repeat(new Wire(address), Request.Get(address));
    }

    private static Task<Turn> ClientCredentials(Target target, int caller)
    {
        var token = Needed(target.Token, "its token endpoint");
        return Repeat(new Wire(token), CredentialsRequest(token, Needed(target.Service, "which app has client credentials (service)")));
    }

    /// <summary>Authorize with a session, then redeem the code. RFC 7636, OpenID Connect Core §3.1.</summary>
    private static async Task<Turn> CodeWithSession(Target target, int caller)
    {
        var (wire, cookies) = (new Wire(target.Issuer), await Session(target, caller));
        return async () => (await Redeem(target, wire, await Authorized(target, wire, cookies))).Dispose();
    }

    /// <summary>Each answer's refresh token is the next request's.</summary>
    private static async Task<Turn> Refresh(Target target, int caller)
    {
        var wire = new Wire(target.Issuer);
        using var first = await Redeem(target, wire, await Authorized(target, wire, await Session(target, caller)));
        var refreshToken = RefreshTokenOf(target, first);
        return async () =>
        {
            var reply = await wire.Send(Request.Post(target.Token!, RefreshForm(target, refreshToken)));
            refreshToken = Member(reply.Expect(200), "\"refresh_token\""u8) ?? refreshToken;
        };
    }

    /// <summary>The same by a client that proves its key each time. RFC 9449 §5; the driver signs the proofs.</summary>
    private static async Task<Turn> RefreshWithProof(Target target, int caller)
    {
        var (wire, key) = (new Wire(target.Issuer), new ProofKey());
        using var first = await Redeem(target, wire, await Authorized(target, wire, await Session(target, caller)), key);
        var refreshToken = RefreshTokenOf(target, first);
        return async () =>
        {
            var reply = await key.Post(wire, target.Token!, RefreshForm(target, refreshToken));
            refreshToken = Member(reply.Expect(200), "\"refresh_token\""u8) ?? refreshToken;
        };
    }

    private static string RefreshTokenOf(Target target, JsonDocument granted) =>
        granted.RootElement.TryGetProperty(Parameter.RefreshToken, out var given) ? given.GetString()! : throw new InvalidOperationException("no refresh token was given for " + target.Native!.Scope);

    private static string RefreshForm(Target target, string refreshToken) =>
        Request.Form((Parameter.GrantType, GrantType.RefreshToken), (Parameter.RefreshToken, refreshToken), (Parameter.ClientId, target.Native!.ClientId));

    /// <summary>A request pushed beforehand, kept until a browser brings its name. RFC 9126.</summary>
    private static Task<Turn> PushedRequest(Target target, int caller)
    {
        var (par, app) = (Needed(target.PushedRequests, "where requests are pushed"), Needed(target.Native, "which app people sign in to (native)"));
        var wire = new Wire(par);
        return Task.FromResult<Turn>(async () => (await wire.Send(Request.Post(par, AuthorizeForm(app, Pkce.NewVerifier())))).Expect(201));
    }

    /// <summary>A device that asks whether its person has answered, and hears that it must wait; too fast, as all of them together would be. RFC 8628 §3.5.</summary>
    private static async Task<Turn> DevicePoll(Target target, int caller)
    {
        var (start, app) = (Needed(target.Device, "its device authorization endpoint"), Needed(target.Native, "which app people sign in to (native)"));
        var wire = new Wire(start);
        using var begun = JsonDocument.Parse((await wire.Send(Request.Post(start, Request.Form((Parameter.ClientId, app.ClientId), (Parameter.Scope, Scope.OpenId))))).Expect(200).Body.ToArray());
        var form = Request.Form((Parameter.GrantType, GrantType.DeviceCode), (Parameter.DeviceCode, begun.RootElement.GetProperty(Parameter.DeviceCode).GetString()!), (Parameter.ClientId, app.ClientId));
        var request = Request.Post(target.Token!, form);
        return async () => (await wire.Send(request)).Expect(400);
    }

    private static async Task<Turn> Introspect(Target target, int caller)
    {
        var (introspect, service) = (Needed(target.Introspect, "its introspection endpoint"), Needed(target.Service, "which app has client credentials (service)"));
        var wire = new Wire(introspect);
        using var granted = JsonDocument.Parse((await wire.Send(CredentialsRequest(target.Token!, service))).Expect(200).Body);
        var token = granted.RootElement.GetProperty(Parameter.AccessToken).GetString()!;
        var request = Request.Post(introspect, Request.Form((Parameter.Token, token), (Parameter.TokenTypeHint, Parameter.AccessToken)), Request.Basic(service.ClientId, service.ClientSecret!));
        return async () =>
        {
            var reply = (await wire.Send(request)).Expect(200);
            if (reply.Body.Span.IndexOf("\"active\":true"u8) < 0) throw new UnexpectedAnswerException(reply.Status, reply.Text);
        };
    }

    private static async Task<Turn> UserInfo(Target target, int caller)
    {
        var wire = new Wire(target.Issuer);
        using var granted = await Redeem(target, wire, await Authorized(target, wire, await Session(target, caller)));
        return await Repeat(wire, Request.Get(Needed(target.UserInfo, "its userinfo endpoint"), "Bearer " + granted.RootElement.GetProperty(Parameter.AccessToken).GetString()));
    }

    /// <summary>A token that is bound to a key, and a proof for each use of it. RFC 9449 §7.</summary>
    private static async Task<Turn> UserInfoWithProof(Target target, int caller)
    {
        var (wire, key) = (new Wire(target.Issuer), new ProofKey());
        using var granted = await Redeem(target, wire, await Authorized(target, wire, await Session(target, caller)), key);
        var (address, token) = (Needed(target.UserInfo, "its userinfo endpoint"), granted.RootElement.GetProperty(Parameter.AccessToken).GetString()!);
        return async () => (await key.Get(wire, address, token)).Expect(200);
    }

    /// <summary>A person without a session: authorize, the form, the password, back to the app, tokens.</summary>
    private static Task<Turn> PasswordSignIn(Target target, int caller)
    {
        var (wire, person) = (new Wire(target.Issuer), Needed(target.Person, "who can sign in (person)"));
        var visitor = new Visitor(wire, Needed(target.Native?.RedirectUri, "which app people sign in to (native)"));
        return Task.FromResult<Turn>(async () =>
        {
            visitor.Forget();
            var (authorize, verifier) = AuthorizeRequest(target);
            (await Redeem(target, wire, (await visitor.SignIn(authorize, person.Login, person.Password), verifier))).Dispose();
        });
    }

    /// <summary>The first half of both: authorize without a session, and the page that asks who it is.</summary>
    private static Task<Turn> SignInPage(Target target, int caller)
    {
        var visitor = new Visitor(new Wire(target.Issuer), Needed(target.Native?.RedirectUri, "which app people sign in to (native)"));
        return Task.FromResult<Turn>(async () =>
        {
            visitor.Forget();
            await visitor.Open(AuthorizeRequest(target).Address);
        });
    }

    /// <summary>The same by a passkey: two pages, no hash, and nothing typed.</summary>
    private static async Task<Turn> PasskeySignIn(Target target, int caller)
    {
        var token = Needed(target.ApiToken, "who may make people (apiToken)");
        var (wire, login) = (new Wire(target.Issuer), $"passkey-{Pkce.NewVerifier()[..12].ToLowerInvariant()}@example.com");
        var person = new JsonObject
        {
            ["profile"] = new JsonObject { ["login"] = login, ["email"] = login, ["firstName"] = "Pat", ["lastName"] = "Key" },
            ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Correct-Horse-7" } },
        }.ToJsonString();
        var holder = new KeyHolder(wire, target.Issuer, Needed(target.Native?.RedirectUri, "which app people sign in to (native)"));
        await signingIn.WaitAsync();
        try
        {
            (await wire.Send(Request.PostJson(new Uri(target.Issuer, "/api/v1/users?activate=true"), person, "SSWS " + token))).Expect(200);
            await holder.Enroll(login, "Correct-Horse-7");
        }
        finally
        {
            signingIn.Release();
        }
        return async () =>
        {
            var (authorize, verifier) = AuthorizeRequest(target);
            (await Redeem(target, wire, (await holder.SignIn(authorize), verifier))).Dispose();
        };
    }

    /// <summary>Refreshes, while each caller has a stranger beside it who tries passwords as fast as they are refused.</summary>
    private static async Task<Turn> RefreshInAFlood(Target target, int caller)
    {
        var (refresh, stranger) = (await Refresh(target, caller), new Wire(target.Issuer));
        return async () =>
        {
            if (guesses.GetValueOrDefault(stranger, Task.CompletedTask).IsCompleted) guesses[stranger] = Guess(target, stranger, caller);
            await refresh();
        };
    }

    private static async Task Guess(Target target, Wire wire, int caller)
    {
        try
        {
            var visitor = new Visitor(wire, Needed(target.Native?.RedirectUri, "which app people sign in to (native)"));
            await visitor.SignIn(AuthorizeRequest(target).Address, $"stranger-{caller}-{Pkce.NewVerifier()[..8]}@example.com", "Wrong-Horse-1");
        }
        catch (UnexpectedAnswerException)
        {
            // Refused, as it should be: by a wrong password, or by a queue that is full.
        }
    }

    private static Task<Turn> Repeat(Wire wire, byte[] request) => Task.FromResult<Turn>(async () => (await wire.Send(request)).Expect(200));

    private static byte[] CredentialsRequest(Uri token, TargetApp service) => Request.Post(token,
        Request.Form((Parameter.GrantType, GrantType.ClientCredentials), (Parameter.Scope, service.Scope ?? "")), Request.Basic(service.ClientId, service.ClientSecret!));

    private static Task<string> Session(Target target, int caller) => target.Sessions.GetOrAdd(caller, async _ =>
    {
        await signingIn.WaitAsync();
        try
        {
            var person = Needed(target.Person, "who can sign in (person)");
            var visitor = new Visitor(new Wire(target.Issuer), Needed(target.Native?.RedirectUri, "which app people sign in to (native)"));
            await visitor.SignIn(AuthorizeRequest(target).Address, person.Login, person.Password);
            return visitor.Cookies;
        }
        finally
        {
            signingIn.Release();
        }
    });

    public static (Uri Address, string Verifier) AuthorizeRequest(Target target)
    {
        var (app, verifier) = (target.Native!, Pkce.NewVerifier());
        return (new Uri(Needed(target.Authorize, "its authorization endpoint").OriginalString + "?" + AuthorizeForm(app, verifier)), verifier);
    }

    private static string AuthorizeForm(TargetApp app, string verifier) => Request.Form(
        (Parameter.ClientId, app.ClientId), (Parameter.ResponseType, Parameter.Code), (Parameter.RedirectUri, app.RedirectUri!), (Parameter.Scope, app.Scope!),
        (Parameter.State, verifier[..16]), (Parameter.Nonce, verifier[16..32]), (Parameter.CodeChallenge, Pkce.Challenge(verifier)), (Parameter.CodeChallengeMethod, Pkce.Method));

    private static async Task<(Uri Callback, string Verifier)> Authorized(Target target, Wire wire, string cookies)
    {
        var (address, verifier) = AuthorizeRequest(target);
        return (Visitor.Callback(await wire.Send(Request.Get(address, cookies: cookies)), address), verifier);
    }

    private static async Task<JsonDocument> Redeem(Target target, Wire wire, (Uri Callback, string Verifier) authorized, ProofKey? key = null)
    {
        var code = authorized.Callback.Query.TrimStart('?').Split('&').FirstOrDefault(pair => pair.StartsWith("code=", StringComparison.Ordinal))?[5..]
            ?? throw new UnexpectedAnswerException(302, "no code in " + authorized.Callback);
        var form = Request.Form(
            (Parameter.GrantType, GrantType.AuthorizationCode), (Parameter.Code, Uri.UnescapeDataString(code)), (Parameter.RedirectUri, target.Native!.RedirectUri!),
            (Parameter.ClientId, target.Native.ClientId), (Parameter.CodeVerifier, authorized.Verifier));
        var reply = key is null ? await wire.Send(Request.Post(target.Token!, form)) : await key.Post(wire, target.Token!, form);
        return JsonDocument.Parse(reply.Expect(200).Body.ToArray());
    }

    /// <summary>One string member of a flat JSON object, without parsing the rest.</summary>
    private static string? Member(Reply reply, ReadOnlySpan<byte> name)
    {
        var body = reply.Body.Span;
        var at = body.IndexOf(name);
        if (at < 0) return null;
        body = body[(at + name.Length)..];
        body = body[(body.IndexOf((byte)'"') + 1)..];
        return System.Text.Encoding.ASCII.GetString(body[..body.IndexOf((byte)'"')]);
    }

    private static T Needed<T>(T? value, string what) where T : class => value ?? throw new NotDescribedException($"the target does not say {what}");
}

/// <summary>The target's description lacks what a scenario needs, so it is left out of the run.</summary>
internal sealed class NotDescribedException(string message) : Exception(message);
