using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Native.Tests.Kit;

/// <summary>
/// An OpenID provider over real HTTP that behaves as told: it can lose answers, rotate keys and refresh tokens, tell a wrong time, and lie
/// in any claim. Refresh tokens have generations: the one before repeats the same successor until the successor is used.
/// </summary>
public sealed class ScriptedProvider : IAsyncDisposable
{
    public const string ClientId = "native-app";
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> codes = new();
    private readonly ConcurrentDictionary<string, Family> families = new();
    private readonly ConcurrentDictionary<string, string?> accessTokens = new();        // with the key each is bound to
    private readonly ConcurrentQueue<Func<HttpContext, Task<bool>>> nextTokenAnswers = new();

    private ScriptedProvider(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;
    public string Issuer => Address.OriginalString.TrimEnd('/') + "/oauth2/default";
    public TimeProvider Clock { get; set; } = TimeProvider.System;
    public List<SigningKey> Keys { get; } = [SigningKey.Shared];
    public ConcurrentQueue<Seen> Requests { get; } = new();

    public Dictionary<string, string> Person { get; } = new() { ["sub"] = "00u1", ["name"] = "Mia Muster", ["preferred_username"] = "mia@example.com" };
    public long AccessTokenSeconds { get; set; } = 3600;
    public bool RotatesRefreshTokens { get; set; } = true;
    public bool RepeatsRefreshToken { get; set; } = true;
    /// <summary>No time of grace: a refresh token shown twice ends all that came from the sign-in, at once.</summary>
    public bool TakesRepeatsForTheft { get; set; }
    public int Thefts { get; private set; }
    public bool OffersDPoP { get; set; }
    public bool BindsTokens { get; set; } = true;
    /// <summary>Whether a bound refresh token needs a proof of its key. A server that has stopped offering DPoP does not look.</summary>
    public bool ChecksBinding { get; set; } = true;
    public ProofReader Proofs { get; } = new();
    /// <summary>What the request to /token that is being answered has proven.</summary>
    public string? KeyOfProof { get; private set; }
    public bool GivesRefreshTokens { get; set; } = true;
    public bool SendsIdTokenOnRefresh { get; set; } = true;
    public Func<TimeSpan?>? LiesAboutTimeBy { get; set; }
    public Action<JsonObject>? ChangesMetadata { get; set; }
    public Action<Dictionary<string, string>>? ChangesCallback { get; set; }
    public Action<JsonObject>? ChangesIdToken { get; set; }
    public Action<JsonObject>? ChangesIdTokenHeader { get; set; }
    public Func<JsonObject, string>? SignsIdToken { get; set; }
    public Action<JsonObject>? ChangesTokenAnswer { get; set; }
    public Action<JsonObject>? ChangesUserInfo { get; set; }
    public Func<HttpContext, Task<bool>>? OnKeys { get; set; }
    public Func<HttpContext, Task<bool>>? OnDiscovery { get; set; }
    public Func<HttpContext, Task<bool>>? OnApi { get; set; }
    public Func<HttpContext, Task<bool>>? OnRevoke { get; set; }
    /// <summary>Answers a request to /token in place of the provider; null leaves it to the provider.</summary>
    public Func<Dictionary<string, string>, (int Status, JsonObject Answer)?>? OnGrant { get; set; }
    public Action<JsonObject>? ChangesDeviceAnswer { get; set; }
    public Func<HttpContext, Task<bool>>? OnPush { get; set; }

    public int Refreshes => Requests.Count(r => r.Path.EndsWith("/token", StringComparison.Ordinal) && r.Values.GetValueOrDefault("grant_type") == "refresh_token");
    public int KeyFetches => Requests.Count(r => r.Path.EndsWith("/keys", StringComparison.Ordinal));

    public sealed record Seen(string Method, string Path, Dictionary<string, string> Values, string? Authorization, string? Proof = null);

    private sealed class Family
    {
        public required string Id { get; init; }
        public int Current { get; set; }
        public bool Revoked { get; set; }
        public required string Nonce { get; init; }
        public required long AuthTime { get; init; }
        public required string Scope { get; init; }
        public string? Key { get; init; }
    }

    public static async Task<ScriptedProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var provider = new ScriptedProvider(builder.Build());
        provider.Map();
        await provider.app.StartAsync();
        provider.Address = new Uri(provider.app.Urls.Single());
        return provider;
    }

