using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Protocol;
using Latchkey.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Tests.Kit;

/// <summary>
/// Does what the OpenID conformance suite does in each OIDCC module, and checks what it checks: reads discovery and the keys,
/// asks with a browser, reads the answer, redeems the code, reads the ID token, asks /userinfo. oidc-checks §0.
/// </summary>
internal sealed class Suite : IDisposable
{
    public const string Callback = "https://suite.example/test/a/latchkey/callback";

    private static readonly string[] OfAnAnswer = ["code", "state", "iss", "session_state", "scope"];
    private static readonly string[] OfARefusal = ["error", "error_description", "error_uri", "state", "session_state", "iss"];

    private Suite(TestOrg org, string? responseMode, JsonObject metadata, JsonWebKeySet keys, SuiteClient client)
    {
        (Org, ResponseMode, Metadata, Keys, Client, Browser, Person) = (org, responseMode, metadata, keys, client, org.Browser(), org.Person);
    }

    public TestOrg Org { get; }
    public string? ResponseMode { get; }
    public JsonObject Metadata { get; }
    public JsonWebKeySet Keys { get; }
    public SuiteClient Client { get; set; }
    public TestBrowser Browser { get; private set; }
    public TestPerson Person { get; set; }

    /// <summary>Discovery, keys, and a client an administrator registered.</summary>
    public static async Task<Suite> Start(TestOrg org, string? responseMode = null, string method = "client_secret_basic", JsonObject? more = null)
    {
        var (metadata, keys) = await Discover(org);
        Texts(metadata, "token_endpoint_auth_methods_supported").ShouldContain(method);
        return new(org, responseMode, metadata, keys, await Static(org, method, more));
    }

    /// <summary>Discovery, keys, and a client that registers itself, as nobody in particular.</summary>
    public static async Task<Suite> StartDynamic(TestOrg org, JsonObject? more = null, string method = "client_secret_basic", AppKey? key = null)
    {
        var (metadata, keys) = await Discover(org);
        return new(org, null, metadata, keys, await Register(org, metadata, more, method, key));
    }

    public static async Task<SuiteClient> Static(TestOrg org, string method = "client_secret_basic", JsonObject? more = null)
    {
        var oauth = new JsonObject { ["application_type"] = "web", ["redirect_uris"] = new JsonArray(Callback), ["grant_types"] = new JsonArray("authorization_code", "refresh_token"), ["response_types"] = new JsonArray("code") };
        foreach (var (name, value) in more ?? []) oauth[name] = value?.DeepClone();
        var created = await org.SendAsync(HttpMethod.Post, "/api/v1/apps", new JsonObject
        {
            ["name"] = "oidc_client", ["label"] = "Suite " + Rules.Letters(6), ["signOnMode"] = "OPENID_CONNECT",
            ["credentials"] = new JsonObject { ["oauthClient"] = new JsonObject { ["token_endpoint_auth_method"] = method } },
            ["settings"] = new JsonObject { ["oauthClient"] = oauth },
        });
        var credentials = created["credentials"]!["oauthClient"]!;
        var id = credentials["client_id"]!.GetValue<string>();
        var everyone = (await org.SendListAsync("/api/v1/groups?search=" + Uri.EscapeDataString("profile.name eq \"everyone\"")))[0]!["id"]!.GetValue<string>();
        await org.SendAsync(HttpMethod.Put, $"/api/v1/apps/{id}/groups/{everyone}");
        return new(id, credentials["client_secret"]?.GetValue<string>(), method, Callback);
    }

    /// <summary>RFC 7591, checked as the suite does.</summary>
    public static async Task<SuiteClient> Register(TestOrg org, JsonObject metadata, JsonObject? more = null, string method = "client_secret_basic", AppKey? key = null)
    {
        var body = new JsonObject
        {
            ["client_name"] = "Suite client " + Rules.Letters(6), ["grant_types"] = new JsonArray("authorization_code"), ["response_types"] = new JsonArray("code"),
            ["redirect_uris"] = new JsonArray(Callback), ["contacts"] = new JsonArray("certification@suite.example"), ["token_endpoint_auth_method"] = method,
        };
        if (key is not null && more?.ContainsKey("jwks_uri") is not true) body["jwks"] = AppKey.Jwks(key);
        foreach (var (name, value) in more ?? []) body[name] = value?.DeepClone();
        var answer = await PostRegistration(org, metadata, body);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        answer.Headers["Content-Type"].ShouldStartWith("application/json");
        answer.Json.ContainsKey("error").ShouldBeFalse();
        if (answer["client_secret"] is not null) answer.Json.ContainsKey("client_secret_expires_at").ShouldBeTrue();
        answer.Json.ContainsKey("registration_access_token").ShouldBe(answer.Json.ContainsKey("registration_client_uri"));
        return new(answer["client_id"]!, answer["client_secret"], method, Callback) { Key = key, Registered = answer };
    }

