using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Tests.Kit;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Customizations &gt; E-mails, Languages and well-known files. Contract §3.8.</summary>
public sealed class ConsoleWordingTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Mails = "/admin/brand/mails";

    private string BrandId() => Org.Read("/brands").GetAwaiter().GetResult().Each("id").First();

    [Fact]
    public async Task Every_mail_is_listed_and_shown_as_html_and_as_text_in_every_language()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var list = await browser.OpenAsync(Mails);
        list.Document.QuerySelectorAll(".mails code").Select(code => code.TextContent).ShouldBe(MailKinds.All.Select(kind => kind.Name));
        foreach (var kind in MailKinds.All)
        {
            var page = await browser.OpenAsync($"{Mails}/{kind.Name}?language=de");
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Document.QuerySelector("#body")!.TextContent.ShouldContain("${");
            (await browser.OpenAsync($"{Mails}/{kind.Name}/preview?language=de")).Text.ShouldContain("lang=\"de\"");
            var text = await browser.OpenAsync($"{Mails}/{kind.Name}/preview?language=de&as=text");
            text.Headers["Content-Type"].ShouldBe("text/plain; charset=utf-8");
            text.Text.ShouldNotContain("${");
        }
        (await browser.OpenAsync(Mails + "/Nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Words_are_tried_saved_sent_to_oneself_and_taken_back_in_two_languages()
    {
        var admin = await Org.CreateAdminAsync();
        using var browser = await Org.ConsoleAsync(admin);
        const string at = Mails + "/UserActivation";
        var form = await browser.OpenAsync(at + "?language=en");
        (string, string?)[] typed = [("subject", "Welcome aboard, ${user.firstName}"), ("body", "<p>Your ship: <a href=\"${activationLink}\">here</a></p>")];
        form.Document.QuerySelector("#mail")!.SetAttribute("action", at + "/preview?language=en");
        var preview = await browser.PressAsync(form, "#mail", typed);
        preview.Text.ShouldContain("Your ship");
        preview.Headers["Content-Security-Policy"].ShouldContain("sandbox");

        form = await browser.OpenAsync(at + "?language=en");
        var wrong = await browser.PressAsync(form, "#mail", ("subject", "Hello"), ("body", "<p>No link</p>"));
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.TextOf("#body-wrong").ShouldNotBeNull().ShouldContain("${activationLink}");
        var saved = await browser.PressAsync(form, "#mail", typed);
        saved.TextOf("[role=status]").ShouldBe("Saved.");
        (await Org.Read($"/brands/{BrandId()}/templates/email/UserActivation/customizations")).ShouldSucceed()
            .List.ShouldHaveSingleItem()!["subject"]!.ToString().ShouldBe("Welcome aboard, ${user.firstName}");
        (await browser.PressAsync(form, "#mail", typed)).Status.ShouldBe(HttpStatusCode.Conflict);

        var tested = await browser.PressAsync(saved, "#test");
        tested.TextOf("[role=status]").ShouldBe("Sent to you.");
        (await Org.MailsAsync(admin.Login))[0].Subject.ShouldStartWith("Welcome aboard");

        var german = await browser.PressAsync(await browser.OpenAsync(at + "?language=de"), "#mail",
            ("subject", "Willkommen"), ("body", "<p><a href=\"${activationLink}\">hier</a></p>"), ("isDefault", "on"));
        german.Document.QuerySelectorAll(".tongues li").Length.ShouldBe(2);
        (await Org.Read($"/brands/{BrandId()}/templates/email/UserActivation/customizations")).List
            .Single(one => one!["isDefault"]!.GetValue<bool>())!["language"]!.ToString().ShouldBe("de");
        (await browser.PressAsync(await browser.OpenAsync(at + "/reset?language=en"), "#confirm")).Document.QuerySelectorAll(".tongues li").Length.ShouldBe(1);
        (await browser.PressAsync(await browser.OpenAsync(at + "/reset"), "#confirm")).Document.QuerySelector(".tongues nav").ShouldBeNull();
        (await browser.OpenAsync(Mails)).Document.QuerySelectorAll(".badge.good").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mail_that_only_tells_may_go_to_fewer_and_one_that_somebody_waits_for_may_not()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var page = await browser.OpenAsync(Mails + "/PasswordChanged");
        var fewer = await browser.PressAsync(page, "#whom", ("recipients", "ADMINS_ONLY"));
        fewer.TextOf("[role=status]").ShouldBe("Saved.");
        (await browser.PressAsync(fewer, "#undo")).TextOf("[role=status]").ShouldBe("Saved.");
        (await Org.Read($"/brands/{BrandId()}/templates/email/PasswordChanged/settings")).ShouldSucceed()["recipients"].ShouldBe("ALL_USERS");
        await browser.PressAsync(page, "#whom", ("recipients", "ADMINS_ONLY"));
        (await Org.Read($"/brands/{BrandId()}/templates/email/PasswordChanged/settings")).ShouldSucceed()["recipients"].ShouldBe("ADMINS_ONLY");
        (await browser.PostAsync(Mails + "/UserActivation/recipients", ("form_token", page.FormToken()), ("recipients", "NO_USERS")))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
        await browser.PressAsync(await browser.OpenAsync(Mails + "/PasswordChanged"), "#whom", ("recipients", "ALL_USERS"));
    }

    [Fact]
    public async Task People_are_shown_offered_languages_alone_and_administrators_all()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var form = await browser.OpenAsync("/admin/brand/languages");
        (string, string?)[] none = [.. Ground.Languages.Language.All.Select(one => ("offered." + one.Tag, (string?)null))];
        (await browser.PressAsync(form, "#languages", none)).TextOf("#offered-wrong").ShouldBe("offer one at least");
        (await browser.PressAsync(form, "#languages", [.. none, ("offered.de", "on")])).TextOf("#locale-wrong").ShouldNotBeNull();
        (await browser.PressAsync(form, "#languages", [.. none, ("offered.de", "on"), ("offered.fr", "on"), ("locale", "de")]))
            .TextOf("[role=status]").ShouldBe("Gespeichert.");

        async Task<string> Spoken(string accepts)
        {
            using var visitor = Org.Browser();
            var page = await visitor.OpenAsync("/signin/forgot", new Dictionary<string, string> { ["Accept-Language"] = accepts });
            return page.Document.DocumentElement.GetAttribute("lang")!;
        }
        (await Spoken("fr")).ShouldBe("fr");
        (await Spoken("ja, en;q=0.5")).ShouldBe("de");
        (await browser.OpenAsync("/admin/brand/languages", new Dictionary<string, string> { ["Accept-Language"] = "ja" }))
            .Document.DocumentElement.GetAttribute("lang").ShouldBe("ja");
        // What the API says of the brand is not lost by it, and the other way round.
        (await Org.Read($"/brands/{BrandId()}")).ShouldSucceed()["locale"].ShouldBe("de");
        (await browser.PressAsync(form, "#languages", ("locale", "en"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (string, string?)[] all = [.. Ground.Languages.Language.All.Select(one => ("offered." + one.Tag, (string?)"on"))];
        await browser.PressAsync(await browser.OpenAsync("/admin/brand/languages"), "#languages", [.. all, ("locale", "en")]);
        (await Spoken("ja")).ShouldBe("ja");
    }

    [Fact]
    public async Task Well_known_files_are_shown_as_they_are_served()
    {
        (await Org.Put($"/brands/{BrandId()}/well-known-uris/webauthn/customized",
            new JsonObject { ["representation"] = new JsonObject { ["origins"] = new JsonArray("https://shop.example") } })).ShouldSucceed();
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var page = await browser.OpenAsync("/admin/brand/files");
        page.TextOf("#text-webauthn").ShouldNotBeNull().ShouldContain("https://shop.example");
        page.Document.QuerySelectorAll(".badge.good").Length.ShouldBe(1);
        page.Document.QuerySelectorAll("pre").Length.ShouldBe(3);
    }

    [Fact]                                                             // issue 11: two at once
    public async Task Of_many_who_save_the_same_words_at_once_one_wins_and_nobody_loses_theirs()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        await browser.PressAsync(await browser.OpenAsync(Mails + "/ForgotPassword?language=en"), "#mail", ("subject", "First"));
        foreach (var (path, form, field, more) in new[]
        {
            (Mails + "/ForgotPassword?language=en", "#mail", "subject", ("x", "")), ("/admin/brand/sign-in", "#page", "signInLabel", ("do", "draft")),
        })
        {
            var open = await browser.OpenAsync(path);
            var saved = await Task.WhenAll(new[] { "a", "b", "c", "d" }.Select(value => browser.PressAsync(open, form, (field, value), more)));
            saved.Count(page => page.Status == HttpStatusCode.OK).ShouldBe(1, path);
            var late = saved.First(page => page.Status == HttpStatusCode.Conflict);
            late.TextOf("#overtaken").ShouldNotBeNull(path);
            (await browser.PressAsync(late, form, more)).TextOf("[role=status]").ShouldBe("Saved.", path);
        }
        await Org.Delete($"/brands/{BrandId()}/templates/email/ForgotPassword/customizations");
        await Org.Delete($"/brands/{BrandId()}/pages/sign-in/preview");

        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Org.CreatePersonAsync()));
        var settings = await browser.OpenAsync("/admin/settings");
        var named = await Task.WhenAll(people.Select(person => browser.PressAsync(settings, "#contacts-form", ("BILLING", person.Login))));
        named.Count(page => page.Status == HttpStatusCode.OK).ShouldBe(1);
        named.Count(page => page.Status == HttpStatusCode.Conflict).ShouldBe(3);
    }

    /// <summary>Each page is about the brand in its address.</summary>
    [Fact]
    public async Task Another_brand_is_changed_by_the_same_pages()
    {
        var made = (await Org.Post("/brands", new JsonObject { ["name"] = "Another" })).ShouldBe(HttpStatusCode.Created);
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var form = await browser.OpenAsync("/admin/brand?brand=" + made.Id);
        form.Document.QuerySelector("#name")!.GetAttribute("value").ShouldBe("Another");
        var saved = await browser.PressAsync(form, "#look", ("primaryColorHex", "#123456"));
        saved.TextOf("[role=status]").ShouldBe("Saved.");
        saved.Document.QuerySelector("#name")!.GetAttribute("value").ShouldBe("Another");
        (await Org.Read($"/brands/{made.Id}/themes")).List[0]!["primaryColorHex"]!.ToString().ShouldBe("#123456");
        (await Org.Read($"/brands/{BrandId()}/themes")).List[0]!["primaryColorHex"]!.ToString().ShouldNotBe("#123456");
        foreach (var page in (string[])["sign-in", "mails", "mails/UserActivation", "languages", "files"])
            (await browser.OpenAsync($"/admin/brand/{page}?brand={made.Id}")).TextOf("h1").ShouldBe("Another");
        (await browser.OpenAsync("/admin/brand?brand=bnd00000000000000000")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Org.Delete($"/brands/{made.Id}")).ShouldBe(HttpStatusCode.NoContent);
    }
}
