using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Latchkey.AspNetCore.Tests;

/// <summary>An issuer on a real port: it publishes what a Latchkey server publishes and signs what it is told to.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    private static readonly TestKey usual = TestKey.Rsa("rsa-1");      // making one takes longer than most tests

    private readonly TestClock clock;
    private WebApplication server = null!;
    private int keyRequests;
    private int introspections;

    private TestIssuer(TestClock clock) => this.clock = clock;

    public string Url { get; private set; } = "";
    public string NamesItself { get; set; } = "";
    public string KeysAddress { get; set; } = "";
    public List<TestKey> Published { get; } = [usual];
    public int KeyRequests => Volatile.Read(ref keyRequests);
    public bool IsBroken { get; set; }
    public bool IntrospectionIsDown { get; set; }
    public string IntrospectedBy { get; private set; } = "";
    public int Introspections => Volatile.Read(ref introspections);
    public HashSet<string> Revoked { get; } = [];

    /// <summary>What is answered of tokens that are not JWTs.</summary>
    public Dictionary<string, JsonObject> Known { get; } = [];

    /// <summary>When set, key requests wait for it: so many callers can be seen to wait for one answer.</summary>
    public Task KeysHeldUntil { get; set; } = Task.CompletedTask;

    public static async Task<TestIssuer> Start(TestClock clock, string host = "127.0.0.1", int port = 0)
    {
        var issuer = new TestIssuer(clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        issuer.server = builder.Build();

        issuer.server.MapGet("/oauth2/default/.well-known/openid-configuration", () => issuer.IsBroken ? Results.StatusCode(500) : Results.Json(new
        {
            issuer = issuer.NamesItself,
            jwks_uri = issuer.KeysAddress,
            introspection_endpoint = issuer.Url + "/v1/introspect",
        }));
        issuer.server.MapPost("/oauth2/default/v1/introspect", async (HttpRequest request) =>
        {
            Interlocked.Increment(ref issuer.introspections);
            await issuer.KeysHeldUntil;
            if (issuer.IntrospectionIsDown) return Results.StatusCode(503);
            issuer.IntrospectedBy = Encoding.UTF8.GetString(Convert.FromBase64String(request.Headers.Authorization.ToString()["Basic ".Length..]));
            var token = (await request.ReadFormAsync())["token"].ToString();
            return Results.Json(issuer.Known.TryGetValue(token, out var members) && !issuer.Revoked.Contains(token) ? members : new JsonObject { ["active"] = !token.StartsWith("opaque", StringComparison.Ordinal) && !issuer.Revoked.Contains(token) });
        });
        issuer.server.MapGet("/oauth2/default/v1/keys", async () =>
        {
            Interlocked.Increment(ref issuer.keyRequests);
            await issuer.KeysHeldUntil;
            return Results.Json(new JsonObject { ["keys"] = new JsonArray([.. issuer.Published.Select(key => key.Jwk.DeepClone())]) });
        });
        await issuer.server.StartAsync();

        issuer.Url = issuer.NamesItself = $"http://{host}:{new Uri(issuer.server.Urls.Single()).Port}/oauth2/default";
        issuer.KeysAddress = issuer.Url + "/v1/keys";
        return issuer;
    }

    /// <summary>From now on the key is the only one published and used.</summary>
    public void RotateTo(TestKey key)
    {
        Published.Clear();
        Published.Add(key);
    }

    /// <summary>An access token as contract §2.3 describes it, then changed as the test wants.</summary>
    public string AccessToken(string scopes = "openid orders:read", Action<JsonObject>? claims = null, Action<JsonObject>? header = null, TestKey? key = null)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var payload = new JsonObject
        {
            ["ver"] = 1,
            ["jti"] = "AT.test",
            ["iss"] = Url,
            ["aud"] = TestApi.Audience,
            ["sub"] = "mia@example.com",
            ["iat"] = now,
            ["exp"] = now + 3600,
            ["cid"] = "0oa1",
            ["uid"] = "00u1",
            ["scp"] = new JsonArray([.. scopes.Split(' ').Select(scope => JsonValue.Create(scope))]),
            ["auth_time"] = now,
        };
        claims?.Invoke(payload);
        return Sign(payload, header, key);
    }

    /// <summary>An ID token as contract §2.3 describes it, for an audience of the test's choice.</summary>
    public string IdToken(string audience)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return Sign(new JsonObject
        {
            ["ver"] = 1,
            ["jti"] = "ID.test",
            ["iss"] = Url,
            ["aud"] = audience,
            ["sub"] = "00u1",
            ["iat"] = now,
            ["exp"] = now + 3600,
            ["amr"] = new JsonArray("pwd"),
            ["idp"] = "00o1",
            ["auth_time"] = now,
            ["name"] = "Mia",
        }, null, null);
    }

    private string Sign(JsonObject payload, Action<JsonObject>? header, TestKey? key)
    {
        key ??= Published[0];
        var head = new JsonObject { ["kid"] = key.Id, ["alg"] = key.Algorithm };
        header?.Invoke(head);
        var signed = $"{Encoded(head)}.{Encoded(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encoded(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    public async ValueTask DisposeAsync() => await server.DisposeAsync();
}
