using System.Net;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>A button is pressed when the session of the console has ended: nothing is done, and nothing that was typed is lost.</summary>
public sealed class KeptFormTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string New = "/admin/groups/new";

    private static readonly ConsoleTexts Words = Texts.English.Console;

    private static (string, string)[] Typed(TestPage form, string name) => [("form_token", form.FormToken()), ("name", name), ("description", "Two words & more")];

    private async Task<bool> IsThere(string name) => (await Org.Read($"/groups?q={name}")).List.Count > 0;

    [Fact]
    public async Task What_was_typed_is_kept_until_its_person_has_signed_in_again_and_still_wants_it()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var (form, name) = (await browser.OpenAsync(New), $"kept-{Secrets.Digits(8)}");
        Org.Clock.Advance(ConsoleSessions.Idle + TimeSpan.FromMinutes(1));

        var kept = await browser.PostAsync(New, Typed(form, name));
        kept.Status.ShouldBe(HttpStatusCode.Forbidden, kept.Text);
        kept.TextOf("h1").ShouldBe(Words.NotDoneYet.Title);
        kept.AttributeOf("#kept input[name=name]", "value").ShouldBe(name);
        kept.AttributeOf("#kept input[name=description]", "value").ShouldBe("Two words & more");
        (await browser.SubmitAsync(kept)).Shows("#sign-in").ShouldBeTrue();      // not signed in yet: as before
        (await IsThere(name)).ShouldBeFalse();

        var page = await browser.OpenAsync(kept.AttributeOf("#sign-in", "href")!);
        page.LeadsTo.ShouldBe(New);
        var again = await browser.SubmitAsync(kept);
        again.TextOf("[role=alert]").ShouldBe(Words.NotDoneStillHere);
        again.Shows("#sign-in").ShouldBeFalse();
        (await IsThere(name)).ShouldBeFalse();
        var done = await browser.SubmitAsync(again);
        done.Url.Query.ShouldContain("done=");
        (await IsThere(name)).ShouldBeTrue();
    }

    [Fact]                                                             // threats §1 row 4: whoever made the form is who it does something for
    public async Task A_form_of_somebody_else_or_of_yesterday_is_not_kept_for_them()
    {
        using var stranger = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var (foreign, mine, name) = (await stranger.OpenAsync(New), await browser.OpenAsync(New), $"kept-{Secrets.Digits(8)}");
        (await browser.PostAsync(New, Typed(foreign, name))).TextOf("h1").ShouldBe(Words.ForeignForm.Title);

        // As another site would have the browser send it: without the cookie.
        using var nobody = Org.Browser();
        var kept = await nobody.PostAsync(New, Typed(foreign, name));
        kept.Shows("#sign-in").ShouldBeTrue(kept.Text);
        (await browser.SubmitAsync(kept)).TextOf("h1").ShouldBe(Words.ForeignForm.Title);

        Org.Clock.Advance(ConsoleForms.Kept + TimeSpan.FromMinutes(1));
        (await browser.PostAsync(New, Typed(mine, name))).Shows("#kept").ShouldBeFalse();
        (await nobody.PostAsync(New, ("form_token", "x.y"), ("name", name))).Shows("#kept").ShouldBeFalse();
        (await IsThere(name)).ShouldBeFalse();
    }

    [Fact]                                                             // OWASP ASVS 14.3: a password stands in no page
    public async Task A_password_is_typed_anew()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var form = await browser.OpenAsync("/admin/people/new");
        Org.Clock.Advance(ConsoleSessions.Idle + TimeSpan.FromMinutes(1));
        var kept = await browser.PostAsync("/admin/people/new", ("form_token", form.FormToken()), ("firstName", "Ada"), ("begin", "password"), ("password", "Difference-Engine-1822"));
        kept.AttributeOf("#kept input[name=firstName]", "value").ShouldBe("Ada");
        kept.Text.ShouldNotContain("Difference-Engine");
        kept.TextOf(".notice").ShouldBe(Words.SecretsTypedAnew);
    }

    [Theory]
    [InlineData("/admin/brand/mails/ForgotPassword/test", "/admin/brand/mails/ForgotPassword")]
    [InlineData("/admin/signout", "/admin")]
    [InlineData("/admin/groups/new", "/admin/groups/new")]
    public async Task Whoever_signs_in_because_of_a_button_comes_back_to_the_page_it_stands_on(string pressed, string page)
    {
        var answer = await Org.PostForm(pressed, "form_token=x");
        answer.Location.ShouldBe(ConsoleGate.SignInPath + "?back=" + Uri.EscapeDataString(page));
    }
}
