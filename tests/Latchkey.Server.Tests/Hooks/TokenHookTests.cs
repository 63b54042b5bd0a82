using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;
using static Latchkey.Server.Tests.Kit.HookBodies;

namespace Latchkey.Server.Tests.Hooks;

/// <summary>A customer's service changes tokens before they are signed, or says no; whatever else it does, tokens are as without it. Contract §3.11, tokens.</summary>
public sealed class TokenHookTests : IAsyncLifetime
{
    private const string Access = "com.okta.access.patch", Identity = "com.okta.identity.patch";

    private TestOrg org = null!;
    private HookReceiver receiver = null!;
    private string hook = "", policy = "", rule = "";

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        receiver = await HookReceiver.Start();
        hook = (await org.Post("/inlineHooks", Inline("Tokens", receiver.Url + "/tokens", secret: "s"))).ShouldSucceed().Id;
        policy = (await org.Read("/authorizationServers/default/policies")).ShouldSucceed().Each("id")[0];
        rule = (await org.Read($"/authorizationServers/default/policies/{policy}/rules")).ShouldSucceed().Each("id")[0];
        await Name(hook);
    }

    public async Task DisposeAsync()
    {
        await receiver.DisposeAsync();
        await org.DisposeAsync();
    }

    private string Rule => $"/authorizationServers/default/policies/{policy}/rules/{rule}";

    private async Task<ApiAnswer> Name(string? id)
    {
        var body = (await org.Read(Rule)).ShouldSucceed().Object.DeepClone();
        body["actions"]!["token"]!["inlineHook"] = new JsonObject { ["id"] = id };
        return (await org.Put(Rule, body)).ShouldSucceed();
    }

    private void Says(params (string Type, string Operations)[] commands) => receiver.Says(new JsonObject
    {
        ["commands"] = new JsonArray([.. commands.Select(command => new JsonObject { ["type"] = command.Type, ["value"] = JsonNode.Parse(command.Operations) })]),
    });

    private static JsonObject Claims(string token) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();

    private async Task<string[]> Complaints() =>
        [.. (await org.Read($"/logs?limit=1000&filter={Uri.EscapeDataString("eventType eq \"inline_hook.executed\"")}")).ShouldSucceed().List.Select(one => $"{one!["outcome"]!["result"]} {one["outcome"]!["reason"]}")];

    [Fact]
    public async Task A_hook_changes_what_tokens_say()
    {
        (await org.Read(Rule))["actions.token.inlineHook.id"].ShouldBe(hook);
        Says((Access, """[{"op":"add","path":"/claims/tier","value":"gold"},{"op":"add","path":"/claims/profile","value":{"a":[1,2],"b":{"c":true}}},{"op":"add","path":"/claims/profile/a/-","value":3},{"op":"replace","path":"/claims/profile/b","value":null},{"op":"replace","path":"/token/lifetime/expiration","value":600}]"""),
            (Identity, """[{"op":"replace","path":"/claims/name","value":"Somebody Else"},{"op":"remove","path":"/claims/preferred_username"},{"op":"add","path":"/claims/a~1b","value":1.5}]"""));
        var tokens = await org.NativeApp.TokensAsync(org.Person);
        var (access, identity) = (Claims(tokens.AccessToken), Claims(tokens.IdToken));
        (access["tier"]!.ToString(), access["profile"]!.ToJsonString(), tokens.Json["expires_in"]!.ToString()).ShouldBe(("gold", """{"a":[1,2,3],"b":null}""", "600"));
        (access["exp"]!.GetValue<long>() - access["iat"]!.GetValue<long>()).ShouldBe(600);
        (identity["name"]!.ToString(), identity.ContainsKey("preferred_username"), identity["a/b"]!.GetValue<double>()).ShouldBe(("Somebody Else", false, 1.5));
        identity["at_hash"]!.ToString().ShouldBe(Protocol.TokenHash.Of(tokens.AccessToken, "RS256"));
        (await org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);          // signed like any other

        var call = receiver.Calls.ShouldHaveSingleItem();
        var data = call.Body["data"]!;
        (call.Body["eventType"]!.ToString(), call.Body["source"]!.ToString(), call.Headers["authorization"]).ShouldBe((TokenType, org.Issuer + "/v1/token", "s"));
        (data["access"]!["claims"]!["jti"]!.ToString(), data["identity"]!["claims"]!["sub"]!.ToString()).ShouldBe((access["jti"]!.ToString(), identity["sub"]!.ToString()));
        (data["access"]!["token"]!["lifetime"]!["expiration"]!.GetValue<long>(), data["access"]!["scopes"]!["openid"]!["action"]!.ToString()).ShouldBe((3600L, "GRANT"));
        var context = data["context"]!;
        (context["user"]!["profile"]!["login"]!.ToString(), context["policy"]!["id"]!.ToString(), context["policy"]!["rule"]!["id"]!.ToString()).ShouldBe((org.Person.Login, policy, rule));
        (context["protocol"]!["client"]!["id"]!.ToString(), context["protocol"]!["request"]!["grant_type"]!.ToString(), context["request"]!["ipAddress"]!.ToString()).ShouldBe((org.NativeApp.ClientId, "authorization_code", "127.0.0.1"));

        // Also when they are renewed, as the hook then says.
        receiver.Clear();
        Says((Access, """[{"op":"add","path":"/claims/tier","value":"silver"}]"""));
        Claims((await org.NativeApp.RefreshAsync(tokens.RefreshToken!)).AccessToken)["tier"]!.ToString().ShouldBe("silver");
        receiver.Calls.Count.ShouldBe(1);
        (await Complaints()).ShouldBeEmpty();
    }

    [Theory]                                                           // all of its changes, or none
    [InlineData(Access, """[{"op":"add","path":"/claims/tier","value":1},{"op":"replace","path":"/claims/iss","value":"https://evil.example.com"}]""", "reserved")]
    [InlineData(Access, """[{"op":"remove","path":"/claims/cnf"}]""", "reserved")]
    [InlineData(Access, """[{"op":"add","path":"/claims/scp/-","value":"admin"}]""", "reserved")]
    [InlineData(Access, """[{"op":"add","path":"/claims/sub","value":"root"}]""", "reserved")]
    [InlineData(Access, """[{"op":"add","path":"/claims/uid","value":"root"}]""", "reserved")]
    [InlineData(Identity, """[{"op":"replace","path":"/claims/nonce","value":"x"}]""", "reserved")]
    [InlineData(Identity, """[{"op":"add","path":"/claims/amr/0","value":"mfa"}]""", "reserved")]
    [InlineData(Access, """[{"op":"replace","path":"/claims/nobodys","value":"x"}]""", "cannot be done")]
    [InlineData(Access, """[{"op":"remove","path":"/claims/nobodys"}]""", "cannot be done")]
    [InlineData(Access, """[{"op":"add","path":"/claims/a/b/c","value":"x"}]""", "cannot be done")]
    [InlineData(Access, """[{"op":"test","path":"/claims/ver","value":1}]""", "reserved")]
    [InlineData(Access, """[{"op":"move","path":"/claims/x","from":"/claims/scp"}]""", "cannot be done")]
    [InlineData(Access, """[{"op":"add","path":"/claims/","value":1}]""", "names no claim")]
    [InlineData(Access, """[{"op":"add","path":"/claims/a/b/c/d/e/f/g/h/i","value":1}]""", "deeper")]
    [InlineData(Access, """[{"op":"add","path":"/scopes/admin","value":1}]""", "nothing that a hook changes")]
    [InlineData(Access, """[{"op":"replace","path":"/token/lifetime/expiration","value":60}]""", "seconds")]
    [InlineData(Access, """[{"op":"replace","path":"/token/lifetime/expiration","value":90000}]""", "seconds")]
    [InlineData(Access, """[{"op":"remove","path":"/token/lifetime/expiration"}]""", "replaced")]
    [InlineData(Access, """[{"op":"add"}]""", "no path")]
    [InlineData(Access, """["add"]""", "no path")]
    [InlineData("com.okta.user.profile.update", """[]""", "no command")]
    public async Task What_a_hook_may_not_do_is_not_done_and_told_of(string type, string operations, string problem)
    {
        Says((Access, """[{"op":"add","path":"/claims/first","value":"x"}]"""), (type, operations));
        var tokens = await org.NativeApp.TokensAsync(org.Person);
        (Claims(tokens.AccessToken).ContainsKey("first"), Claims(tokens.AccessToken).ContainsKey("tier"), tokens.Json["expires_in"]!.ToString()).ShouldBe((false, false, "3600"));
        (await Complaints()).ShouldHaveSingleItem().ShouldContain(problem);
    }

    [Theory]
    [InlineData("""{"commands":{}}""", 200, "no list")]
    [InlineData("""{"commands":[{"type":"com.okta.access.patch","value":{}}]}""", 200, "no list of operations")]
    [InlineData("""{"commands":[null]}""", 200, "no list of operations")]
    [InlineData("no json", 200, "JSON object")]
    [InlineData("{}", 500, "answered 500")]
    [InlineData("{}", 307, "answered 307")]
    public async Task A_hook_that_fails_changes_nothing(string text, int status, string problem)
    {
        receiver.SaysText(text, status);
        (await org.NativeApp.TokensAsync(org.Person)).Json["expires_in"]!.ToString().ShouldBe("3600");
        (await Complaints()).ShouldHaveSingleItem().ShouldContain(problem);
    }

    [Fact]
    public async Task A_hook_that_says_too_much_changes_nothing()
    {
        Says((Access, $$"""[{"op":"add","path":"/claims/long","value":"{{new string('x', 20_000)}}"}]"""));
        Claims((await org.NativeApp.TokensAsync(org.Person)).AccessToken).ContainsKey("long").ShouldBeFalse();
        receiver.SaysText($$"""{"commands":[],"x":"{{new string('x', 600_000)}}"}""");
        await org.NativeApp.TokensAsync(org.Person);
        var problems = await Complaints();
        (problems.Length, problems[0].Contains("bytes of claims", StringComparison.Ordinal), problems[1].Contains("answers with more than", StringComparison.Ordinal)).ShouldBe((2, true, true));
    }

    [Fact]                                                             // nobody waits longer than that, and nobody else at all
    public async Task A_slow_hook_holds_up_its_own_tokens_for_three_seconds_and_nothing_else()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Answers = async (_, http) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var code = await org.NativeApp.CodeAsync(org.Person);
        var waiting = org.NativeApp.RedeemAsync(code);
        await asked.Task;
        (await org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Meanwhile" } })).ShouldSucceed();
        using (var browser = org.Browser()) (await browser.SignInAsync(org.NativeApp.AuthorizeUrl(), org.Person)).Parameter("code").ShouldNotBeNull();
        waiting.IsCompleted.ShouldBeFalse();
        org.Clock.Advance(Core.Hooks.HookCalls.Deadline);
        (await waiting).AccessToken.ShouldNotBeNull();
        (await Complaints()).ShouldHaveSingleItem().ShouldContain("3 seconds");
    }

    [Fact]
    public async Task A_hook_that_is_not_there_changes_nothing()
    {
        await receiver.DisposeAsync();
        (await org.NativeApp.TokensAsync(org.Person)).AccessToken.ShouldNotBeNull();
        (await Complaints()).ShouldHaveSingleItem().ShouldContain("could not be reached");
    }

    [Fact]
    public async Task A_hook_says_no()
    {
        receiver.Says(new JsonObject { ["error"] = new JsonObject { ["errorSummary"] = "Not on Sundays\r\n\"please\"" } });
        var code = await org.NativeApp.CodeAsync(org.Person);
        (await org.NativeApp.RedeemAsync(code)).ShouldBeRefused("access_denied", "Not on Sundaysplease");
        var service = new TestApp(org, org.Facts.Apps.Service.ClientId, org.Facts.Apps.Service.ClientSecret, "");
        var scope = (await org.Post("/authorizationServers/default/scopes", new JsonObject { ["name"] = "orders" })).ShouldBe(HttpStatusCode.Created)["name"];
        (await service.TokenAsync(("grant_type", "client_credentials"), ("scope", scope))).ShouldBeRefused("access_denied");
        receiver.Calls[^1].Body["data"]!["context"]!.AsObject().ContainsKey("user").ShouldBeFalse();
    }

    [Fact]                                                             // OpenID Connect Core §3.2.2.6: by the browser, too
    public async Task A_hook_decides_about_tokens_in_the_front_channel()
    {
        var front = await org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "implicit"), ["redirect_uris"] = new JsonArray("https://app.example.com/callback") });
        Says((Access, """[{"op":"add","path":"/claims/tier","value":"gold"},{"op":"replace","path":"/token/lifetime/expiration","value":300}]"""), (Identity, """[{"op":"add","path":"/claims/tier","value":"gold"}]"""));
        var page = await front.SignInAsync(org.Person, "openid profile", changes: [("response_type", "id_token token")]);
        (page.Parameter("expires_in"), Claims(page.Parameter("access_token")!)["tier"]!.ToString(), Claims(page.Parameter("id_token")!)["tier"]!.ToString()).ShouldBe(("300", "gold", "gold"));
    }

    [Fact]
    public async Task A_hook_that_is_switched_off_or_taken_from_the_rule_is_not_asked()
    {
        (await org.Post($"/inlineHooks/{hook}/lifecycle/deactivate")).ShouldSucceed();
        (await org.NativeApp.TokensAsync(org.Person)).AccessToken.ShouldNotBeNull();
        (await org.Delete($"/inlineHooks/{hook}")).ShouldBeRefused(400, "E0000001", "names the hook");
        await Name(null);
        (await org.Post($"/inlineHooks/{hook}/lifecycle/activate")).ShouldSucceed();
        (await org.NativeApp.TokensAsync(org.Person)).AccessToken.ShouldNotBeNull();
        receiver.Calls.ShouldBeEmpty();
        (await org.Post($"/inlineHooks/{hook}/lifecycle/deactivate")).ShouldSucceed();
        (await org.Delete($"/inlineHooks/{hook}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // contract §1.2: as long as any may
    public async Task A_token_lives_as_long_as_its_hook_says()
    {
        Says((Access, """[{"op":"replace","path":"/token/lifetime/expiration","value":86400}]"""));
        var tokens = await org.NativeApp.TokensAsync(org.Person);
        tokens.Json["expires_in"]!.ToString().ShouldBe("86400");
        org.Clock.Advance(TimeSpan.FromHours(23));
        (await org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        org.Clock.Advance(TimeSpan.FromHours(1));
        (await org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
