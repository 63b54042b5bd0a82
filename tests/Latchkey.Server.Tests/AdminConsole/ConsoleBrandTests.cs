using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Customizations &gt; Brand: how pages look and what they say, tried before people see it. Contract §3.8, §8.1 and §8.6.</summary>
public sealed class ConsoleBrandTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Template = "<!DOCTYPE html><html><head><title>{{pageTitle}}</title>{{{SignInWidgetResources}}}</head>"
        + "<body><p id=\"mine\">{{orgName}}</p><div id=\"okta-login-container\"></div></body></html>";

    private Task<ApiAnswer> Theme() => Org.Read($"/brands/{BrandId()}/themes/thd{BrandId()[3..]}");

    private string BrandId() => Org.Read("/brands").GetAwaiter().GetResult().Each("id").Single();

    private async Task<TestPage> SignInPage()
    {
        using var browser = Org.Browser();
        return await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
    }

    private static Task<TestPage> Try(TestBrowser browser, TestPage page, string form, string address, params (string Name, string? Value)[] typed)
    {
        page.Document.QuerySelector(form)!.SetAttribute("action", address);                         // as the button's formaction does
        return browser.PressAsync(page, form, typed);
    }

    [Fact]
    public async Task A_look_is_tried_before_people_see_it_and_saved()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var before = await browser.OpenAsync("/admin/brand");
        var name = before.Document.QuerySelector("#name")!.GetAttribute("value")!;
        before.Headers["Content-Security-Policy"].ShouldContain("frame-src 'self'");
        (string, string?)[] typed = [("name", "Harbour & Sons"), ("primaryColorHex", "#0b6e4f"), ("signInPageTouchPointVariant", "BACKGROUND_SECONDARY_COLOR"), ("secondaryColorHex", "#112233")];
        var preview = await Try(browser, before, "#look", "/admin/brand/preview", typed);
        preview.Headers["Content-Security-Policy"].ShouldContain("frame-ancestors 'self'");
        preview.Document.QuerySelector("style")!.TextContent.ShouldContain("--brand:#0b6e4f");
        preview.Document.Body!.ClassName.ShouldBe("tinted");
        preview.Document.QuerySelector(".brand .name")!.TextContent.ShouldBe("Harbour & Sons");
        (await SignInPage()).Document.QuerySelector("style")!.TextContent.ShouldNotContain("#0b6e4f");

        var form = await browser.OpenAsync("/admin/brand");
        var wrong = await browser.PressAsync(form, "#look", ("primaryColorHex", "green"));
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.TextOf("#primaryColorHex-wrong").ShouldNotBeNull().ShouldContain("#rrggbb");
        (await Try(browser, wrong, "#look", "/admin/brand/preview", ("primaryColorHex", "green"))).Status.ShouldBe(HttpStatusCode.BadRequest);

        var saved = await browser.PressAsync(form, "#look", [.. typed, ("removePoweredByOkta", "on"), ("customPrivacyPolicyUrl", "https://example.com/privacy")]);
        saved.TextOf("[role=status]").ShouldBe("Saved.");
        (await Theme())["primaryColorHex"].ShouldBe("#0b6e4f");
        (await Theme())["errorPageTouchPointVariant"].ShouldBe("BACKGROUND_SECONDARY_COLOR");
        var page = await SignInPage();
        page.Document.Body!.ClassName.ShouldBe("tinted");
        page.Document.QuerySelector("#privacy")!.GetAttribute("href").ShouldBe("https://example.com/privacy");
        page.Headers["Content-Security-Policy"].ShouldContain("frame-ancestors 'none'");

        (await browser.PressAsync(form, "#look", ("name", "Second"))).Status.ShouldBe(HttpStatusCode.Conflict);
        await browser.PressAsync(await browser.OpenAsync("/admin/brand"), "#look", ("name", name), ("primaryColorHex", "#1662dd"), ("secondaryColorHex", "#ebebed"),
            ("signInPageTouchPointVariant", "OKTA_DEFAULT"), ("removePoweredByOkta", null), ("customPrivacyPolicyUrl", null));
        (await SignInPage()).Document.QuerySelector("#privacy").ShouldBeNull();
    }

    private async Task<HttpResponseMessage> Upload(TestBrowser browser, string token, string kind, byte[] content)
    {
        using var handler = new HttpClientHandler { CookieContainer = browser.Cookies, AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "form_token" }, { new StringContent(kind), "kind" }, { new ByteArrayContent(content), "file", "logo.png" },
        };
        return await http.PostAsync(Org.Url + "/admin/brand/picture", form);
    }

    [Fact]                                                             // threats §1 row 2
    public async Task A_logo_is_uploaded_and_removed_and_what_is_no_picture_is_refused()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var token = (await browser.OpenAsync("/admin/brand")).FormToken();
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 1, 164, 0, 0, 0, 120, .. new byte[20]];
        using (var done = await Upload(browser, token, "logo", png)) done.Headers.Location!.ToString().ShouldBe("/admin/brand?done=saved");
        (await SignInPage()).Document.QuerySelector("img.logo")!.GetAttribute("src").ShouldStartWith("/brand/logo-");

        using (var drawn = await Upload(browser, token, "logo", [.. "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8]))
        {
            drawn.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await drawn.Content.ReadAsStringAsync()).ShouldContain("is no PNG");
        }
        using (var foreign = await Upload(browser, "guessed", "logo", png)) foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using (var large = await Upload(browser, token, "logo", new byte[3_500_000])) large.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using (var odd = await Upload(browser, token, "another", png)) odd.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await browser.PostAsync("/admin/brand/picture/remove", ("form_token", token), ("kind", "logo"))).TextOf("[role=status]").ShouldBe("Removed.");
        (await SignInPage()).Document.QuerySelector("img.logo").ShouldBeNull();
    }

    [Fact]
    public async Task A_sign_in_page_is_drafted_tried_published_and_taken_back()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var form = await browser.OpenAsync("/admin/brand/sign-in");
        form.TextOf(".states").ShouldBe("People see the default page");
        var started = await browser.OpenAsync("/admin/brand/sign-in?template=default");
        started.Document.QuerySelector("#pageContent")!.TextContent.ShouldContain("okta-login-container");

        (string, string?)[] typed = [("signInLabel", "Come aboard"), ("helpLabel", "Ask us"), ("helpUrl", "https://help.example"), ("pageContent", Template), ("srcList", "https://cdn.example")];
        var preview = await Try(browser, form, "#page", "/admin/brand/sign-in/preview", typed);
        preview.TextOf("#mine").ShouldNotBeNullOrEmpty();
        preview.TextOf("h1").ShouldBe("Come aboard");
        preview.Document.QuerySelector("form")!.GetAttribute("action").ShouldBe("/signin?flow=preview");
        (await browser.OpenAsync("/admin/brand/sign-in/preview")).TextOf("h1").ShouldBe("Sign in");

        form = await browser.OpenAsync("/admin/brand/sign-in");
        var refused = await browser.PressAsync(form, "#page", [.. typed[..3], ("pageContent", Template + "<script>alert(1)</script>"), ("do", "publish")]);
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.TextOf("#pageContent-wrong").ShouldNotBeNull().ShouldContain("line 1: scripts are not allowed");
        (await Try(browser, refused, "#page", "/admin/brand/sign-in/preview", ("pageContent", "<script>"))).Text.ShouldContain("cannot be shown yet");

        var draft = await browser.PressAsync(form, "#page", [.. typed, ("do", "draft")]);
        draft.TextOf("[role=status]").ShouldBe("Saved.");
        draft.TextOf(".states").ShouldNotBeNull().ShouldContain("A draft is not published yet");
        draft.Document.QuerySelector("#signInLabel")!.GetAttribute("value").ShouldBe("Come aboard");
        (await browser.OpenAsync("/admin/brand/sign-in/preview")).TextOf("h1").ShouldBe("Come aboard");
        (await SignInPage()).TextOf("h1").ShouldBe("Sign in");

        (await browser.PressAsync(draft, "#page", ("do", "publish"))).TextOf("[role=status]").ShouldBe("Published.");
        var shown = await SignInPage();
        shown.TextOf("h1").ShouldBe("Come aboard");
        shown.TextOf("#mine").ShouldNotBeNullOrEmpty();
        shown.Headers["Content-Security-Policy"].ShouldContain("https://cdn.example");
        (await Org.Read($"/brands/{BrandId()}/pages/sign-in/preview")).ShouldBeRefused(404, "E0000007");
        (await browser.PressAsync(form, "#page", ("do", "publish"))).Status.ShouldBe(HttpStatusCode.Conflict);

        var asked = await browser.OpenAsync("/admin/brand/sign-in/reset");
        (await browser.PressAsync(asked, "#confirm")).TextOf(".states").ShouldBe("People see the default page");
        (await SignInPage()).TextOf("h1").ShouldBe("Sign in");
    }

    private static readonly string[] Sheets =
    [
        "@import url(\"https://evil.example/a.css\");", "@IMPORT 'x.css';", "a { background: url(https://evil.example/a.png) }",
        "a { background: url( \"//evil.example/a.png\" ) }", "a { background: u\\72l(https://evil.example/a.png) }",
        "a { background: image-set(\"https://evil.example/a.png\" 1x) }", "a { behavior: url(#x) }", "a { -moz-binding: none }", "a { width: expression(alert(1)) }",
        "a { color: red; /* ", "a { content: \"x", "a { color: red", "a } b { }", "</style><script>alert(1)</script>", "a { content: \"</style>\" }",
        "@font-face { font-family: x; src: url(https://evil.example/x.woff2) }", "@namespace url(http://www.w3.org/1999/xhtml);", "a { background: url(javascript:alert(1)) }",
        "a { background: url(/signout) }", "a { background: url(https://cdn.example.evil.example/a.png) }", "a { background: url(data:text/html,x) }",
    ];

    [Fact]
    public async Task A_stylesheet_is_tried_in_the_page_and_served_once_it_is_published()
    {
        const string css = "/* Quay */\n.card > h1 { color: #0b6e4f; background: url(\"https://cdn.example/wave.png\") }\n@media (width < 40rem) { .card { border: 0 } }";
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var form = await browser.OpenAsync("/admin/brand/sign-in");
        var preview = await Try(browser, form, "#page", "/admin/brand/sign-in/preview", ("stylesheet", css), ("srcList", "https://cdn.example"));
        preview.Document.QuerySelectorAll("style").Select(style => style.TextContent).ShouldContain(css);
        preview.Headers["Content-Security-Policy"].ShouldContain("font-src 'self' data: https://cdn.example");

        form = await browser.OpenAsync("/admin/brand/sign-in");
        var foreign = await browser.PressAsync(form, "#page", ("stylesheet", css), ("do", "publish"));
        foreign.TextOf("#stylesheet-wrong").ShouldNotBeNull().ShouldContain("line 2: https://cdn.example/wave.png is not allowed");
        (await browser.PressAsync(form, "#page", ("stylesheet", css), ("srcList", "https://cdn.example"), ("do", "publish"))).TextOf("[role=status]").ShouldBe("Published.");
        var page = await SignInPage();
        var address = page.Document.QuerySelector("link[href^='/brand/style-']")!.GetAttribute("href")!;
        page.Headers["Content-Security-Policy"].ShouldContain("img-src 'self' data: https://cdn.example;");
        using (var visitor = Org.Browser())
        {
            var sheet = await visitor.OpenAsync(address);
            sheet.Headers["Content-Type"].ShouldBe("text/css; charset=utf-8");
            sheet.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
            (await visitor.OpenAsync("/brand/style-AAAAAAAAAAAAAAAAAAAA.css")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
        // Threats §1 row 2, decision 0024: the way out of a style that hides the form.
        using (var locked = Org.Browser())
            (await locked.OpenAsync("/login/default")).Document.QuerySelector("link[href^='/brand/style-']").ShouldBeNull();
        await browser.PressAsync(await browser.OpenAsync("/admin/brand/sign-in/reset"), "#confirm");
        (await SignInPage()).Document.QuerySelector("link[href^='/brand/style-']").ShouldBeNull();
    }

    [Fact]                                                             // threats §1 row 2
    public async Task A_stylesheet_that_loads_what_nobody_trusts_is_refused()
    {
        var at = $"/brands/{BrandId()}/pages/sign-in/preview";
        foreach (var css in Sheets)
        {
            var page = new JsonObject
            {
                ["stylesheet"] = css, ["contentSecurityPolicySetting"] = new JsonObject { ["mode"] = "enforced", ["srcList"] = new JsonArray("https://cdn.example") },
            };
            (await Org.Put(at, page)).Status.ShouldBe(HttpStatusCode.BadRequest, css);
        }
    }

    [Fact]
    public async Task A_page_as_long_as_the_api_takes_it_is_saved_and_its_changes_are_shown()
    {
        var content = Template.Replace("{{orgName}}", string.Concat(Enumerable.Repeat("<b>é</b>\n", 15_000)), StringComparison.Ordinal);
        content.Length.ShouldBeGreaterThan(130_000);
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var form = await browser.OpenAsync("/admin/brand/sign-in");
        form.Document.QuerySelector("a[href$='/changes']").ShouldBeNull();
        (await browser.PressAsync(form, "#page", ("pageContent", content), ("do", "publish"))).TextOf("[role=status]").ShouldBe("Published.");
        form = await browser.OpenAsync("/admin/brand/sign-in");
        var changed = content.Replace("<body>", "<body><p>New</p>\n", StringComparison.Ordinal);
        await browser.PressAsync(form, "#page", ("pageContent", changed), ("signInLabel", "Come aboard"), ("do", "draft"));
        var changes = await browser.OpenAsync("/admin/brand/sign-in/changes");
        changes.TextOf("tbody td:last-child").ShouldBe("Come aboard");
        changes.Document.QuerySelectorAll(".diff ins").Length.ShouldBe(2);
        changes.Document.QuerySelectorAll(".diff del").Length.ShouldBe(1);
        changes.Text.Length.ShouldBeLessThan(150_000);                 // issue 11
        await browser.PressAsync(await browser.OpenAsync("/admin/brand/sign-in/reset"), "#confirm");
    }

    /// <summary>Issue 11: no rule twice.</summary>
    [Fact]
    public async Task What_the_form_does_not_show_stays_as_the_api_set_it()
    {
        var at = $"/brands/{BrandId()}/pages/sign-in/customized";
        var page = new JsonObject
        {
            ["widgetCustomizations"] = new JsonObject { ["widgetGeneration"] = "G3", ["unlockAccountLabel"] = "Unlock" },
            ["contentSecurityPolicySetting"] = new JsonObject { ["mode"] = "report_only", ["reportUri"] = "https://report.example/x", ["srcList"] = new JsonArray() },
        };
        (await Org.Put(at, page)).ShouldSucceed();
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        await browser.PressAsync(await browser.OpenAsync("/admin/brand/sign-in"), "#page", ("signInLabel", "Hello"), ("do", "publish"));
        var kept = (await Org.Read(at)).ShouldSucceed();
        kept["widgetCustomizations.signInLabel"].ShouldBe("Hello");
        kept["widgetCustomizations.widgetGeneration"].ShouldBe("G3");
        kept["widgetCustomizations.unlockAccountLabel"].ShouldBe("Unlock");
        kept["contentSecurityPolicySetting.mode"].ShouldBe("report_only");
        (await Org.Delete(at)).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // issue 11: undo where it is safe; decision 0047
    public async Task A_sign_in_page_is_taken_back_to_what_was_shown_and_written_before()
    {
        await using var org = await TestOrg.StartAsync();
        using var browser = await org.ConsoleAsync(await org.CreateAdminAsync());
        var brand = (await org.Read("/brands")).Each("id").First();
        const string at = "/admin/brand/sign-in";
        async Task<string?> Kept(string state) => await org.Read($"/brands/{brand}/pages/sign-in/{state}") is { Status: HttpStatusCode.OK } page
            ? page.Object["widgetCustomizations"]!["signInLabel"]!.ToString() : null;
        async Task<TestPage> Save(string heading, string what) => await browser.PressAsync(await browser.OpenAsync(at), "#page", ("signInLabel", heading), ("do", what));
        async Task Stands(string? shown, string? written) => (await Kept("customized"), await Kept("preview")).ShouldBe((shown, written));

        var first = await Save("First", "publish");
        await browser.PressAsync(first, "#undo");
        await Stands(null, null);

        await Save("First", "publish");
        await Save("Second", "draft");
        await browser.PressAsync(await Save("Third", "publish"), "#undo");
        await Stands("First", "Second");
        await browser.PressAsync(await Save("Fourth", "draft"), "#undo");
        await Stands("First", "Second");
        var reset = await browser.PressAsync(await browser.OpenAsync(at + "/reset"), "#confirm");
        await Stands(null, null);
        (await browser.PressAsync(reset, "#undo")).TextOf("[role=status]").ShouldBe("Saved.");
        await Stands("First", "Second");

        // Pressed again, or after somebody else: nothing is lost.
        var again = await browser.PressAsync(reset, "#undo");
        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.TextOf("#overtaken").ShouldNotBeNull();
        var late = await Save("Fifth", "publish");
        (await org.Put($"/brands/{brand}/pages/sign-in/customized", new JsonObject { ["widgetCustomizations"] = new JsonObject { ["signInLabel"] = "Theirs" } })).ShouldSucceed();
        (await browser.PressAsync(late, "#undo")).Status.ShouldBe(HttpStatusCode.Conflict);
        await Stands("Theirs", null);
    }
}
