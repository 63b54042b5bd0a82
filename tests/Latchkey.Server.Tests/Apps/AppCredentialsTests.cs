using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Jose;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Apps;

/// <summary>Secrets and keys of an app, replaced without a gap. Contract §3.1.</summary>
public sealed class AppCredentialsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<int> Ask(string id, string secret) => (await Org.PostForm(Org.Issuer + "/v1/introspect", "token=x", Asking.Basic($"{id}:{secret}"))).Status;

    [Fact]                                                             // contract §3.1, credentials/secrets
    public async Task A_secret_is_replaced_while_both_are_accepted()
    {
        var app = await Org.CreateAppAsync("web", new JsonObject { ["redirect_uris"] = new JsonArray("https://app.example.com/cb") });
        var path = $"/apps/{app.ClientId}/credentials/secrets";
        var old = (await Org.Read(path)).ShouldSucceed().List.Single()!;
        (old["status"]!.GetValue<string>(), old["client_secret"]!.GetValue<string>()).ShouldBe(("ACTIVE", app.ClientSecret));
        var made = (await Org.Post(path)).ShouldBe(HttpStatusCode.Created);
        var fresh = made["client_secret"]!;
        (await Ask(app.ClientId, app.ClientSecret!)).ShouldBe(200);
        (await Ask(app.ClientId, fresh)).ShouldBe(200);
        (await Org.Read($"/apps/{app.ClientId}"))["credentials.oauthClient.client_secret"].ShouldBe(fresh);
        (await Org.Post(path)).ShouldBeRefused(400, "E0000001", "at most 2");

        // A change of the app that says nothing of its secrets leaves both.
        var document = (await Org.Read($"/apps/{app.ClientId}")).Object;
        (await Org.Put($"/apps/{app.ClientId}", document)).ShouldSucceed();
        (await Ask(app.ClientId, app.ClientSecret!)).ShouldBe(200);

        var oldPath = $"{path}/{old["id"]}";
        (await Org.Delete(oldPath)).ShouldBeRefused(400, "E0000001", "deactivate it first");
        (await Org.Post($"{oldPath}/lifecycle/deactivate")).ShouldSucceed()["status"].ShouldBe("INACTIVE");
        (await Ask(app.ClientId, app.ClientSecret!)).ShouldBe(401);
        (await Org.Post($"{path}/{made.Id}/lifecycle/deactivate")).ShouldBeRefused(400, "E0000001", "only active secret");
        (await Org.Post($"{oldPath}/lifecycle/activate")).ShouldSucceed()["status"].ShouldBe("ACTIVE");
        (await Ask(app.ClientId, app.ClientSecret!)).ShouldBe(200);
        (await Org.Post($"{oldPath}/lifecycle/deactivate")).ShouldSucceed();
        (await Org.Delete(oldPath)).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read(path)).ShouldSucceed().Each("id").ShouldBe([made.Id]);
        (await Org.Read(oldPath)).ShouldBeRefused(404, "E0000007");
        (await Org.Post($"/apps/{Org.NativeApp.ClientId}/credentials/secrets")).ShouldBeRefused(400, "E0000001", "no secret");
    }

    [Theory, InlineData(true), InlineData(false)]                      // contract §3.1, credentials/secrets: a PUT sends back what a GET gave
    public async Task An_app_put_back_as_it_was_read_before_a_rotation_keeps_both_secrets_as_they_are(bool leaked)
    {
        var app = await Org.CreateAppAsync("web", new JsonObject { ["redirect_uris"] = new JsonArray("https://app.example.com/cb") });
        var path = $"/apps/{app.ClientId}/credentials/secrets";
        var document = (await Org.Read($"/apps/{app.ClientId}")).ShouldSucceed().Object;
        document["credentials"]!["oauthClient"]!["client_secret"]!.ToString().ShouldBe(app.ClientSecret);
        var old = (await Org.Read(path)).List.Single()!["id"]!.ToString();
        var made = (await Org.Post(path)).ShouldBe(HttpStatusCode.Created);
        if (leaked) (await Org.Post($"{path}/{old}/lifecycle/deactivate")).ShouldSucceed();

        document["label"] = "Renamed";
        var changed = (await Org.Put($"/apps/{app.ClientId}", document)).ShouldSucceed();
        changed["label"].ShouldBe("Renamed");
        changed["credentials.oauthClient.client_secret"].ShouldBe(made["client_secret"]);
        (await Org.Read(path)).Each("id").ShouldBe([old, made.Id]);
        (await Org.Read(path)).Each("status").ShouldBe([leaked ? "INACTIVE" : "ACTIVE", "ACTIVE"]);
        (await Ask(app.ClientId, made["client_secret"]!)).ShouldBe(200);
        (await Ask(app.ClientId, app.ClientSecret!)).ShouldBe(leaked ? 401 : 200);

        // One that it has never had stands alone, as before.
        document["credentials"]!["oauthClient"]!["client_secret"] = "quite-another-secret";
        (await Org.Put($"/apps/{app.ClientId}", document)).ShouldSucceed();
        (await Org.Read(path)).List.Count.ShouldBe(1);
        (await Ask(app.ClientId, "quite-another-secret")).ShouldBe(200);
        (await Ask(app.ClientId, made["client_secret"]!)).ShouldBe(401);
    }

    [Fact]                                                             // two at once: the limit holds
    public async Task Of_16_new_secrets_at_once_one_fits()
    {
        var app = await Org.CreateAppAsync("web", new JsonObject { ["redirect_uris"] = new JsonArray("https://app.example.com/cb") });
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Org.Post($"/apps/{app.ClientId}/credentials/secrets")));
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        (await Org.Read($"/apps/{app.ClientId}/credentials/secrets")).ShouldSucceed().List.Count.ShouldBe(2);
    }

    [Fact]                                                             // contract §3.1, credentials/jwks
    public async Task A_key_is_replaced_while_both_are_accepted()
    {
        using var old = new AppKey("ES256", "old");
        using var fresh = new AppKey("RS256", "fresh");
        var app = await SigningApp.Create(Org, "private_key_jwt", old);
        async Task<int> Ask(AppKey key) => (await Org.PostForm(Org.Issuer + "/v1/introspect", "token=x&" + (app with { Key = key }).Credentials(Org.Issuer))).Status;
        var path = $"/apps/{app.Id}/credentials/jwks";
        var first = (await Org.Read(path)).ShouldSucceed().List.Single()!;
        (first["kid"]!.GetValue<string>(), first["status"]!.GetValue<string>()).ShouldBe(("old", "ACTIVE"));
        (await Ask(fresh)).ShouldBe(401);

        var added = (await Org.Post(path, fresh.Jwk)).ShouldBe(HttpStatusCode.Created);
        (added["kid"], added["status"]).ShouldBe(("fresh", "ACTIVE"));
        (await Ask(old)).ShouldBe(200);
        (await Ask(fresh)).ShouldBe(200);
        (await Org.Post(path, fresh.Jwk)).ShouldBeRefused(400, "E0000001", "already");
        var sameKid = new AppKey("ES256", "old").Jwk;
        (await Org.Post(path, sameKid)).ShouldBeRefused(400, "E0000001", "kid");
        (await Org.Post(path, new JsonObject { ["kty"] = "oct", ["k"] = "AA" })).ShouldBeRefused(400, "E0000001", "public");

        var oldPath = $"{path}/{first["id"]}";
        (await Org.Delete(oldPath)).ShouldBeRefused(400, "E0000001", "deactivate it first");
        (await Org.Post($"{oldPath}/lifecycle/deactivate")).ShouldSucceed()["status"].ShouldBe("INACTIVE");
        (await Ask(old)).ShouldBe(401);
        (await Ask(fresh)).ShouldBe(200);
        (await Org.Post($"{path}/{added.Id}/lifecycle/deactivate")).ShouldBeRefused(400, "E0000001", "only active key");
        (await Org.Post($"{oldPath}/lifecycle/activate")).ShouldSucceed();
        (await Ask(old)).ShouldBe(200);
        (await Org.Post($"{oldPath}/lifecycle/deactivate")).ShouldSucceed();
        (await Org.Delete(oldPath)).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read(path)).ShouldSucceed().Each("kid").ShouldBe(["fresh"]);
        (await Org.Read($"{path}/{added.Id}")).ShouldSucceed()["kid"].ShouldBe("fresh");
    }

    [Fact]                                                             // RFC 7638 §3.1
    public void The_id_of_a_key_is_its_thumbprint()
    {
        using var key = new AppKey("RS256");
        var jwk = System.Text.Json.JsonSerializer.SerializeToElement(key.Jwk);
        PublicKey.ThumbprintOf(jwk).ShouldBe(PublicKey.Read(jwk)!.Thumbprint);
    }
}
