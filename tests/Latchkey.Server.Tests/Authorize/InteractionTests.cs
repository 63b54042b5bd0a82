using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Authorize;

/// <summary>When a person is asked again. OpenID Connect Core §3.1.2.1 and §3.1.2.3, contract §2.1.</summary>
public sealed class InteractionTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static bool Asks(TestPage page) => page.LeadsTo is null && page.Document.QuerySelector("input[name=password]") is not null;

    private async Task<TestBrowser> SignedIn(TestPerson? person = null)
    {
        var browser = Org.Browser();
        (await Org.NativeApp.SignInAsync(person ?? Org.Person, browser: browser)).Parameter("code").ShouldNotBeNull();
        return browser;
    }

    private Task<TestPage> Again(TestBrowser browser, params (string Name, string? Value)[] changes) => browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: changes));

    [Fact]                                                             // contract §8.2: the browser's session is shared by apps
    public async Task A_second_app_signs_in_without_a_page()
    {
        using var browser = await SignedIn();
        var end = await browser.OpenAsync(Org.WebApp.AuthorizeUrl());
        var tokens = await Org.WebApp.RedeemAsync(end.Parameter("code")!);
        tokens.Status.ShouldBe(HttpStatusCode.OK);
        tokens.ClaimsOf("id_token")["aud"]!.GetValue<string>().ShouldBe(Org.WebApp.ClientId);
    }

    [Theory]
    [InlineData(null, false), InlineData("none", false), InlineData("consent", false), InlineData("login", true), InlineData("login consent", true), InlineData("consent login", true)]
    public async Task Prompt_decides_whether_a_signed_in_person_is_asked(string? prompt, bool asked)
    {
        using var browser = await SignedIn();
        var page = await Again(browser, ("prompt", prompt));
        Asks(page).ShouldBe(asked);
        if (!asked) page.Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // OpenID Connect Core §2, auth_time; oidcc-prompt-login
    public async Task Prompt_login_moves_auth_time_on_and_silence_does_not()
    {
        using var browser = Org.Browser();
        var first = (await Org.NativeApp.RedeemAsync(await Org.NativeApp.CodeAsync(Org.Person, browser: browser))).ClaimsOf("id_token")["auth_time"]!.GetValue<long>();
        Clock.Advance(TimeSpan.FromSeconds(30));
        var silent = (await Org.NativeApp.RedeemAsync(await Org.NativeApp.CodeAsync(Org.Person, browser: browser))).ClaimsOf("id_token")["auth_time"]!.GetValue<long>();
        var asked = (await Org.NativeApp.RedeemAsync(await Org.NativeApp.CodeAsync(Org.Person, browser: browser, changes: [("prompt", "login")]))).ClaimsOf("id_token")["auth_time"]!.GetValue<long>();
        silent.ShouldBe(first);
        asked.ShouldBe(first + 30);
    }

    [Fact]                                                             // contract §2.1: 0 = always; seconds since the last active sign-in
    public async Task Max_age_asks_once_the_sign_in_is_older()
    {
        using var browser = await SignedIn();
        Asks(await Again(browser, ("max_age", "0"))).ShouldBeTrue();
        Clock.Advance(TimeSpan.FromSeconds(8));
        Asks(await Again(browser, ("max_age", "10"))).ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(3));
        Asks(await Again(browser, ("max_age", "10"))).ShouldBeTrue();
        Asks(await Again(browser, ("max_age", "4294967295"))).ShouldBeFalse();
        (await Again(browser, ("max_age", "10"), ("prompt", "none"))).Parameter("error").ShouldBe("login_required");
    }

    [Fact]                                                             // contract §2.1
    public async Task Login_hint_is_already_in_the_field_and_is_not_looked_up()
    {
        using var browser = Org.Browser();
        foreach (var hint in (string[])["mia@example.com", "nobody@example.com", "\"><script>alert(1)</script>"])
        {
            var page = await Again(browser, ("login_hint", hint));
            page.Document.QuerySelector<IHtmlInputElement>("input[name=identifier]")!.Value.ShouldBe(hint);
            page.Document.QuerySelectorAll("script").ShouldAllBe(script => script.HasAttribute("nonce") || script.HasAttribute("src"));
        }
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.1, oidcc-id-token-hint
    public async Task A_hint_of_who_is_signed_in_goes_through_and_of_someone_else_asks()
    {
        var someone = await Org.CreatePersonAsync();
        var mine = (await Org.NativeApp.TokensAsync(Org.Person)).IdToken;
        var theirs = (await Org.NativeApp.TokensAsync(someone)).IdToken;
        using var browser = await SignedIn();

        (await Again(browser, ("id_token_hint", mine), ("prompt", "none"))).Parameter("code").ShouldNotBeNull();
        (await Again(browser, ("id_token_hint", theirs), ("prompt", "none"))).Parameter("error").ShouldBe("login_required");
        Asks(await Again(browser, ("id_token_hint", theirs))).ShouldBeTrue();
        Clock.Advance(TimeSpan.FromMinutes(90));                       // an expired one still says who is meant
        (await Again(browser, ("id_token_hint", mine))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.2: MUST return an error
    public async Task Who_signs_in_as_another_than_the_hint_says_gets_no_code()
    {
        var someone = await Org.CreatePersonAsync();
        var theirs = (await Org.NativeApp.TokensAsync(someone)).IdToken;
        var end = await Org.NativeApp.SignInAsync(Org.Person, changes: [("id_token_hint", theirs)]);
        end.Parameter("code").ShouldBeNull();
        end.Parameter("error").ShouldBe("login_required");
        end.Parameter("state").ShouldBe("state-1");
        (await Org.NativeApp.SignInAsync(someone, changes: [("id_token_hint", theirs)])).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // only an ID token is a hint
    public async Task An_access_token_is_no_hint()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        using var browser = await SignedIn();
        (await Again(browser, ("id_token_hint", tokens.AccessToken))).Parameter("error").ShouldBe("invalid_request");
    }

    [Fact]                                                             // contract §2.3: idle 120 minutes
    public async Task A_session_idles_out_and_stays_while_it_is_used()
    {
        using var browser = await SignedIn();
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(119));
            Asks(await Again(browser)).ShouldBeFalse();
        }
        Clock.Advance(TimeSpan.FromMinutes(121));
        Asks(await Again(browser)).ShouldBeTrue();
    }

    [Fact]                                                             // however often it is used
    public async Task A_session_ends_thirty_days_after_it_began()
    {
        await using var org = await TestOrg.StartAsync();
        using var browser = org.Browser();
        await org.NativeApp.CodeAsync(org.Person, browser: browser);
        var begun = org.Clock.GetUtcNow();
        while (org.Clock.GetUtcNow() < begun.AddDays(30) - TimeSpan.FromMinutes(119))
        {
            org.Clock.Advance(TimeSpan.FromMinutes(119));
            Asks(await browser.OpenAsync(org.NativeApp.AuthorizeUrl())).ShouldBeFalse();
        }
        org.Clock.Advance(begun.AddDays(30) - org.Clock.GetUtcNow());
        Asks(await browser.OpenAsync(org.NativeApp.AuthorizeUrl())).ShouldBeTrue();
    }
}
