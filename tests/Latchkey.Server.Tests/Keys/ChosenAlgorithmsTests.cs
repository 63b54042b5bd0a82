using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Faces.Management.Keys;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Keys;

/// <summary>A server publishes keys of what it signs with: RSA alone, until an administrator chooses ES256. Contract §2.9.</summary>
public sealed class ChosenAlgorithmsTests : IAsyncLifetime
{
    private TestOrg Org { get; set; } = null!;

    public async Task InitializeAsync() => Org = await TestOrg.StartAsync();

    public async Task DisposeAsync() => await Org.DisposeAsync();

    private static readonly string[] Rsa = ["RS256"], Both = ["RS256", "ES256"];

    private static readonly JsonObject Elliptic = new() { ["id_token_signed_response_alg"] = "ES256" };

    private string OrgServer => Org.Url + "/oauth2";

    /// <summary>The algorithms of the keys that a server publishes, to everybody or to one client, each once; members and all are looked at.</summary>
    private async Task<string[]> Published(string endpoints, string? clientId = null)
    {
        var keys = JsonNode.Parse((await Org.Visit(endpoints + "/v1/keys" + (clientId is null ? "" : "?client_id=" + clientId))).Text)!["keys"]!.AsArray();
        foreach (var key in keys.Select(key => key!.AsObject()))
            key.Select(member => member.Key).ShouldBe(key["kty"]!.ToString() == "RSA" ? ["kty", "alg", "kid", "use", "e", "n"] : ["kty", "alg", "kid", "use", "crv", "x", "y"]);
        return [.. keys.Select(key => key!["alg"]!.ToString()).Distinct()];
    }

    /// <summary>What discovery says of it: the same.</summary>
    private async Task ShouldSay(string issuer, string[] algorithms, string? clientId = null, string[]? ofUserInfo = null)
    {
        var document = JsonNode.Parse((await Org.Visit(issuer + "/.well-known/openid-configuration" + (clientId is null ? "" : "?client_id=" + clientId))).Text)!;
        foreach (var (name, expected) in ((string, string[])[])[("id_token_signing_alg_values_supported", algorithms), ("userinfo_signing_alg_values_supported", ofUserInfo ?? algorithms)])
            document[name]!.AsArray().Select(one => one!.ToString()).ShouldBe(expected, name);
    }

