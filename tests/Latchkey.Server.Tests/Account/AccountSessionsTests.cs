using System.Net;
using AngleSharp.Dom;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Account;

/// <summary>POST /account/sessions: where a person is signed in, and the way out.</summary>
public sealed class AccountSessionsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Address = "/account";
    private const string Action = "/account/sessions";

    private async Task<(TestBrowser Browser, TestAnswer Tokens)> SignedIn(TestPerson person)
    {
        var browser = Org.Browser();
        return (browser, await Org.NativeApp.RedeemAsync(await Org.NativeApp.CodeAsync(person, browser: browser)));
    }

    private static string[] Buttons(TestPage page) => page.Buttons("end");

    private async Task<bool> HasSession(TestBrowser browser) => (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error") is null;

    [Fact]
    public async Task A_person_sees_every_browser_and_app_and_signs_one_out()
    {
        var person = await Org.CreatePersonAsync();
        var (mine, tokens) = await SignedIn(person);
        var (other, otherTokens) = await SignedIn(person);
        using var a = mine;
        using var b = other;

        var page = await mine.OpenAsync(Address);
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.QuerySelectorAll("#sessions ~ form .place").Length.ShouldBe(4);
        page.Document.QuerySelectorAll(".badge").ShouldHaveSingleItem().TextContent.ShouldBe("This browser");
        page.Document.QuerySelector(".place")!.TextContent.ShouldContain("This browser");
        page.Document.QuerySelector(".place")!.TextContent.ShouldContain("Used for Quickstart");
        var buttons = Buttons(page);
        buttons.Count(button => button.StartsWith("session ", StringComparison.Ordinal)).ShouldBe(2);
        buttons.Count(button => button.StartsWith("family ", StringComparison.Ordinal)).ShouldBe(2);

        var done = await mine.SendAsync(page, Action, ("end", buttons[1]));
        done.Document.QuerySelector("[role=status]")!.TextContent.ShouldBe("Signed out.");
        (await HasSession(other)).ShouldBeFalse();
        (await HasSession(mine)).ShouldBeTrue();
        (await Org.NativeApp.RefreshAsync(otherTokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);      // the app on that device is another row

        foreach (var family in Buttons(done).Where(button => button.StartsWith("family ", StringComparison.Ordinal))) await mine.SendAsync(done, Action, ("end", family));
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await Org.NativeApp.RefreshAsync(otherTokens.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await Org.NativeApp.UserInfoAsync(otherTokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await mine.OpenAsync(Address)).Text.ShouldContain("No app stays signed in.");
    }

    [Fact]
    public async Task Everywhere_else_is_one_press_and_this_browser_stays()
    {
        var person = await Org.CreatePersonAsync();
        var (mine, tokens) = await SignedIn(person);
        var (other, otherTokens) = await SignedIn(person);
        using var a = mine;
        using var b = other;
        await mine.SendAsync(await mine.OpenAsync(Address), Action, ("end", "others"));
        (await HasSession(other)).ShouldBeFalse();
        (await HasSession(mine)).ShouldBeTrue();
        foreach (var held in (TestAnswer[])[tokens, otherTokens])
        {
            (await Org.NativeApp.RefreshAsync(held.RefreshToken)).ShouldBeRefused("invalid_grant");
            (await Org.NativeApp.UserInfoAsync(held.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Ending_the_session_one_is_looking_from_is_signing_out()
    {
        var (mine, _) = await SignedIn(await Org.CreatePersonAsync());
        using var __ = mine;
        var page = await mine.OpenAsync(Address);
        (await mine.SendAsync(page, Action, ("end", Buttons(page)[0]))).Text.ShouldContain("You are signed out");
        (await mine.OpenAsync(Address)).Url.AbsolutePath.ShouldBe("/signin");
    }

    [Fact]                                                             // threats row: cross-site request forgery, and other people's things
    public async Task Nobody_else_ends_anything()
    {
        var (victim, victimsTokens) = await SignedIn(await Org.CreatePersonAsync());
        var (attacker, _) = await SignedIn(await Org.CreatePersonAsync());
        using var a = victim;
        using var b = attacker;
        var theirs = await victim.OpenAsync(Address);
        var mine = await attacker.OpenAsync(Address);

        foreach (var proof in (string?[])[null, "forged", mine.Proof()])
        {
            await victim.PostAsync(Action, [("end", "others"), .. proof is null ? Array.Empty<(string, string)>() : [("proof", proof)]]);
            (await Org.NativeApp.RefreshAsync(victimsTokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        }
        foreach (var end in Buttons(theirs)) await attacker.SendAsync(mine, Action, ("end", end));
        (await HasSession(victim)).ShouldBeTrue();
        (await Org.NativeApp.RefreshAsync(victimsTokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);

        using var nobody = Org.Browser();
        (await nobody.OpenAsync(Address)).Url.AbsolutePath.ShouldBe("/signin");
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0", "Edge", "Windows", null, false)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1", "Safari", "iOS", null, true)]
    [InlineData("Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36", "Chrome", "Android", null, true)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux", null, false)]
    [InlineData("okhttp/4.12.0", null, null, "okhttp", false)]
    [InlineData("", null, null, null, false)]
    [InlineData("/", null, null, null, false)]
    public void A_user_agent_is_named_as_people_would(string agent, string? browser, string? system, string? program, bool hand) =>
        Device.Of(agent).ShouldBe(new Device(browser, system, program, hand));
}