    /// <summary>The next answer of /token is made but never arrives.</summary>
    public void LosesNextAnswer() => nextTokenAnswers.Enqueue(async http =>
    {
        await Token(http, send: false);
        http.Abort();
        return true;
    });

    /// <summary>The next /token request gets this answer instead.</summary>
    public void AnswersNextTokenRequest(int status, string? body = null, Action<HttpContext>? headers = null) => nextTokenAnswers.Enqueue(async http =>
    {
        http.Response.StatusCode = status;
        headers?.Invoke(http);
        if (body is not null)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(body);
        }
        return true;
    });

    /// <summary>The next /token request runs this first and is then answered as usual.</summary>
    public void BeforeNextTokenAnswer(Func<Task> first) => nextTokenAnswers.Enqueue(async _ =>
    {
        await first();
        return false;
    });

    public void RotateKey(string algorithm = "RS256")
    {
        foreach (var old in Keys) old.Dispose();
        Keys.Clear();
        Keys.Add(SigningKey.Create($"key-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}", algorithm));
    }

    public void RevokeEverything()
    {
        foreach (var family in families.Values) family.Revoked = true;
        accessTokens.Clear();
    }

    public void ForgetAccessTokens() => accessTokens.Clear();

    private void Map()
    {
        app.Use(async (http, next) =>
        {
            var values = http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
            if (http.Request.HasFormContentType) foreach (var (name, value) in await http.Request.ReadFormAsync()) values[name] = value.ToString();
            Requests.Enqueue(new(http.Request.Method, http.Request.Path, values, http.Request.Headers.Authorization.FirstOrDefault(), http.Request.Headers["DPoP"].FirstOrDefault()));
            var lie = LiesAboutTimeBy is { } by ? by() : TimeSpan.Zero;
            if (lie is { } offset) http.Response.Headers.Date = (Clock.GetUtcNow() + offset).ToString("R", CultureInfo.InvariantCulture);
            else http.Response.Headers.Age = "0";       // as from a cache: its Date says nothing
            await next(http);
        });
        app.MapGet("/oauth2/default/.well-known/openid-configuration", Discovery);
        app.MapGet("/oauth2/default/v1/authorize", Authorize);
        app.MapPost("/oauth2/default/v1/token", async http =>
        {
            if (nextTokenAnswers.TryDequeue(out var scripted) && await scripted(http)) return;
            await Token(http, send: true);
        });
        app.MapGet("/oauth2/default/v1/keys", async http =>
        {
            if (OnKeys is { } scripted && await scripted(http)) return;
            await Json(http, new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(k => (JsonNode)k.ToJwk())]) });
        });
        app.MapGet("/oauth2/default/v1/userinfo", UserInfo);
        app.MapPost("/oauth2/default/v1/revoke", Revoke);
        app.MapGet("/oauth2/default/v1/logout", http =>
        {
            if (http.Request.Query["post_logout_redirect_uri"].FirstOrDefault() is { } back)
                http.Response.Redirect(back + "?state=" + Uri.EscapeDataString(http.Request.Query["state"].ToString()));
            return Task.CompletedTask;
        });
        app.MapMethods("/orders", ["GET", "POST"], Api);
        app.MapPost("/oauth2/default/v1/device/authorize", async http =>
        {
            var answer = new JsonObject
            {
                ["device_code"] = "device-code", ["user_code"] = "BCDFGHJK", ["verification_uri"] = new Uri(Address, "activate").AbsoluteUri,
                ["verification_uri_complete"] = new Uri(Address, "activate?user_code=BCDFGHJK").AbsoluteUri, ["expires_in"] = 600, ["interval"] = 5,
            };
            ChangesDeviceAnswer?.Invoke(answer);
            await Json(http, answer);
        });
        app.MapPost("/oauth2/default/v1/par", async http =>
        {
            if (OnPush is { } scripted && await scripted(http)) return;
            var uri = "urn:pushed:" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
            codes[uri] = (await http.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
            http.Response.StatusCode = 201;
            await Json(http, new JsonObject { ["request_uri"] = uri, ["expires_in"] = 90 });
        });
    }

    /// <summary>Tokens for the person, as any grant without a nonce would give them.</summary>
    public JsonObject NewTokens(string scope = "openid profile offline_access", string? key = null)
    {
        var family = new Family { Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), Nonce = "", Key = key, AuthTime = Clock.GetUtcNow().ToUnixTimeSeconds() - 1, Scope = scope };
        families[family.Id] = family;
        return Tokens(family, null, withRefreshToken: true);
    }

    private async Task Discovery(HttpContext http)
    {
        if (OnDiscovery is { } scripted && await scripted(http)) return;
        var endpoints = Issuer + "/v1/";
        var metadata = new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = endpoints + "authorize",
            ["token_endpoint"] = endpoints + "token",
            ["userinfo_endpoint"] = endpoints + "userinfo",
            ["jwks_uri"] = endpoints + "keys",
            ["revocation_endpoint"] = endpoints + "revoke",
            ["end_session_endpoint"] = endpoints + "logout",
            ["device_authorization_endpoint"] = endpoints + "device/authorize",
            ["authorization_response_iss_parameter_supported"] = true,
        };
        if (OffersDPoP) metadata["dpop_signing_alg_values_supported"] = new JsonArray("RS256", "ES256");
        ChangesMetadata?.Invoke(metadata);
        await Json(http, metadata);
    }

    private Task Authorize(HttpContext http)
    {
        var request = http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
        if (request.GetValueOrDefault("request_uri") is { } pushed) request = codes[pushed];
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        codes[code] = request;
        var callback = new Dictionary<string, string> { ["code"] = code, ["state"] = request["state"], ["iss"] = Issuer };
        ChangesCallback?.Invoke(callback);
        http.Response.Redirect(request["redirect_uri"] + "?" + string.Join('&', callback.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}")));
        return Task.CompletedTask;
    }

    private async Task Token(HttpContext http, bool send)
    {
        var form = (await http.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
        string? error = null;
        var key = OffersDPoP ? Proofs.Read(http, Clock.GetUtcNow(), null, out error) : null;
        KeyOfProof = key;
        var (status, answer) = form["client_id"] != ClientId ? (401, Error("invalid_client")) : error is not null ? (400, Error(error))
            : OnGrant?.Invoke(form) is { } granted ? granted : form["grant_type"] == "refresh_token" ? Refresh(form["refresh_token"], key) : Redeem(form, key);
        if (!send) return;
        http.Response.StatusCode = status;
        await Json(http, answer);
    }

    private (int, JsonObject) Redeem(Dictionary<string, string> form, string? key)
    {
        if (!codes.TryRemove(form["code"], out var request)) return (400, Error("invalid_grant"));
        if (form["redirect_uri"] != request["redirect_uri"] || !Pkce.Proves(form["code_verifier"], request["code_challenge"])) return (400, Error("invalid_grant"));
        if (request.GetValueOrDefault("dpop_jkt") is { } promised && promised != key) return (400, Error("invalid_grant"));
        var family = new Family
        {
            Key = key,
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            Nonce = request["nonce"],
            AuthTime = Clock.GetUtcNow().ToUnixTimeSeconds() - 1,
            Scope = request["scope"],
        };
        families[family.Id] = family;
        return (200, Tokens(family, family.Nonce, withRefreshToken: GivesRefreshTokens));
    }

    /// <summary>The current generation advances; the one before repeats; anything older ends the family.</summary>
    private (int, JsonObject) Refresh(string token, string? key)
    {
        if (token.Split('.') is not [var id, var text] || !families.TryGetValue(id, out var family)) return (400, Error("invalid_grant"));
        lock (family)
        {
            var generation = int.Parse(text, CultureInfo.InvariantCulture);
            if (ChecksBinding && family.Key != key) return (400, Error("invalid_grant"));       // RFC 9449 §5: a public client's refresh token is bound
            if (family.Revoked) return (400, Error("invalid_grant"));
            if (!RotatesRefreshTokens) return (200, Tokens(family, null, withRefreshToken: RepeatsRefreshToken));
            if (generation < family.Current - (TakesRepeatsForTheft ? 0 : 1))
            {
                family.Revoked = true;
                Thefts++;
                return (400, Error("invalid_grant"));
            }
            if (generation == family.Current) family.Current++;
            return (200, Tokens(family, null, withRefreshToken: true));
        }
    }

    private JsonObject Tokens(Family family, string? nonce, bool withRefreshToken)
    {
        var accessToken = "AT." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var bound = BindsTokens && OffersDPoP && family.Key is not null;
        accessTokens[accessToken] = bound ? family.Key : null;
        var answer = new JsonObject { ["token_type"] = bound ? "DPoP" : "Bearer", ["expires_in"] = AccessTokenSeconds, ["access_token"] = accessToken, ["scope"] = family.Scope };
        if (withRefreshToken) answer["refresh_token"] = $"{family.Id}.{family.Current}";
        if (nonce is not null || SendsIdTokenOnRefresh) answer["id_token"] = IdToken(accessToken, family, nonce);
        ChangesTokenAnswer?.Invoke(answer);
        return answer;
    }

    private string IdToken(string accessToken, Family family, string? nonce)
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = ClientId,
            ["iat"] = now,
            ["exp"] = now + 3600,
            ["auth_time"] = family.AuthTime,
            ["at_hash"] = TokenHash.Of(accessToken, Keys[0].Algorithm),
        };
        foreach (var (name, value) in Person) claims[name] = value;
        if (nonce is not null) claims["nonce"] = nonce;
        ChangesIdToken?.Invoke(claims);
        return SignsIdToken?.Invoke(claims) ?? Keys[0].Sign(claims, ChangesIdTokenHeader);
    }

    private async Task UserInfo(HttpContext http)
    {
        if (!IsAuthorized(http)) return;
        var claims = new JsonObject { ["email"] = "mia@example.com" };
        foreach (var (name, value) in Person) claims[name] = value;
        ChangesUserInfo?.Invoke(claims);
        await Json(http, claims);
    }

    private async Task Revoke(HttpContext http)
    {
        if (OnRevoke is { } scripted && await scripted(http)) return;
        var token = http.Request.Form["token"].ToString();
        accessTokens.TryRemove(token, out _);
        if (families.TryGetValue(token.Split('.')[0], out var family)) family.Revoked = true;
    }

    private async Task Api(HttpContext http)
    {
        if (OnApi is { } scripted && await scripted(http)) return;
        if (IsAuthorized(http)) await http.Response.WriteAsync("""[{"id":1}]""");
    }

    private bool IsAuthorized(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.Ordinal) && accessTokens.TryGetValue(header[7..], out var key) && key is null) return true;
        string? error = null;
        if (header.StartsWith("DPoP ", StringComparison.Ordinal) && accessTokens.TryGetValue(header[5..], out var bound) && bound is not null)
        {
            if (Proofs.Read(http, Clock.GetUtcNow(), header[5..], out error) == bound) return true;
            error ??= OAuthError.InvalidDPoPProof;
        }
        if (error is not null)
        {
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = $"DPoP error=\"{error}\", algs=\"ES256\"";
            return false;
        }
        http.Response.StatusCode = 401;
        http.Response.Headers.WWWAuthenticate = header.Length == 0 ? "Bearer" : "Bearer error=\"invalid_token\", error_description=\"The access token is invalid\"";
        return false;
    }

    public static JsonObject Error(string code) => new() { ["error"] = code, ["error_description"] = $"scripted {code}" };

    private static Task Json(HttpContext http, JsonObject json)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var key in Keys) key.Dispose();
    }
}