    private static string AlgorithmOf(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[0]))!["alg"]!.ToString();

    private async Task<string> Open(string clients)
    {
        var server = await CustomServers.Open(Org, "Elsewhere");
        var policy = (await Org.Read($"/authorizationServers/{server}/policies")).List.Single()!.AsObject();
        policy["conditions"]!["clients"]!["include"] = new JsonArray(clients);
        (await Org.Put($"/authorizationServers/{server}/policies/{policy["id"]}", policy)).ShouldSucceed();
        return $"{Org.Url}/oauth2/{server}";
    }

    [Fact]                                                             // okta-mobile-kotlin 1.x and 2.x want e and n of each key; okta-jwt-verifier-java 0.5 stops at crv
    public async Task Until_somebody_chooses_otherwise_all_keys_are_rsa()
    {
        foreach (var endpoints in (string[])[OrgServer, Org.Issuer])
        {
            (await Published(endpoints)).ShouldBe(Rsa);
            (await Published(endpoints, Org.NativeApp.ClientId)).ShouldBe(Rsa);
        }
        foreach (var issuer in (string[])[Org.Url, Org.Issuer]) await ShouldSay(issuer, Rsa);
        (await Org.Read("/authorizationServers/default/credentials/keys")).ShouldSucceed().Each("kty").ShouldAllBe(kind => kind == "RSA");
        (await Org.Read("/org/credentials/keys")).ShouldSucceed().Each("kty").ShouldAllBe(kind => kind == "RSA");
        // The key of the org server's access tokens is an elliptic one, and nobody's business.
        AlgorithmOf((await (Org.NativeApp with { Issuer = Org.Url }).TokensAsync(Org.Person)).AccessToken).ShouldBe("ES256");
        (await Published(OrgServer)).ShouldBe(Rsa);
    }

    [Theory]                                                           // each way an administrator says it
    [InlineData("id_token_signed_response_alg", "ES256"), InlineData("userinfo_signed_response_alg", "ES256"), InlineData("profile", "fapi2")]
    public async Task An_app_that_chooses_es256_has_it_published_by_the_servers_that_admit_it(string setting, string value)
    {
        using var key = new AppKey();
        var settings = new JsonObject { [setting] = value, ["jwks"] = AppKey.Jwks(key) };
        var created = (await Org.Post("/apps", ApiCalls.NewApp("web", settings, new() { ["token_endpoint_auth_method"] = "private_key_jwt" }))).ShouldSucceed();
        foreach (var endpoints in (string[])[OrgServer, Org.Issuer])
        {
            (await Published(endpoints)).ShouldBe(Both);
            (await Published(endpoints, created.Id)).ShouldContain("ES256");
            (await Published(endpoints, Org.NativeApp.ClientId)).ShouldBe(Rsa);          // the others' phones read theirs as before
        }
        await ShouldSay(Org.Issuer, Both);
        await ShouldSay(Org.Issuer, Both, created.Id, ofUserInfo: value == "fapi2" ? ["ES256"] : Both);      // RS256 must be among the first, whoever asks
        await ShouldSay(Org.Issuer, Rsa, Org.NativeApp.ClientId);
        (await Published(await Open(Org.NativeApp.ClientId))).ShouldBe(Rsa);             // a server it may not use
        (await Org.Read("/authorizationServers/default/credentials/keys")).ShouldSucceed().Each("status").ShouldBe(["ACTIVE", "ACTIVE", "NEXT", "NEXT"]);

        // Switched off it chooses nothing.
        (await Org.Post($"/apps/{created.Id}/lifecycle/deactivate")).ShouldSucceed();
        await ShouldSay(Org.Issuer, Rsa);
    }

    [Fact]                                                             // FAPI 2.0 Security Profile §5.4.1: nothing by RS256
    public async Task A_client_is_shown_the_keys_that_sign_for_it()
    {
        using var key = new AppKey();
        var financial = (await Org.Post("/apps", ApiCalls.NewApp("web", new() { ["profile"] = "fapi2", ["jwks"] = AppKey.Jwks(key) }, new() { ["token_endpoint_auth_method"] = "private_key_jwt" }))).ShouldSucceed().Id;
        var mixed = await Org.CreateAppAsync("native", Elliptic.DeepClone().AsObject());
        (await Published(Org.Issuer, financial)).ShouldBe(["ES256"]);
        (await Published(Org.Issuer, mixed.ClientId)).ShouldBe(Both);                    // its access tokens are the server's
        (await Published(OrgServer, mixed.ClientId)).ShouldBe(["ES256"]);                // no app reads the org server's
        (await Published(Org.Issuer, "0oaUnknown")).ShouldBe(Both);
        var tokens = await mixed.TokensAsync(Org.Person);
        (AlgorithmOf(tokens.IdToken), AlgorithmOf(tokens.AccessToken)).ShouldBe(("ES256", "RS256"));
        (AlgorithmOf((await Org.NativeApp.TokensAsync(Org.Person)).IdToken)).ShouldBe("RS256");
    }

    [Fact]                                                             // RS256 stays: apps that ask for it, and OpenID Connect Discovery §3
    public async Task A_server_that_chooses_es256_publishes_both_and_signs_at_once()
    {
        (await Published(Org.Issuer)).ShouldBe(Rsa);
        var server = (await Org.Read("/authorizationServers/default")).ShouldSucceed().Object;
        server["credentials"]!["signing"]!["alg"] = "ES256";
        var changed = (await Org.Put("/authorizationServers/default", server)).ShouldSucceed();
        AlgorithmOf((await Org.NativeApp.TokensAsync(Org.Person)).AccessToken).ShouldBe("ES256");
        (await Published(Org.Issuer)).ShouldBe(Both);
        (await Published(Org.Issuer, Org.NativeApp.ClientId)).ShouldBe(["ES256"]);
        (await Org.Read("/authorizationServers/default/credentials/keys")).ShouldSucceed().Each("kid").ShouldContain(changed["credentials.signing.kid"]!);
        await ShouldSay(Org.Issuer, Both);
        (await Published(OrgServer)).ShouldBe(Rsa);
        await ShouldSay(Org.Url, Rsa);
    }

    [Fact]                                                             // what was signed before is verified to its end, and then RSA is alone again
    public async Task What_is_chosen_no_longer_is_withdrawn_once_its_last_token_has_ended()
    {
        var app = await Org.CreateAppAsync("native", Elliptic.DeepClone().AsObject());
        var idToken = (await app.TokensAsync(Org.Person)).IdToken;
        var settings = (await Org.Read($"/apps/{app.ClientId}")).ShouldSucceed().Object;
        settings["settings"]!["oauthClient"]!["id_token_signed_response_alg"] = "RS256";
        (await Org.Put($"/apps/{app.ClientId}", settings)).ShouldSucceed();
        AlgorithmOf((await app.TokensAsync(Org.Person)).IdToken).ShouldBe("RS256");
        await ShouldSay(Org.Issuer, Rsa);

        var rotation = Org.Services.GetRequiredService<KeyRotation>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => rotation.Turn(default)));
        (await Published(Org.Issuer)).ShouldBe(Both);
        (await app.IntrospectAsync(idToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
        (await Org.Read("/authorizationServers/default/credentials/keys")).ShouldSucceed().List.Count(key => key!["alg"]!.ToString() == "ES256").ShouldBe(1);
        Org.Clock.Advance(TimeSpan.FromHours(26));
        await Org.Services.GetRequiredService<KeyRing>().DeleteExpired(default);
        (await Published(Org.Issuer)).ShouldBe(Rsa);

        // And chosen once more, it is there once more.
        settings["settings"]!["oauthClient"]!["id_token_signed_response_alg"] = "ES256";
        (await Org.Put($"/apps/{app.ClientId}", settings)).ShouldSucceed();
        AlgorithmOf((await app.TokensAsync(Org.Person)).IdToken).ShouldBe("ES256");
        (await Published(Org.Issuer)).ShouldBe(Both);
    }

    private async Task<ApiAnswer> Register(params (string Name, JsonNode Value)[] more)
    {
        var body = new JsonObject { ["redirect_uris"] = new JsonArray("https://app.example.com/cb") };
        foreach (var (name, value) in more) body[name] = value.DeepClone();
        return await Org.CallRaw(HttpMethod.Post, Org.Url + "/oauth2/v1/clients", body.ToJsonString(), client: Org.Http);
    }

    [Fact]                                                             // RFC 7591 §3.2.2: a stranger changes nobody's key list
    public async Task A_client_that_registers_itself_has_es256_only_where_it_is_chosen_already()
    {
        using var key = new AppKey();
        (string, JsonNode)[][] wishes = [[("id_token_signed_response_alg", "ES256")], [("userinfo_signed_response_alg", "ES256")], [("profile", "fapi2"), ("token_endpoint_auth_method", "private_key_jwt"), ("jwks", AppKey.Jwks(key))]];
        foreach (var wish in wishes)
        {
            var refused = await Register(wish);
            (refused.Status, refused["error"]).ShouldBe((HttpStatusCode.BadRequest, "invalid_client_metadata"), refused.Text);
        }
        var plain = await Register();
        plain.Status.ShouldBe(HttpStatusCode.Created, plain.Text);
        (await Published(Org.Issuer)).ShouldBe(Rsa);

        var chosen = await Org.CreateAppAsync("native", Elliptic.DeepClone().AsObject());
        foreach (var wish in wishes) (await Register(wish)).Status.ShouldBe(HttpStatusCode.Created);
        var registered = await Register(("id_token_signed_response_alg", "ES256"), ("token_endpoint_auth_method", "client_secret_post"));
        var app = new TestApp(Org, registered["client_id"]!, registered["client_secret"], "https://app.example.com/cb");
        using (var browser = Org.Browser())
        {
            var allowed = await browser.SubmitAsync(await app.SignInAsync(Org.Person, browser: browser), ("decision", "allow"));
            AlgorithmOf((await app.RedeemAsync(allowed.Parameter("code")!)).IdToken).ShouldBe("ES256");
        }

        // It went with whoever chose it: what a stranger asked for chooses nothing.
        (await Org.Post($"/apps/{chosen.ClientId}/lifecycle/deactivate")).ShouldSucceed();
        await ShouldSay(Org.Issuer, Rsa);
        (await Register(wishes[0])).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.RedeemAsync(await app.CodeAsync(Org.Person))).ShouldBeRefused("unauthorized_client");

        // Where an administrator registers it, it is chosen.
        var body = new JsonObject { ["redirect_uris"] = new JsonArray("https://app.example.com/cb"), ["id_token_signed_response_alg"] = "ES256" };
        (await Org.CallRaw(HttpMethod.Post, Org.Url + "/oauth2/v1/clients", body.ToJsonString())).ShouldBe(HttpStatusCode.Created);
        await ShouldSay(Org.Issuer, Both);
    }
}
