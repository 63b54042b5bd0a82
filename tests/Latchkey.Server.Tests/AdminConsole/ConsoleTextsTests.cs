using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Customizations &gt; Texts: what pages say, in an org's own words. Issue 11, "languages and texts"; decision 0058.</summary>
public sealed class ConsoleTextsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Texts = "/admin/brand/texts";

    private static string At(string name, string language = "en") => $"{Texts}/{name}?language={language}";

    private static async Task<TestPage> Say(TestBrowser browser, string name, string? text, string language = "en", string? button = null) =>
        await browser.PressAsync(await browser.OpenAsync(At(name, language)), "#text-form", [("text", text), .. button is null ? [] : ((string, string?)[])[("do", button)]]);

    private static async Task<string?> Heading(TestOrg org, string accepts)
    {
        using var visitor = org.Browser();
        return (await visitor.OpenAsync("/signin/forgot", new Dictionary<string, string> { ["Accept-Language"] = accepts })).TextOf("h1");
    }

    [Fact]
    public async Task A_text_is_said_in_ones_own_words_in_one_language_taken_back_and_reset()
    {
        await using var org = await TestOrg.StartAsync();
        using var browser = await org.ConsoleAsync(await org.CreateAdminAsync());
        var (ours, german) = (await Heading(org, "en"), await Heading(org, "de"));
        var name = PageTexts.All.First(text => text.In(Language.English.Texts) == ours).Name;
        var tried = await Say(browser, name, "Lost your key?", button: "try");
        tried.TextOf("#reads dd").ShouldBe("Lost your key?");
        (await Heading(org, "en")).ShouldBe(ours, "what is only tried is not shown");

        var saved = await Say(browser, name, "Lost your key?");
        saved.TextOf("[role=status]").ShouldBe("Saved.");
        (await Heading(org, "en")).ShouldBe("Lost your key?");
        (await Heading(org, "de")).ShouldBe(german);
        (await browser.OpenAsync($"{Texts}?which=own")).Document.QuerySelectorAll(".mails code").Select(code => code.TextContent).ShouldBe([name]);
        (await browser.OpenAsync($"{Texts}?which=own&language=de")).TextOf(".empty")!.ShouldContain("Nothing");
        (await browser.PressAsync(saved, "#undo")).TextOf("[role=status]").ShouldBe("Saved.");
        (await Heading(org, "en")).ShouldBe(ours);

        await Say(browser, name, "Schlüssel weg?", "de");
        (await Heading(org, "de")).ShouldBe("Schlüssel weg?");
        (await Say(browser, name, "not this", "de", "reset")).TextOf("[role=status]").ShouldBe("Saved.");
        (await Heading(org, "de")).ShouldBe(german);

        // The console itself, and mails, speak as before.
        await Say(browser, "SignIn", "Come aboard");
        (await browser.OpenAsync("/admin")).Text.ShouldNotContain("Come aboard");
        var line = (await org.Read("/logs?limit=100")).List.Last(one => one!["eventType"]!.ToString() == "system.brand.text.update")!;
        line["debugContext"]!["debugData"]!["after"]!.ToString().ShouldBe("Come aboard");
    }

    [Fact]                                                             // issue 11: errors beside the field
    public async Task What_a_page_could_not_print_is_refused_beside_its_field()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        PageTexts.Find("ContinueTo")!.In(Language.English.Texts).ShouldContain("{0}");
        foreach (var (text, why) in new[]
        {
            ("Go on", "must name {0}"), ("Go on to {0} {1}", "{1} stands for nothing"), ("Go on to {0}}", "no braces but those"), ("{0} {", "no braces but those"), ("{0} {name}", "no braces but those"),
            ("{0}" + new string('a', 500), "at most 500"), ("{0} \u202e", "one line"), ("{0}\nmore", "one line"),
        })
        {
            var refused = await Say(browser, "ContinueTo", text);
            refused.Status.ShouldBe(HttpStatusCode.BadRequest, text);
            refused.TextOf("#text-wrong").ShouldNotBeNull(text).ShouldContain(why);
        }
        (await browser.OpenAsync(At("Nothing"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.OpenAsync(At("PoweredBy"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]                                                             // issue 11: two at once
    public async Task The_second_to_save_is_shown_what_changed()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var form = await browser.OpenAsync(At("Journey.OfferLater"));
        (await browser.PressAsync(form, "#text-form", ("text", "First"))).Status.ShouldBe(HttpStatusCode.OK);
        var late = await browser.PressAsync(form, "#text-form", ("text", "Second"));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.TextOf("#text-theirs").ShouldBe("First");
        (await browser.PressAsync(late, "#text-form")).TextOf("[role=status]").ShouldBe("Saved.");
        await Say(browser, "Journey.OfferLater", "");
    }

    [Fact]                                                             // OWASP ASVS 5.3: texts as an attacker chooses them
    public async Task Hostile_texts_stay_text_on_every_page()
    {
        await using var org = await TestOrg.StartAsync();
        using var browser = await org.ConsoleAsync(await org.CreateAdminAsync());
        using var visitor = org.Browser();
        async Task<string> Shape(string path) => (await visitor.OpenAsync(path)).Shape();
        var plain = new Dictionary<string, string>();
        foreach (var path in (string[])["/signin/forgot", "/nothing-here"]) plain[path] = await Shape(path);
        foreach (var hostile in HostileNames.All.Where(name => Sentence.Clean(name) == name && BrandTextDraft.Marks(name) is { Count: 0 }))
        {
            foreach (var name in (string[])["ForgotPassword", "ForgotPasswordText", "BackToSignIn", "NotFound.Title", "NotFound.Message"])
                (await Say(browser, name, hostile)).Status.ShouldBe(HttpStatusCode.OK, hostile);
            foreach (var (path, shape) in plain) (await Shape(path)).ShouldBe(shape, $"{path} with {hostile}");
        }
        (await browser.OpenAsync(Texts)).Document.QuerySelectorAll("script:not([src]), img, iframe").Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_brand_of_its_own_speaks_its_own_words_and_takes_them_along_when_it_goes()
    {
        await using var org = await TestOrg.StartAsync();
        using var browser = await org.ConsoleAsync(await org.CreateAdminAsync());
        var ours = await Heading(org, "en");
        var brand = (await org.Post("/brands", new JsonObject { ["name"] = "Harbour" })).Id;
        (await browser.PressAsync(await browser.OpenAsync($"{Texts}/ForgotPassword?language=en&brand={brand}"), "#text-form", ("text", "Adrift?"))).TextOf("[role=status]").ShouldBe("Saved.");
        (await Heading(org, "en")).ShouldBe(ours);
        (await browser.OpenAsync($"{Texts}?which=own&brand={brand}")).Text.ShouldContain("Adrift?");
        (await org.Delete($"/brands/{brand}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await browser.OpenAsync($"{Texts}?brand={brand}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]                                                             // decision 0058: a wrong field is spoken of as its page speaks
    public async Task What_is_said_of_a_wrong_field_is_in_the_words_and_the_language_of_its_page()
    {
        await using var org = await TestOrg.StartAsync();
        using var browser = await org.ConsoleAsync(await org.CreateAdminAsync());
        (string, string?)[] none = [.. Language.All.Select(one => ("offered." + one.Tag, (string?)null))];
        await browser.PressAsync(await browser.OpenAsync("/admin/brand/languages"), "#languages", [.. none, ("offered.de", "on"), ("locale", "de")]);
        await Say(browser, "CodeMissing", "Bitte den Code!", "de");
        using var visitor = org.Browser();
        var page = await visitor.OpenAsync(org.NativeApp.AuthorizeUrl(changes: [("prompt", "create")]));
        page = await visitor.SubmitAsync(page, ("firstName", "Ada"), ("lastName", "Lovelace"), ("email", "ada.l@example.com"), ("password", "Correct-Horse-7"));
        page = await visitor.SubmitAsync(page);
        page.Document.DocumentElement.GetAttribute("lang").ShouldBe("de");
        page.TextOf("[role=alert]").ShouldNotBeNull().ShouldContain("Bitte den Code!");
    }

    /// <summary>Whatever is listed can be said, in every language, as we say it.</summary>
    [Fact]
    public void Every_text_of_a_page_is_one_that_could_be_saved_in_every_language()
    {
        PageTexts.All.Select(text => text.Name).ShouldBeUnique();
        PageTexts.All.Count.ShouldBeGreaterThan(200);
        foreach (var language in Language.All)
        {
            var marked = PageTexts.With(language.Texts, PageTexts.All.Select(text => KeyValuePair.Create(text.Name, "§" + text.In(language.Texts))));
            foreach (var text in PageTexts.All)
            {
                var ours = text.In(language.Texts);
                text.In(marked).ShouldBe("§" + ours);
                BrandTextDraft.Of(language, text, ours).Text.ShouldBeNull();
                (BrandTextDraft.Marks(ours) is not null, ours.Length <= BrandTextDraft.Longest - 50).ShouldBe((true, true), $"{language.Tag} {text.Name}");
                BrandTextDraft.Of(language, text, ours + " ").Text.ShouldBeNull();
            }
        }
        Should.Throw<RuleException>(() => BrandTextDraft.Of(Language.English, PageTexts.Find("SignIn")!, "{0}"));
    }
}
