using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Federation;

/// <summary>/api/v1/idps. Contract §3.12.</summary>
public sealed class IdentityProvidersApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static string Name(string what) => $"{what} {Ground.Sealing.Secrets.Digits(8)}";

    private static JsonObject Google()
    {
        var body = JsonNode.Parse("""
            {"type":"GOOGLE","protocol":{"type":"OIDC","scopes":["profile","email","openid"],
             "credentials":{"client":{"client_id":"123.apps.googleusercontent.com","client_secret":"google-secret"}}},
             "policy":{"provisioning":{"action":"AUTO","profileMaster":true,"groups":{"action":"NONE"}},"accountLink":{"action":"AUTO","filter":null},
             "subject":{"userNameTemplate":{"template":"idpuser.email"},"matchType":"USERNAME"},"maxClockSkew":0}}
            """)!.AsObject();
        body["name"] = Name("Google");
        return body;
    }

    [Fact]
    public async Task A_provider_lives_from_its_creation_to_its_deletion()
    {
        var created = (await Org.Post("/idps", Google())).ShouldSucceed();
        created.Id.ShouldMatch("^0oa[0-9A-Za-z]{17}$");
        (created["status"], created["type"], created["protocol.issuer.url"], created["policy.maxClockSkew"]).ShouldBe(("ACTIVE", "GOOGLE", "https://accounts.google.com", "0"));
        created.Text.ShouldNotContain("google-secret");
        created["_links.clientRedirectUri.href"].ShouldBe($"{Org.Url}/oauth2/v1/authorize/callback");
        (await Org.Read("/idps?type=GOOGLE")).ShouldSucceed().Each("id").ShouldContain(created.Id);
        (await Org.Read("/idps?type=APPLE")).ShouldSucceed().Each("id").ShouldNotContain(created.Id);
        (await Org.Read($"/idps?q={Uri.EscapeDataString(created["name"]!.ToString().ToLowerInvariant())}")).ShouldSucceed().Each("id").ShouldBe([created.Id]);

        // A document that was read is put back without the secret nobody was shown, and the secret is still there.
        var kept = await SealedOf(created.Id);
        (await Org.Put($"/idps/{created.Id}", created.Object.DeepClone())).ShouldSucceed()["name"].ShouldBe(created["name"]);
        (await SealedOf(created.Id)).ShouldBe(kept.ShouldNotBeNull());
        (await Org.Post($"/idps/{created.Id}/lifecycle/deactivate")).ShouldSucceed()["status"].ShouldBe("INACTIVE");
        (await Org.Post($"/idps/{created.Id}/lifecycle/activate")).ShouldSucceed()["status"].ShouldBe("ACTIVE");
        (await Org.Delete($"/idps/{created.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/idps/{created.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Events(created.Id)).ShouldBe(["system.idp.lifecycle.create", "system.idp.lifecycle.update", "system.idp.lifecycle.deactivate", "system.idp.lifecycle.activate", "system.idp.lifecycle.delete"]);
        async Task<string?> SealedOf(string id) => await Org.Services.GetRequiredService<Database>().One<string>("select sealed_secret from identity_providers where id = @id", new { id }, default);
    }

    [Fact]
    public async Task A_secret_goes_where_it_went_and_nowhere_else()
    {
        var created = (await Org.Post("/idps", Google())).ShouldSucceed();
        var moved = created.Object.DeepClone().AsObject();
        moved["protocol"]!["endpoints"] = JsonNode.Parse("""{"token":{"url":"https://elsewhere.example.com/token"}}""");
        (await Org.Put($"/idps/{created.Id}", moved)).ShouldBeRefused(400, "E0000001", "given anew");
        moved["protocol"]!["credentials"]!["client"]!["client_secret"] = "another";
        (await Org.Put($"/idps/{created.Id}", moved)).ShouldSucceed().Text.ShouldNotContain("another");
    }

    [Theory]
    [InlineData("""{"type":"SAML2"}""", "SAML")]
    [InlineData("""{"type":"X509"}""", "passkey")]
    [InlineData("""{"type":"FACEBOOK"}""", "own protocol")]
    [InlineData("""{"type":"GITLAB"}""", "OIDC")]
    [InlineData("""{"type":"OIDC"}""", "protocol.issuer.url")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"protocol":{"type":"SAML2"}}""", "protocol.type")]
    [InlineData("""{"protocol":{"credentials":{"client":{"client_id":"c"}}}}""", "client_secret")]
    [InlineData("""{"protocol":{"scopes":["email"],"credentials":{"client":{"client_id":"c","client_secret":"s"}}}}""", "openid")]
    [InlineData("""{"protocol":{"issuer":{"url":"http://accounts.example.com"},"credentials":{"client":{"client_id":"c","client_secret":"s"}}}}""", "issuer")]
    [InlineData("""{"protocol":{"credentials":{"client":{"client_id":"c","token_endpoint_auth_method":"client_secret_jwt"}}}}""", "token_endpoint_auth_method")]
    [InlineData("""{"policy":{"subject":{"matchType":"CUSTOM_ATTRIBUTE"}}}""", "matchType")]
    [InlineData("""{"policy":{"subject":{"userNameTemplate":{"template":"user.email + 1"}}}}""", "template")]
    [InlineData("""{"policy":{"subject":{"filter":"(?=a)"}}}""", "filter")]
    [InlineData("""{"policy":{"provisioning":{"conditions":{"suspended":{"action":"UNSUSPEND"}}}}}""", "suspended")]
    [InlineData("""{"policy":{"provisioning":{"groups":{"action":"ASSIGN"}}}}""", "assignments")]
    [InlineData("""{"policy":{"provisioning":{"groups":{"action":"ASSIGN","assignments":["00g00000000000000000"]}}}}""", "not a group")]
    [InlineData("""{"policy":{"maxClockSkew":99999999}}""", "maxClockSkew")]
    public async Task What_breaks_a_rule_is_refused_with_its_name(string change, string named)
    {
        var body = Google();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject()) body[name] = value?.DeepClone();
        (await Org.Post("/idps", body)).ShouldBeRefused(400, "E0000001", named);
    }

    [Fact]
    public async Task An_apple_key_is_taken_in_either_form_and_never_answered()
    {
        using var ec = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var key = Convert.ToBase64String(ec.ExportPkcs8PrivateKey());
        JsonObject Apple(string given) => new()
        {
            ["type"] = "APPLE",
            ["name"] = Name("Apple"),
            ["protocol"] = new JsonObject
            {
                ["type"] = "OIDC",
                ["credentials"] = new JsonObject
                {
                    ["client"] = new JsonObject { ["client_id"] = "com.example.web" },
                    ["signing"] = new JsonObject { ["teamId"] = "TEAM123456", ["kid"] = "KEY1234567", ["privateKey"] = given },
                },
            },
        };
        var created = (await Org.Post("/idps", Apple(key))).ShouldSucceed();
        created.Text.ShouldNotContain(key[40..80]);
        created["protocol.credentials.signing.kid"].ShouldBe("KEY1234567");
        (await Org.Post("/idps", Apple(ec.ExportPkcs8PrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal)))).ShouldSucceed();
        (await Org.Post("/idps", Apple("not a key"))).ShouldBeRefused(400, "E0000001", "privateKey");
    }

    [Fact]
    public async Task Certificates_are_refused_with_a_sentence()
    {
        var created = (await Org.Post("/idps", Google())).ShouldSucceed();
        foreach (var path in (string[])["/idps/credentials/keys", $"/idps/{created.Id}/credentials/keys", $"/idps/{created.Id}/credentials/csrs", $"/idps/{created.Id}/credentials/keys/active"])
            (await Org.Read(path)).ShouldBeRefused(501, "E0000060", "SAML");
    }

    [Fact]
    public async Task An_administrator_says_who_somebody_is_there_and_takes_it_back()
    {
        var provider = (await Org.Post("/idps", Google())).ShouldSucceed();
        var (first, second) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var linked = (await Org.Post($"/idps/{provider.Id}/users/{first.Id}", new JsonObject { ["externalId"] = "sub-1" })).ShouldSucceed();
        (linked.Id, linked["externalId"]).ShouldBe((first.Id!, "sub-1"));
        (await Org.Post($"/idps/{provider.Id}/users/{second.Id}", new JsonObject { ["externalId"] = "sub-1" })).ShouldBeRefused(400, "E0000001", "externalId");
        (await Org.Post($"/idps/{provider.Id}/users/{first.Id}", new JsonObject { ["externalId"] = "sub-2" })).ShouldBeRefused(400, "E0000001", "externalId");
        (await Org.Read($"/idps/{provider.Id}/users")).ShouldSucceed().Each("id").ShouldBe([first.Id!]);
        (await Org.Read($"/users/{first.Id}/idps")).ShouldSucceed().Each("id").ShouldBe([provider.Id]);
        (await Org.Read($"/idps/{provider.Id}/users/{first.Id}/credentials/tokens")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Read($"/idps/{provider.Id}/users/{second.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Delete($"/idps/{provider.Id}/users/{first.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/users/{first.Id}/idps")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Events(provider.Id)).ShouldBe(["system.idp.lifecycle.create", "user.identity_provider.link", "user.identity_provider.unlink"]);
    }
}
