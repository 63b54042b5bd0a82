using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;
using Microsoft.AspNetCore.Http;

namespace Latchkey.Server.Tests.Kit;

/// <summary>An OpenID provider of somebody else's that says whatever a test wants: it signs in nobody by itself.</summary>
internal sealed class UpstreamSite : IAsyncDisposable
{
    private readonly HookReceiver site;
    private readonly AppKey key = new("RS256");
    private readonly ConcurrentDictionary<string, JsonObject> codes = new();
    private int made;

    private UpstreamSite(HookReceiver site) => this.site = site;

    public string Issuer => site.Url;

    /// <summary>What else its document says, or instead.</summary>
    public JsonObject Metadata { get; } = [];

    /// <summary>What else an answer of the token endpoint says.</summary>
    public JsonObject Tokens { get; } = [];

    /// <summary>What its userinfo endpoint says; null: it has none.</summary>
    public JsonObject? UserInfo { get; set; }

    /// <summary>How it signs; its own key, until a test says otherwise.</summary>
    public Func<JsonObject, string>? Signs { get; set; }

    public AppKey Key => Publishes ?? key;

    /// <summary>Another key that it has from now on, and no other.</summary>
    public AppKey? Publishes { get; set; }

    public IReadOnlyList<HookReceiver.Call> TokenCalls => [.. site.Calls.Where(call => call.Path == "/token")];

    public static async Task<UpstreamSite> Start()
    {
        var upstream = new UpstreamSite(await HookReceiver.Start());
        upstream.site.Answers = upstream.Answer;
        return upstream;
    }

    /// <summary>A code for somebody who has just signed in there.</summary>
    /// <param name="sent">Where our server sent the browser.</param>
    /// <param name="claims">What the ID token says beyond what it must, or instead of it.</param>
    public string CodeFor(string sent, JsonObject claims)
    {
        var asked = QueryOf(sent);
        var now = Now().ToUnixTimeSeconds();
        var said = new JsonObject
        {
            ["iss"] = Issuer, ["aud"] = asked["client_id"], ["nonce"] = asked["nonce"], ["iat"] = now, ["exp"] = now + 300,
        };
        foreach (var (name, value) in claims)
            if (value is null) said.Remove(name);
            else said[name] = value.DeepClone();
        var code = $"code-{Interlocked.Increment(ref made)}";
        codes[code] = said;
        return code;
    }

    /// <summary>The test's clock.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => TimeProvider.System.GetUtcNow();

    /// <summary>What a provider of this org needs to be this site.</summary>
    public JsonObject Provider(string name, Action<JsonObject>? change = null, string type = "OIDC")
    {
        var body = JsonNode.Parse("""
            {"protocol":{"type":"OIDC","scopes":["openid","profile","email"],"credentials":{"client":{"client_id":"latchkey","client_secret":"upstream-secret"}}},
             "policy":{"accountLink":{"action":"AUTO"},"provisioning":{"action":"AUTO"},"subject":{"userNameTemplate":{"template":"idpuser.email"},"matchType":"USERNAME_OR_EMAIL"}}}
            """)!.AsObject();
        (body["type"], body["name"], body["protocol"]!["issuer"]) = (type, name, new JsonObject { ["url"] = Issuer });
        change?.Invoke(body);
        return body;
    }

    public static Dictionary<string, string> QueryOf(string url) => new Uri(url).Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair[1]));

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        key.Dispose();
    }

    private Task Answer(HookReceiver.Call call, HttpContext http)
    {
        switch (call.Path)
        {
            case "/.well-known/openid-configuration":
                var document = new JsonObject
                {
                    ["issuer"] = Issuer, ["authorization_endpoint"] = Issuer + "/authorize", ["token_endpoint"] = Issuer + "/token", ["jwks_uri"] = Issuer + "/keys",
                };
                if (UserInfo is not null) document["userinfo_endpoint"] = Issuer + "/userinfo";
                foreach (var (name, value) in Metadata) document[name] = value?.DeepClone();
                return HookReceiver.Write(http, document.ToJsonString());
            case "/keys":
                return HookReceiver.Write(http, AppKey.Jwks(Key).ToJsonString());
            case "/userinfo":
                return HookReceiver.Write(http, UserInfo!.ToJsonString());
            case "/token":
                // A code is redeemed once, as a provider should.
                if (!codes.TryRemove(call.Form["code"], out var claims)) return HookReceiver.Write(http, """{"error":"invalid_grant"}""", 400);
                var answer = new JsonObject { ["token_type"] = "Bearer", ["access_token"] = "upstream-access", ["expires_in"] = 3600, ["id_token"] = (Signs ?? (said => Key.Sign(said)))(claims) };
                foreach (var (name, value) in Tokens) answer[name] = value?.DeepClone();
                return HookReceiver.Write(http, answer.ToJsonString());
            default:
                http.Response.StatusCode = 404;
                return Task.CompletedTask;
        }
    }
}

/// <summary>A person's way to a provider and back, step by step.</summary>
internal static class UpstreamWalk
{
    public const string Callback = "/oauth2/v1/authorize/callback";

    /// <summary>From an app's request to the address of the provider that the browser is sent to.</summary>
    public static async Task<string> Leave(this TestOrg org, TestBrowser browser, string idpId, params (string, string?)[] changes) =>
        (await browser.OpenAsync(org.NativeApp.AuthorizeUrl(changes: [("idp", idpId), .. changes]))).Location.ShouldNotBeNull();

    /// <summary>The provider sends the browser back.</summary>
    public static Task<TestPage> Return(this TestOrg org, TestBrowser browser, string sent, string code, string? issuer = null) =>
        browser.OpenAsync($"{org.Url}{Callback}?code={Uri.EscapeDataString(code)}&state={Uri.EscapeDataString(UpstreamSite.QueryOf(sent)["state"])}" + (issuer is null ? "" : $"&iss={Uri.EscapeDataString(issuer)}"));

    /// <summary>All of it: the page that the person ends at.</summary>
    public static async Task<TestPage> ComeFrom(this TestOrg org, TestBrowser browser, UpstreamSite site, string idpId, JsonObject claims)
    {
        var sent = await org.Leave(browser, idpId);
        return await org.Return(browser, sent, site.CodeFor(sent, claims));
    }

    public static JsonObject Claims(string sub, string email, bool verified = true, string given = "Mia", string family = "Martinez") =>
        new() { ["sub"] = sub, ["email"] = email, ["email_verified"] = verified, ["given_name"] = given, ["family_name"] = family, ["name"] = $"{given} {family}" };
}