    public static async Task<TestAnswer> PostRegistration(TestOrg org, JsonObject metadata, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, metadata["registration_endpoint"]!.GetValue<string>()) { Content = new StringContent(body.ToJsonString(), null, "application/json") };
        return await TestAnswer.Of(await org.Http.SendAsync(request));
    }

    /// <summary>At the end of a module: the client takes itself away, and 204 is the answer.</summary>
    public async Task Unregister()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Client.Registered!["registration_client_uri"]);
        request.Headers.Authorization = new("Bearer", Client.Registered["registration_access_token"]);
        using var answer = await Org.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    public static string[] Texts(JsonObject metadata, string member) => metadata[member]?.AsArray().Select(one => one!.GetValue<string>()).ToArray() ?? [];

    public string Endpoint(string name) => Metadata[name]!.GetValue<string>();

    /// <summary>A browser that has never been here.</summary>
    public void FreshBrowser()
    {
        Browser.Dispose();
        Browser = Org.Browser();
    }

    public void Dispose() => Browser.Dispose();

    /// <summary>An authorization request: plain code, scope openid, with state and nonce. A null takes a parameter out.</summary>
    public Dictionary<string, string?> Request(params (string Name, string? Value)[] changes)
    {
        var request = new Dictionary<string, string?>
        {
            ["client_id"] = Client.Id, ["redirect_uri"] = Client.Redirect, ["scope"] = "openid", ["state"] = Rules.Letters(10), ["nonce"] = Rules.Letters(10), ["response_type"] = "code",
        };
        if (ResponseMode is not null) request["response_mode"] = ResponseMode;
        foreach (var (name, value) in changes) request[name] = value;
        return request;
    }

    public string Address(Dictionary<string, string?> request) => $"{Endpoint("authorization_endpoint")}?{Rules.Query(request)}";

    /// <summary>Where the browser is taken by a request; nobody types anything.</summary>
    public Task<TestPage> Visit(Dictionary<string, string?> request) => Browser.OpenAsync(Address(request));

    public static bool AsksWho(TestPage page) => page.LeadsTo is null && page.Document.QuerySelector("form input[name=password]") is not null;

    /// <summary>The person types, and says yes where they are asked: until the browser is sent back.</summary>
    public async Task<TestPage> Finish(TestPage page)
    {
        if (AsksWho(page)) page = await Browser.SubmitAsync(page, ("identifier", Person.Login), ("password", Person.Password));
        if (page.Document.QuerySelector("#allow") is not null) page = await Browser.SubmitAsync(page, ("decision", "allow"));
        return page;
    }

    /// <summary>The answer as it reaches the callback: by redirect, or as a form that posts itself.</summary>
    public Dictionary<string, string> Answer(TestPage page)
    {
        var callback = Client.Redirect;
        if (ResponseMode == "form_post")
        {
            page.Location.ShouldBeNull("Nothing may come in the address.");
            var form = page.Document.QuerySelector<IHtmlFormElement>("form").ShouldNotBeNull(page.Text);
            form.GetAttribute("action").ShouldBe(callback);
            form.Method.ShouldBe("post");
            form.GetAttribute("enctype").ShouldBeNull();
            // Script of the page itself, allowed by its nonce, as old engines run it: no module.
            var script = page.Document.QuerySelector("script").ShouldNotBeNull();
            script.GetAttribute("type").ShouldBeNull();
            page.Headers["Content-Security-Policy"].ShouldContain($"'nonce-{script.GetAttribute("nonce")}'");
            return form.QuerySelectorAll<IHtmlInputElement>("input").ToDictionary(input => input.Name!, input => input.Value);
        }
        var location = page.Location.ShouldNotBeNull($"{page.Status} {page.Text}");
        location.ShouldStartWith(callback + (callback.Contains('?', StringComparison.Ordinal) ? '&' : '?'));
        return location[(callback.Length + 1)..].Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));
    }

    /// <summary>Authorization response, success.</summary>
    public string ShouldHaveCode(TestPage page, Dictionary<string, string?> request)
    {
        var answer = Answer(page);
        answer.ShouldNotContainKey("error", answer.GetValueOrDefault("error_description"));
        answer.GetValueOrDefault("state").ShouldBe(request.GetValueOrDefault("state"));
        if (answer.TryGetValue("iss", out var issuer)) issuer.ShouldBe(Endpoint("issuer"));
        answer.Keys.Except(OfAnAnswer).ShouldBeEmpty();
        answer["code"].ShouldBeUnguessable();
        return answer["code"];
    }

    /// <summary>Authorization response, refusal.</summary>
    public void ShouldHaveRefused(TestPage page, Dictionary<string, string?> request, params string[] errors)
    {
        var answer = Answer(page);
        answer.ShouldNotContainKey("code");
        answer["error"].ShouldBeOneOf(errors);
        answer.GetValueOrDefault("state").ShouldBe(request.GetValueOrDefault("state"));
        answer.Keys.Except(OfARefusal).ShouldBeEmpty();
        Rules.ShouldBePlain(answer.GetValueOrDefault("error_description"));
    }

    /// <summary>A page for the person and nothing for anybody else: what the suite wants a picture of.</summary>
    public static void ShouldStayHere(TestPage page)
    {
        page.Location.ShouldBeNull();
        page.LeadsTo.ShouldBeNull();
        ((int)page.Status).ShouldBe(400);
        page.Headers["Content-Type"].ShouldStartWith("text/html");
    }

    /// <summary>A whole flow, all of it checked.</summary>
    public Task<SuiteFlow> Flow(params (string Name, string? Value)[] changes) => Flow(Request(changes));

    public async Task<SuiteFlow> Flow(Dictionary<string, string?> request, params (string Name, string? Value)[] token) => await Flow(await Finish(await Visit(request)), request, token);

    /// <summary>From the answer on.</summary>
    public async Task<SuiteFlow> Flow(TestPage end, Dictionary<string, string?> request, params (string Name, string? Value)[] token)
    {
        var code = ShouldHaveCode(end, request);
        var tokens = await Redeem(code, token);
        tokens.ShouldBeTokens();
        var claims = await IdToken(tokens, request.GetValueOrDefault("nonce"));
        claims.ShouldMatch(tokens.AccessToken, code, Rules.Part(tokens.IdToken, 0)["alg"]!.GetValue<string>());
        return new(code, tokens, claims, await UserInfo(tokens, claims));
    }

    /// <summary>An ID token as it should be; the keys are read again when its own is not among them.</summary>
    public Task<JsonObject> IdToken(TestAnswer tokens, string? nonce, params string[] algorithms) =>
        Rules.ShouldBeIdToken(tokens.IdToken, Endpoint("issuer"), Client.Id, nonce, Keys, Org.Clock.GetUtcNow(), algorithms);

    public Task<TestAnswer> Redeem(string code, params (string Name, string? Value)[] changes)
    {
        var form = new Dictionary<string, string?> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = Client.Redirect };
        foreach (var (name, value) in changes) form[name] = value;
        return Token(form);
    }

    public Task<TestAnswer> Refresh(string token, string? scope = null) =>
        Token(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = token, ["scope"] = scope });

    /// <summary>The token endpoint, by the client's own method.</summary>
    public async Task<TestAnswer> Token(Dictionary<string, string?> form, string? audience = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint("token_endpoint"));
        switch (Client.Method)
        {
            case "client_secret_basic":
                var (name, value) = Asking.Basic($"{Uri.EscapeDataString(Client.Id)}:{Uri.EscapeDataString(Client.Secret!)}");
                request.Headers.TryAddWithoutValidation(name, value);
                break;
            case "client_secret_post":
                (form["client_id"], form["client_secret"]) = (Client.Id, Client.Secret);
                break;
            default:
                var app = new SigningApp(Org, Client.Id, null, Client.Key!, BySecret: false);
                (form["client_assertion"], form["client_assertion_type"]) = (app.Assertion(audience ?? Endpoint("token_endpoint")), SigningApp.AssertionType);
                break;
        }
        request.Content = new StringContent(Rules.Query(form), null, "application/x-www-form-urlencoded");
        return await TestAnswer.Of(await Org.Http.SendAsync(request));
    }

    /// <summary>GET with the token in the header, and all that is told checked.</summary>
    public async Task<JsonObject> UserInfo(TestAnswer tokens, JsonObject claims)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Endpoint("userinfo_endpoint"));
        request.Headers.Authorization = new("Bearer", tokens.AccessToken);
        return Told(await TestAnswer.Of(await Org.Http.SendAsync(request)), claims);
    }

    public static JsonObject Told(TestAnswer answer, JsonObject claims)
    {
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        if (answer.Headers["Content-Type"] == "application/jwt") return Rules.Part(answer.Text, 1);
        answer.Headers["Content-Type"].ShouldStartWith("application/json");
        answer.Json["sub"]!.GetValue<string>().ShouldBe(claims["sub"]!.GetValue<string>());
        answer.Json.ShouldBeWellTyped();
        return answer.Json;
    }

    private static async Task<(JsonObject Metadata, JsonWebKeySet Keys)> Discover(TestOrg org)
    {
        var answer = await TestAnswer.Of(await org.Http.GetAsync(new Uri(org.Issuer + "/.well-known/openid-configuration")));
        answer.Status.ShouldBe(HttpStatusCode.OK);
        foreach (var name in (string[])["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"]) answer[name].ShouldNotBeNullOrEmpty(name);
        return (answer.Json, Rules.ShouldBeJwks(await org.Http.GetStringAsync(new Uri(answer["jwks_uri"]!))));
    }
}
