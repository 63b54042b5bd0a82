using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;
using static Latchkey.Server.Tests.Kit.HookBodies;

namespace Latchkey.Server.Tests.Hooks;

/// <summary>An org is asked about whoever makes an account. Contract §3.11, registration.</summary>
public sealed class SignUpHookTests : IAsyncLifetime
{
    private const string Type = "com.okta.user.pre-registration";

    private TestOrg org = null!;
    private HookReceiver receiver = null!;
    private string hook = "", rule = "";

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        receiver = await HookReceiver.Start();
        hook = (await org.Post("/inlineHooks", Inline("Sign-ups", receiver.Url, Type))).ShouldSucceed().Id;
        var policy = (await org.Read("/policies?type=PROFILE_ENROLLMENT")).ShouldSucceed().Each("id")[0];
        rule = $"/policies/{policy}/rules/{(await org.Read($"/policies/{policy}/rules")).ShouldSucceed().Each("id")[0]}";
        (await Name(hook)).ShouldSucceed().Object["actions"]!["profileEnrollment"]!["preRegistrationInlineHooks"]!.ToJsonString().ShouldBe($$"""[{"inlineHookId":"{{hook}}"}]""");
    }

    public async Task DisposeAsync()
    {
        await receiver.DisposeAsync();
        await org.DisposeAsync();
    }

    private async Task<ApiAnswer> Name(string? id)
    {
        var body = (await org.Read(rule)).ShouldSucceed().Object.DeepClone();
        body["actions"]!["profileEnrollment"]!["preRegistrationInlineHooks"] = id is null ? null : new JsonArray(new JsonObject { ["inlineHookId"] = id });
        body["actions"]!["profileEnrollment"]!["unknownUserAction"] = "REGISTER";
        return await org.Put(rule, body);
    }

    private async Task<TestPage> Asks(TestBrowser browser, string email)
    {
        var page = await browser.OpenAsync(org.NativeApp.AuthorizeUrl(changes: ("prompt", "create")));
        return await browser.SubmitAsync(page, ("firstName", "Ada"), ("lastName", "Lovelace"), ("email", email), ("password", "Correct-Horse-7"));
    }

    private static string Address() => $"new{Secrets.Digits(10)}@example.com";

    private static string? Problem(TestPage page) => page.Document.QuerySelector("[role=alert]")?.TextContent;

    [Fact]
    public async Task A_hook_adds_to_the_profile_of_whoever_signs_up()
    {
        (await org.Post("/meta/schemas/user/default", JsonNode.Parse("""{"definitions":{"custom":{"properties":{"badge":{"title":"Badge","type":"string"}}}}}"""))).ShouldSucceed();
        receiver.SaysText("""{"commands":[{"type":"com.okta.user.profile.update","value":{"title":"Countess","badge":"B7"}},{"type":"com.okta.action.update","value":{"registration":"ALLOW"}}]}""");
        using var browser = org.Browser();
        var email = Address();
        var page = await Asks(browser, email);
        (await browser.SubmitAsync(page, ("code", await org.MailedCodeAsync(email)))).Parameter("code").ShouldNotBeNull();
        var user = (await org.Read("/users/" + Uri.EscapeDataString(email))).ShouldSucceed();
        (user["profile.title"], user["profile.badge"], user["profile.firstName"]).ShouldBe(("Countess", "B7", "Ada"));
        var call = receiver.Calls.ShouldHaveSingleItem();
        (call.Body["eventType"]!.ToString(), call.Body["requestType"]!.ToString(), call.Body["data"]!["userProfile"]!["login"]!.ToString(), call.Body["data"]!["action"]!.ToString()).ShouldBe((Type, "self.service.registration", email, "ALLOW"));
        call.Text.ShouldNotContain("Correct-Horse-7");
    }

    [Theory]                                                           // kept out in the words of the org, and as text
    [InlineData("""{"commands":[{"type":"com.okta.action.update","value":{"registration":"DENY"}}],"error":{"errorSummary":"no","errorCauses":[{"errorSummary":"Only for <b>members</b>"}]}}""", 200, "Only for <b>members</b>")]
    [InlineData("""{"commands":[{"type":"com.okta.action.update","value":{"registration":"DENY"}}]}""", 200, "Wait a moment, then try again.")]
    [InlineData("""{"commands":[{"type":"com.okta.user.profile.update","value":{"email":"other@example.com"}}]}""", 200, "Wait a moment, then try again.")]
    [InlineData("""{"commands":[{"type":"com.okta.user.profile.update","value":{"nobodys":"x"}}]}""", 200, "Wait a moment, then try again.")]
    [InlineData("""{"commands":[{"type":"com.okta.user.profile.update","value":{"firstName":{"a":1}}}]}""", 200, "Wait a moment, then try again.")]
    [InlineData("""{}""", 500, "Wait a moment, then try again.")]
    [InlineData("""{}""", 302, "Wait a moment, then try again.")]
    [InlineData("""no json""", 200, "Wait a moment, then try again.")]
    public async Task A_hook_keeps_people_out(string text, int status, string sentence)
    {
        receiver.SaysText(text, status);
        using var browser = org.Browser();
        var email = Address();
        var page = await Asks(browser, email);
        Problem(page).ShouldBe(sentence);
        page.Document.QuerySelector("#email")!.GetAttribute("value").ShouldBe(email);
        (await org.MailsAsync(email)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hook_that_says_nothing_or_is_switched_off_lets_people_in()
    {
        using var browser = org.Browser();
        var email = Address();
        Problem(await Asks(browser, email)).ShouldBeNull();
        (await org.MailedCodeAsync(email)).ShouldNotBeNull();
        receiver.SaysText("{}", 500);
        (await org.Post($"/inlineHooks/{hook}/lifecycle/deactivate")).ShouldSucceed();
        using var other = org.Browser();
        Problem(await Asks(other, Address())).ShouldBeNull();
    }

    [Fact]
    public async Task A_rule_names_a_hook_of_this_type_and_keeps_it()
    {
        (await Name("calNobodysHook12345")).ShouldBeRefused(400, "E0000001", "not an inline hook");
        var tokens = (await org.Post("/inlineHooks", Inline("Tokens", receiver.Url))).ShouldSucceed().Id;
        (await Name(tokens)).ShouldBeRefused(400, "E0000001", "not an inline hook");
        (await org.Post($"/inlineHooks/{hook}/lifecycle/deactivate")).ShouldSucceed();
        (await org.Delete($"/inlineHooks/{hook}")).ShouldBeRefused(400, "E0000001", "names the hook");
        (await Name(null)).ShouldSucceed();
        (await org.Delete($"/inlineHooks/{hook}")).ShouldBe(HttpStatusCode.NoContent);
    }
}
