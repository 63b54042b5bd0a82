using System.Net;
using Latchkey.Server.Faces.Journeys.Account;
using Latchkey.Server.Ground.Languages;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Account;

/// <summary>A person sets a second way up of their own accord; and links that do not work any more lead on.</summary>
public sealed class OwnFactorsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static string[] Offered(TestPage account) => [.. account.Document.QuerySelectorAll("#more-ways a").Select(link => link.GetAttribute("href")!)];

    [Fact]                                                             // contract §3.9: OPTIONAL is what people may set up
    public async Task The_account_page_leads_to_setting_an_authenticator_app_up_and_back()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var account = await browser.OpenAccountAsync(person);
        Offered(account).ShouldBe(["/account/authenticators/new?with=app", "/account/authenticators/new?with=mail"], ignoreOrder: true);

        var left = await browser.OpenAsync("/account/authenticators/new?with=app");
        (await browser.OpenAsync(left.AttributeOf("#cancel", "href")!)).Url.AbsolutePath.ShouldBe("/account");
        var page = await browser.OpenAsync("/account/authenticators/new?with=app");
        page.TextOf("h1").ShouldBe(Texts.English.AppTitle, page.Text);
        var app = new Authenticator(Org, "", page.TextOf("#secret")!.Replace(" ", "", StringComparison.Ordinal));
        var done = await browser.SubmitAsync(page, ("code", app.Next()));
        done.Url.AbsolutePath.ShouldBe("/account", done.Text);
        done.Done().ShouldBe(Texts.English.Account.IsSetUp);
        done.Shows($"a[href='{RecoveryCodesEndpoint.Path}']").ShouldBeTrue();
        Offered(done).ShouldBe(["/account/authenticators/new?with=mail"]);
        (await Org.Read($"/users/{person.Id}/factors")).Each("factorType").ShouldBe(["token:software:totp"]);
        // From now on it is asked for: a page left open adds nothing.
        Org.Clock.Advance(AccountGuard.Fresh + TimeSpan.FromSeconds(1));
        (await browser.OpenAsync("/account/authenticators/new?with=mail")).Shows("input[name=password]").ShouldBeTrue();
        (await Org.Read($"/users/{person.Id}/factors")).List.Count.ShouldBe(1);
    }

    [Fact]                                                             // threats §1 row 8
    public async Task What_nobody_may_set_up_so_leads_back()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        await browser.OpenAccountAsync(person);
        foreach (var with in new[] { "", "?with=passkey", "?with=x" })
            (await browser.OpenAsync("/account/authenticators/new" + with)).Url.PathAndQuery.ShouldBe("/account");
        using var nobody = Org.Browser();
        (await nobody.OpenAsync("/account/authenticators/new?with=app")).Shows("input[name=password]").ShouldBeTrue();
    }

    [Theory]
    [InlineData("/reset_password/dead"), InlineData("/unlock/dead"), InlineData("/signup/mail/dead"), InlineData("/notme/dead"), InlineData("/welcome/dead")]
    public async Task A_link_that_does_not_work_leads_on(string dead)
    {
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(dead);
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.AttributeOf("#way-on", "href").ShouldBe("/");
        page.Shows("#forgotten").ShouldBe(dead.StartsWith("/reset_password", StringComparison.Ordinal));
        if (page.AttributeOf("#forgotten", "href") is { } anew) (await browser.OpenAsync(anew)).Shows("input[name=identifier]").ShouldBeTrue();
    }
}
