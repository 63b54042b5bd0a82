using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using static Latchkey.Server.Tests.Kit.HookBodies;

namespace Latchkey.Server.Tests.Hooks;

/// <summary>/api/v1/inlineHooks and /api/v1/hook-keys. Contract §3.11.</summary>
public sealed class InlineHooksApiTests(OrgFixture fixture) : OrgTest(fixture), IAsyncLifetime
{
    private HookReceiver receiver = null!;

    public async Task InitializeAsync() => receiver = await HookReceiver.Start();

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    private static string Named(string what) => $"{what} {Ground.Sealing.Secrets.Digits(8)}";

    [Fact]
    public async Task An_inline_hook_lives_from_its_creation_to_its_deletion()
    {
        var created = (await Org.Post("/inlineHooks", Inline("Tokens", receiver.Url + "/hook", secret: "Basic abc"))).ShouldSucceed();
        created.Id.ShouldMatch("^cal[0-9A-Za-z]{17}$");
        (created["status"], created["type"], created["version"], created["channel.type"], created["channel.config.authScheme.key"]).ShouldBe(("ACTIVE", TokenType, "1.0.0", "HTTP", "Authorization"));
        created.Text.ShouldNotContain("Basic abc");
        created["_links.deactivate.href"].ShouldBe($"{Org.Url}/api/v1/inlineHooks/{created.Id}/lifecycle/deactivate");
        (await Org.Read("/inlineHooks")).ShouldSucceed().Each("id").ShouldContain(created.Id);
        (await Org.Read("/inlineHooks?type=com.okta.user.pre-registration")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Post("/inlineHooks", Inline("tokens", receiver.Url))).ShouldBeRefused(400, "E0000001", "name");

        // A document that was read is put back, without the secret nobody was shown; and the secret is still there.
        (await Org.Put($"/inlineHooks/{created.Id}", created.Object.DeepClone())).ShouldSucceed()["name"].ShouldBe("Tokens");
        (await Org.Post($"/inlineHooks/{created.Id}", new JsonObject { ["name"] = "Tokens too" })).ShouldSucceed()["channel.config.uri"].ShouldBe(receiver.Url + "/hook");
        (await Org.Post($"/inlineHooks/{created.Id}/execute", new JsonObject { ["eventType"] = TokenType })).ShouldSucceed().Object.Count.ShouldBe(0);
        var call = receiver.Calls.ShouldHaveSingleItem();
        (call.Method, call.Path, call.Headers["authorization"], call.Headers["x-color"], call.Body["eventType"]!.ToString()).ShouldBe(("POST", "/hook", "Basic abc", "green", TokenType));

        (await Org.Delete($"/inlineHooks/{created.Id}")).ShouldBeRefused(403, "E0000038");
        (await Org.Post($"/inlineHooks/{created.Id}/lifecycle/deactivate")).ShouldSucceed()["_links.delete.href"].ShouldNotBeNull();
        (await Org.Delete($"/inlineHooks/{created.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/inlineHooks/{created.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Events(created.Id)).ShouldBe(["inline_hook.created", "inline_hook.updated", "inline_hook.updated", "inline_hook.deactivated", "inline_hook.deleted"]);
    }

    [Theory]
    [InlineData("""{"type":"com.okta.saml.tokens.transform"}""", "SAML")]
    [InlineData("""{"type":"com.okta.telephony.provider"}""", "text messages")]
    [InlineData("""{"type":"com.okta.import.transform"}""", "imports nobody")]
    [InlineData("""{"type":"com.example.own"}""", "type")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"version":"newest"}""", "version")]
    [InlineData("""{"channel":null}""", "channel")]
    [InlineData("""{"channel":{"type":"FTP","config":{"uri":"https://hooks.example.com"}}}""", "channel.type")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"http://hooks.example.com"}}}""", "channel.config.uri")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"https://a:b@hooks.example.com"}}}""", "channel.config.uri")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"https://hooks.example.com","method":"GET"}}}""", "channel.config.method")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"https://hooks.example.com","headers":[{"key":"Host","value":"x"}]}}}""", "Host")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"https://hooks.example.com","headers":[{"key":"A B","value":"x"}]}}}""", "A B")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"https://hooks.example.com","headers":[{"key":"A","value":"x\r\nB: y"}]}}}""", "'A'")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"https://hooks.example.com","headers":[{"key":"Authorization","value":"x"}]}}}""", "authScheme")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"https://hooks.example.com","headers":[{"key":"A","value":"x"},{"key":"a","value":"y"}]}}}""", "twice")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"https://hooks.example.com","headers":{"A":"x"}}}}""", "headers")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"https://hooks.example.com","authScheme":{"type":"HEADER","key":"X-Key"}}}}""", "authScheme.value")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"https://hooks.example.com","authScheme":{"type":"BASIC","key":"X-Key","value":"x"}}}}""", "authScheme.type")]
    [InlineData("""{"channel":{"type":"OAUTH","config":{"uri":"https://hooks.example.com","authType":"client_secret_basic"}}}""", "authType")]
    [InlineData("""{"channel":{"type":"OAUTH","config":{"uri":"https://hooks.example.com","authType":"client_secret_post","clientId":"c","tokenUrl":"https://as.example.com/token"}}}""", "clientSecret")]
    [InlineData("""{"channel":{"type":"OAUTH","config":{"uri":"https://hooks.example.com","authType":"private_key_jwt","clientId":"c","tokenUrl":"https://as.example.com/token","hookKeyId":"HKYnobodys"}}}""", "not a hook key")]
    [InlineData("""{"channel":{"type":"OAUTH","config":{"uri":"https://hooks.example.com","authType":"private_key_jwt","clientId":"c","tokenUrl":"file:///etc/passwd","hookKeyId":"HKYnobodys"}}}""", "tokenUrl")]
    public async Task What_is_no_inline_hook_is_refused(string changes, string cause)
    {
        var body = Inline(Named("Refused"), "https://hooks.example.com/");
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject()) body[name] = value?.DeepClone();
        (await Org.Post("/inlineHooks", body)).ShouldBeRefused(400, "E0000001", cause);
    }

    [Fact]                                                             // whoever may change an address does not learn what was sent to the old one
    public async Task A_secret_does_not_follow_a_hook_to_another_address()
    {
        var hook = (await Org.Post("/inlineHooks", Inline(Named("Moves"), receiver.Url + "/old", secret: "s3cret"))).ShouldSucceed();
        var moved = hook.Object.DeepClone().AsObject();
        moved["channel"]!["config"]!["uri"] = receiver.Url + "/new";
        (await Org.Put($"/inlineHooks/{hook.Id}", moved)).ShouldBeRefused(400, "E0000001", "anew");
        (await Org.Post($"/inlineHooks/{hook.Id}", new JsonObject { ["channel"] = moved["channel"]!.DeepClone() })).ShouldBeRefused(400, "E0000001", "anew");
        moved["channel"]!["config"]!["authScheme"]!["value"] = "another";
        (await Org.Put($"/inlineHooks/{hook.Id}", moved)).ShouldSucceed();
        (await Org.Post($"/inlineHooks/{hook.Id}/execute", new JsonObject())).ShouldSucceed();
        receiver.Calls.ShouldHaveSingleItem().Headers["authorization"].ShouldBe("another");
        moved["channel"]!["config"]!.AsObject().Remove("authScheme");
        (await Org.Put($"/inlineHooks/{hook.Id}", moved)).ShouldSucceed()["channel.config.authScheme"].ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_of_a_secret_is_in_the_database_as_it_is()
    {
        await Org.Post("/inlineHooks", Inline(Named("Sealed"), receiver.Url, secret: "very-secret-value"));
        (await Org.Services.GetRequiredService<Database>().Many<string>("select coalesce(sealed_secret, '') || channel from inline_hooks", null, default)).ShouldAllBe(row => !row.Contains("very-secret-value", StringComparison.Ordinal));
    }

    [Fact]                                                             // contract §3.11, hook keys
    public async Task A_hook_key_is_made_here_and_stays_while_a_hook_uses_it()
    {
        var key = (await Org.Post("/hook-keys", new JsonObject { ["name"] = "Proof" })).ShouldSucceed();
        key.Id.ShouldMatch("^HKY[0-9A-Za-z]{17}$");
        (key["isUsed"], key["_embedded.kty"], key["_embedded.kid"]).ShouldBe(("false", "RSA", key["keyId"]));
        key.Object["_embedded"]!.AsObject().ContainsKey("d").ShouldBeFalse();
        (await Org.Post("/hook-keys", new JsonObject { ["name"] = "PROOF" })).ShouldBeRefused(400, "E0000001", "name");
        (await Org.Post("/hook-keys", new JsonObject { ["name"] = "" })).ShouldBeRefused(400, "E0000001", "name");
        (await Org.Read($"/hook-keys/public/{key["keyId"]}")).ShouldSucceed()["n"].ShouldBe(key["_embedded.n"]);
        (await Org.Put($"/hook-keys/{key.Id}", new JsonObject { ["name"] = "Proof of ours" })).ShouldSucceed()["name"].ShouldBe("Proof of ours");

        var hook = (await Org.Post("/inlineHooks", InlineByToken(Named("Signed"), receiver.Url, receiver.Url + "/token", null, key.Id))).ShouldSucceed();
        (hook["channel.config.hookKeyId"], hook["channel.config.authType"]).ShouldBe((key.Id, "private_key_jwt"));
        (await Org.Read($"/hook-keys/{key.Id}")).ShouldSucceed()["isUsed"].ShouldBe("true");
        (await Org.Read("/hook-keys")).ShouldSucceed().Each("id").ShouldContain(key.Id);
        (await Org.Delete($"/hook-keys/{key.Id}")).ShouldBeRefused(400, "E0000001", "uses the key");
        (await Org.Post($"/inlineHooks/{hook.Id}/lifecycle/deactivate")).ShouldSucceed();
        (await Org.Delete($"/inlineHooks/{hook.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/hook-keys/{key.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/hook-keys/public/{key["keyId"]}")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // RFC 7523 §2.2: the hook's authorization server knows this server by its key
    public async Task A_hook_is_called_with_a_token_that_a_signature_got()
    {
        var key = (await Org.Post("/hook-keys", new JsonObject { ["name"] = Named("Signs") })).ShouldSucceed();
        receiver.Answers = (call, http) => call.Path == "/token" ? HookReceiver.Write(http, """{"access_token":"t0ken","token_type":"Bearer","expires_in":300}""") : HookReceiver.Write(http, """{"commands":[]}""");
        var hook = (await Org.Post("/inlineHooks", InlineByToken(Named("Signed"), receiver.Url + "/hook", receiver.Url + "/token", null, key.Id))).ShouldSucceed().Id;
        (await Org.Post($"/inlineHooks/{hook}/execute", new JsonObject())).ShouldSucceed()["commands"].ShouldNotBeNull();
        (await Org.Post($"/inlineHooks/{hook}/execute", new JsonObject())).ShouldSucceed();
        receiver.Calls.Select(call => call.Path).ShouldBe(["/token", "/hook", "/hook"]);                   // the second time the token is still good
        var form = receiver.Calls[0].Form;
        (form["grant_type"], form["client_id"], form["scope"], receiver.Calls[1].Headers["authorization"]).ShouldBe(("client_credentials", "latchkey", "hooks", "Bearer t0ken"));
        var read = await new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.ValidateTokenAsync(form["client_assertion"], new TokenValidationParameters
        {
            ValidIssuer = "latchkey", ValidAudience = receiver.Url + "/token", IssuerSigningKey = new JsonWebKey((await Org.Read($"/hook-keys/public/{key["keyId"]}")).Text), ValidateLifetime = false,
        });
        (read.IsValid, read.Claims["sub"]).ShouldBe((true, (object)"latchkey"), read.Exception?.Message);

        Clock.Advance(TimeSpan.FromSeconds(290));
        (await Org.Post($"/inlineHooks/{hook}/execute", new JsonObject())).ShouldSucceed();
        receiver.Calls.Count(call => call.Path == "/token").ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_the_hook_does_not_take_any_more_is_got_anew_once()
    {
        var issued = 0;
        receiver.Answers = (call, http) => call.Path == "/token" ? HookReceiver.Write(http, $$"""{"access_token":"t{{++issued}}","token_type":"bearer","expires_in":300}""")
            : HookReceiver.Write(http, "{}", call.Headers["authorization"] == "Bearer t2" ? 200 : 401);
        var hook = (await Org.Post("/inlineHooks", InlineByToken(Named("Secret"), receiver.Url + "/hook", receiver.Url + "/token", "s3cret", null))).ShouldSucceed();
        hook.Text.ShouldNotContain("s3cret");
        (await Org.Post($"/inlineHooks/{hook.Id}/execute", new JsonObject())).ShouldSucceed();
        (issued, receiver.Calls[0].Form["client_secret"]).ShouldBe((2, "s3cret"));
        issued = 2;
        receiver.Answers = (call, http) => call.Path == "/token" ? HookReceiver.Write(http, """{"error":"invalid_client"}""", 401) : HookReceiver.Write(http, "{}", 401);
        (await Org.Post($"/inlineHooks/{hook.Id}/execute", new JsonObject())).ShouldBeRefused(400, "E0000001", "instead of a token");
    }

    [Theory]                                                           // threats row 10: lying, large, elsewhere
    [InlineData("[1,2]", 200, "JSON object")]
    [InlineData("{\"a\":1,\"a\":2}", 200, "JSON object")]
    [InlineData("<html>", 200, "JSON object")]
    [InlineData("{}", 500, "answered 500")]
    [InlineData("{}", 302, "answered 302")]
    [InlineData("", 400, "answered 400")]
    public async Task An_answer_that_is_none_is_a_failure(string text, int status, string cause)
    {
        receiver.Answers = (call, http) =>
        {
            http.Response.Headers.Location = "http://169.254.169.254/latest/meta-data/";
            return HookReceiver.Write(http, text, status);
        };
        var hook = (await Org.Post("/inlineHooks", Inline(Named("Lies"), receiver.Url))).ShouldSucceed().Id;
        (await Org.Post($"/inlineHooks/{hook}/execute", new JsonObject())).ShouldBeRefused(400, "E0000001", cause);
        receiver.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_does_not_end_is_not_read_to_its_end()
    {
        receiver.Answers = async (_, http) =>
        {
            var chunk = new byte[64 * 1024];
            for (var i = 0; i < 1_000 && !http.RequestAborted.IsCancellationRequested; i++) await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
        };
        var hook = (await Org.Post("/inlineHooks", Inline(Named("Large"), receiver.Url))).ShouldSucceed().Id;
        (await Org.Post($"/inlineHooks/{hook}/execute", new JsonObject())).ShouldBeRefused(400, "E0000001", "more than");
    }

    [Fact]
    public async Task Who_does_not_answer_is_waited_for_three_seconds()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Answers = async (_, http) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var hook = (await Org.Post("/inlineHooks", Inline(Named("Slow"), receiver.Url))).ShouldSucceed().Id;
        var answer = Org.Post($"/inlineHooks/{hook}/execute", new JsonObject());
        await asked.Task;
        answer.IsCompleted.ShouldBeFalse();
        Clock.Advance(Core.Hooks.HookCalls.Deadline);
        (await answer).ShouldBeRefused(400, "E0000001", "3 seconds");
    }

    [Fact]                                                             // a key that is deleted while a hook begins to name it: one of both wins
    public async Task A_key_is_deleted_or_named_and_never_both()
    {
        for (var round = 0; round < 8; round++)
        {
            var key = (await Org.Post("/hook-keys", new JsonObject { ["name"] = Named("Race") })).ShouldSucceed().Id;
            var naming = Org.Post("/inlineHooks", InlineByToken(Named("Race"), receiver.Url, receiver.Url, null, key));
            var deleting = Org.Delete($"/hook-keys/{key}");
            await Task.WhenAll(naming, deleting);
            ((await naming).Status, (await deleting).Status).ShouldBeOneOf((HttpStatusCode.OK, HttpStatusCode.BadRequest), (HttpStatusCode.BadRequest, HttpStatusCode.NoContent));
        }
    }

    [Theory, InlineData("\"HEADER s3cret\""), InlineData("7"), InlineData("[\"x\"]"), InlineData("{}")]      // contract §3.0, wrong types; §3.11, channel
    public async Task A_scheme_that_is_none_is_refused_and_the_hook_keeps_its_own(string scheme)
    {
        var hook = (await Org.Post("/inlineHooks", Inline(Named("Keeps"), receiver.Url + "/hook", secret: "s3cret"))).ShouldSucceed();
        foreach (var body in (JsonObject[])[hook.Object.DeepClone().AsObject(), Inline(Named("New"), receiver.Url + "/hook")])
        {
            body["channel"]!["config"]!["authScheme"] = JsonNode.Parse(scheme);
            (await Org.Post("/inlineHooks", body.DeepClone())).ShouldBeRefused(400, "E0000001", "authScheme");
            (await Org.Put($"/inlineHooks/{hook.Id}", body)).ShouldBeRefused(400, "E0000001", "authScheme");
        }
        (await Org.Post($"/inlineHooks/{hook.Id}/execute", new JsonObject())).ShouldSucceed();
        receiver.Calls.ShouldHaveSingleItem().Headers["authorization"].ShouldBe("s3cret");
    }
}
