using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Tests.Conformance;

/// <summary>A client of the FAPI 2.0 plans: private_key_jwt, pushed requests, DPoP with the nonces it is told; for message signing it signs its requests and wants signed answers. oidc-checks §7.</summary>
internal sealed class Fapi2Client : IDisposable
{
    private readonly AppKey key;
    private readonly ECDsa proofs = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string? nonce;

    private Fapi2Client(TestOrg org, SigningApp app, AppKey key, string redirect, string scope, JsonWebKeySet keys)
    {
        (Org, App, this.key, Redirect, Scope, Keys) = (org, app, key, redirect, scope, keys);
    }

    public TestOrg Org { get; }
    public SigningApp App { get; }
    public string Redirect { get; }
    public string Scope { get; }
    public JsonWebKeySet Keys { get; }

    /// <summary>Where its tokens are used: /userinfo, or an API that takes any access token of the server.</summary>
    public required string Resource { get; init; }

    /// <summary>Added to the time its proofs say they were made at.</summary>
    public int Skew { get; set; }

    /// <summary>Changes the proofs it makes from now on.</summary>
    public Action<ForgedProof>? Forge { get; set; }

    /// <summary>Whether it signs its requests and wants signed answers.</summary>
    public required bool Signs { get; init; }

    /// <summary>What its request objects are signed with, unless with its own key.</summary>
    public Func<JsonObject, string>? SignsWith { get; set; }

    public string Thumbprint => JwkThumbprint.Of(proofs);
    public string Endpoint(string name) => Org.Issuer + "/v1/" + name;

    public static async Task<Fapi2Client> Create(TestOrg org, string scope, string resource, string redirect = Suite.Callback, string algorithm = "ES256", bool signs = false)
    {
        var key = new AppKey(algorithm, Rules.Letters(8));
        var app = await SigningApp.Create(org, "private_key_jwt", key, client: new JsonObject
        {
            ["profile"] = "fapi2", ["redirect_uris"] = new JsonArray(Suite.Callback, Suite.Callback + "?dummy1=lorem&dummy2=ipsum"),
            ["grant_types"] = new JsonArray("authorization_code", "refresh_token"), ["response_types"] = new JsonArray("code"), ["require_signed_request_object"] = signs,
        });
        return new(org, app, key, redirect, scope, Rules.ShouldBeJwks(await org.Http.GetStringAsync(new Uri(org.Issuer + "/v1/keys")))) { Resource = resource, Signs = signs };
    }

    public void Dispose()
    {
        key.Dispose();
        proofs.Dispose();
    }

    public string Proof(HttpMethod method, string address, string? accessToken = null)
    {
        var proof = new ForgedProof(Org, method, address, proofs, nonce: nonce, accessToken: accessToken);
        proof.Claims["iat"] = Org.Clock.GetUtcNow().ToUnixTimeSeconds() + Skew;
        Forge?.Invoke(proof);
        return proof.ToString();
    }

    /// <summary>The two parameters of its assertion, fresh; the audience is the issuer as a string.</summary>
    public string Credentials(params (string Name, JsonNode? Value)[] changes) => App.Credentials(Org.Issuer, changes);

    /// <summary>A form to an endpoint, with credentials unless others are given, and a proof where wanted: at most two tries, as the suite makes.</summary>
    public async Task<TestAnswer> Post(string endpoint, Dictionary<string, string?> form, bool proven = true, string? credentials = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint(endpoint));
            request.Content = new StringContent($"{Rules.Query(form)}&{credentials ?? Credentials()}", null, "application/x-www-form-urlencoded");
            if (proven) request.Headers.TryAddWithoutValidation("DPoP", Proof(HttpMethod.Post, Endpoint(endpoint)));
            var answer = await TestAnswer.Of(await Org.Http.SendAsync(request));
            if (answer.Headers.TryGetValue("DPoP-Nonce", out var told)) nonce = told;
            if (attempt == 2 || answer["error"] != "use_dpop_nonce") return answer;
            ((int)answer.Status).ShouldBe(400);
        }
    }

    /// <summary>The parameters of a request; a null takes one out.</summary>
    public Dictionary<string, string?> Request(params (string Name, string? Value)[] changes)
    {
        var request = new Dictionary<string, string?>
        {
            ["response_type"] = "code", ["client_id"] = App.Id, ["redirect_uri"] = Redirect, ["scope"] = Scope, ["state"] = Rules.Letters(10),
            ["nonce"] = Scope.Contains("openid", StringComparison.Ordinal) ? Rules.Letters(10) : null, ["code_challenge"] = Pkce.Challenge(TestApp.Verifier), ["code_challenge_method"] = "S256",
        };
        if (Signs) request["response_mode"] = "jwt";
        foreach (var (name, value) in changes) request[name] = value;
        return request;
    }

    /// <summary>A request as the claims of a request object; a change with a null takes one out.</summary>
    public JsonObject ObjectOf(Dictionary<string, string?> request, params (string Name, JsonNode? Value)[] changes)
    {
        var claims = new JsonObject { ["iss"] = App.Id, ["aud"] = Org.Issuer, ["iat"] = App.Now, ["nbf"] = App.Now, ["exp"] = App.Now + 300, ["jti"] = Rules.Letters(22) };
        foreach (var (name, value) in request.Where(one => one.Value is not null)) claims[name] = value;
        foreach (var (name, value) in changes)
        {
            claims.Remove(name);
            if (value is not null) claims[name] = value.DeepClone();
        }
        return claims;
    }

    public Task<TestAnswer> Push(Dictionary<string, string?> request, bool proven = false, string? credentials = null) => Signs ? PushObject(ObjectOf(request), proven, credentials) : Post("par", request, proven, credentials);

    public Task<TestAnswer> PushObject(JsonObject claims, bool proven = false, string? credentials = null) => PushObject((SignsWith ?? (all => key.Sign(all, header: new() { ["typ"] = "oauth-authz-req+jwt" })))(claims), proven, credentials);

    public Task<TestAnswer> PushObject(string jwt, bool proven = false, string? credentials = null) => Post("par", new() { ["request"] = jwt }, proven, credentials);

    /// <summary>Pushed requests, success.</summary>
    public async Task<string> Pushed(Dictionary<string, string?> request, bool proven = false)
    {
        var pushed = await Push(request, proven);
        pushed.Status.ShouldBe(HttpStatusCode.Created, pushed.Text);
        pushed.Headers["Content-Type"].ShouldStartWith("application/json");
        pushed.Headers["Cache-Control"].ShouldContain("no-store");
        pushed["request_uri"]!.ShouldBeUnguessable();
        pushed.Json["expires_in"]!.GetValue<long>().ShouldBeInRange(5, 90);
        return pushed["request_uri"]!;
    }

    public string Address(string requestUri, string more = "") => $"{Endpoint("authorize")}?client_id={App.Id}&request_uri={Uri.EscapeDataString(requestUri)}{more}";

    /// <summary>A person signs in at what was pushed.</summary>
    public async Task<TestPage> Visit(string requestUri, string more = "", TestBrowser? given = null)
    {
        var browser = given ?? Org.Browser();
        try
        {
            var page = await browser.OpenAsync(Address(requestUri, more));
            if (Suite.AsksWho(page)) page = await browser.SubmitAsync(page, ("identifier", Org.Person.Login), ("password", Org.Person.Password));
            return page.Document.QuerySelector("#allow") is null ? page : await browser.SubmitAsync(page, ("decision", "allow"));
        }
        finally
        {
            if (given is null) browser.Dispose();
        }
    }

    /// <summary>The parameters of the answer; those of the registered address come back as well.</summary>
    public Dictionary<string, string> Answer(TestPage page)
    {
        var location = page.Location.ShouldNotBeNull($"{page.Status} {page.Text}");
        location.ShouldStartWith(Redirect + (Redirect.Contains('?', StringComparison.Ordinal) ? '&' : '?'));
        var parameters = location[(Redirect.Length + 1)..].Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        return Signs ? Opened(parameters) : parameters;
    }

    /// <summary>JARM: nothing but the JWT, for this client, for ten minutes at the most.</summary>
    private Dictionary<string, string> Opened(Dictionary<string, string> parameters)
    {
        parameters.Keys.ShouldBe(["response"]);
        var read = new JsonWebTokenHandler().ValidateTokenAsync(parameters["response"], new()
        {
            ValidIssuer = Org.Issuer, ValidAudience = App.Id, IssuerSigningKeys = Keys.GetSigningKeys(), ValidAlgorithms = ["PS256", "ES256"], ValidateLifetime = false, RequireExpirationTime = true,
        }).GetAwaiter().GetResult();
        read.IsValid.ShouldBeTrue(read.Exception?.Message);
        var claims = Rules.Part(parameters["response"], 1);
        claims["exp"]!.GetValue<long>().ShouldBeInRange(App.Now + 1, App.Now + 600);
        claims["aud"]!.GetValue<string>().ShouldBe(App.Id);
        return claims.Where(claim => claim.Key is not ("aud" or "exp")).ToDictionary(claim => claim.Key, claim => claim.Value!.GetValue<string>());
    }

    /// <summary>Authorization response, success: state, iss and a code, and nothing else.</summary>
    public string ShouldHaveCode(TestPage page, string? state)
    {
        var answer = Answer(page);
        answer.ShouldNotContainKey("error", answer.GetValueOrDefault("error_description"));
        answer.Keys.ShouldBe(state is null ? ["code", "iss"] : ["code", "state", "iss"], ignoreOrder: true);
        answer["iss"].ShouldBe(Org.Issuer);
        answer.GetValueOrDefault("state").ShouldBe(state);
        answer["code"].ShouldBeUnguessable();
        answer["code"].Length.ShouldBeGreaterThanOrEqualTo(22);        // 128 bits
        return answer["code"];
    }

    public void ShouldHaveRefused(TestPage page, string? state, params string[] errors)
    {
        var answer = Answer(page);
        answer["error"].ShouldBeOneOf(errors);
        answer["iss"].ShouldBe(Org.Issuer);
        answer.GetValueOrDefault("state").ShouldBe(state);
        answer.Keys.Except(["error", "error_description", "state", "iss"]).ShouldBeEmpty();
        Rules.ShouldBePlain(answer.GetValueOrDefault("error_description"));
    }

    /// <summary>A code for a request, as pushed; the request is the ordinary one unless given.</summary>
    public async Task<string> Code(Dictionary<string, string?>? request = null, bool proven = false)
    {
        request ??= Request();
        return ShouldHaveCode(await Visit(await Pushed(request, proven)), request.GetValueOrDefault("state"));
    }

    public Task<TestAnswer> Redeem(string code, bool proven = true, string? credentials = null, params (string Name, string? Value)[] changes)
    {
        var form = new Dictionary<string, string?> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = Redirect, ["code_verifier"] = TestApp.Verifier };
        foreach (var (name, value) in changes) form[name] = value;
        return Post("token", form, proven, credentials);
    }

    public Task<TestAnswer> Refresh(string token, bool proven = true, string? credentials = null) =>
        Post("token", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = token }, proven, credentials);

    /// <summary>Token response, success, and the ID token where one was asked for.</summary>
    public async Task<TestAnswer> ShouldBeTokens(TestAnswer answer, string? idTokenNonce)
    {
        answer.ShouldBeTokens("DPoP");
        answer.AccessToken.Length.ShouldBeGreaterThanOrEqualTo(22);
        if (!Scope.Contains("openid", StringComparison.Ordinal)) answer.Json.ContainsKey("id_token").ShouldBeFalse();
        else
        {
            var claims = await Rules.ShouldBeIdToken(answer.IdToken, Org.Issuer, App.Id, idTokenNonce, Keys, Org.Clock.GetUtcNow(), "PS256", "ES256");
            claims.ShouldMatch(answer.AccessToken, null, "ES256");
            claims.ShouldSayNoMore();
        }
        return answer;
    }

    /// <summary>The whole way: push, sign in, redeem.</summary>
    public async Task<TestAnswer> Tokens(Dictionary<string, string?>? request = null, bool proven = false)
    {
        request ??= Request();
        return await ShouldBeTokens(await Redeem(await Code(request, proven)), request.GetValueOrDefault("nonce"));
    }

    /// <summary>The resource, as this client asks: with a nonce where it was told one, and once more if it is told another.</summary>
    public async Task<Seen> Ask(string token, string scheme = "DPoP", params (string Name, string Value)[] headers)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await Org.Visit(Resource, [("Authorization", $"{scheme} {token}"), ("DPoP", Proof(HttpMethod.Get, Resource, token)), .. headers]);
            if (answer.Headers.TryGetValue("DPoP-Nonce", out var told)) nonce = told;
            if (attempt == 2 || answer.Status != 401 || !answer.Headers["WWW-Authenticate"].Contains("use_dpop_nonce", StringComparison.Ordinal)) return answer;
        }
    }

    public async Task ShouldBeLetIn(string token, params (string Name, string Value)[] headers)
    {
        var answer = await Ask(token, headers: headers);
        answer.Status.ShouldBe(200, answer.Headers.GetValueOrDefault("WWW-Authenticate"));
        answer.Headers.ShouldContainKey("Date");
    }
}
