using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Brands;

/// <summary>/api/v1/brands/{id}/pages: pages that an org writes itself. Contract §3.8, §8.1; decision 0024.</summary>
public sealed class PagesApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Start = "<!DOCTYPE html><html><head><title>{{pageTitle}} - ours</title>{{{SignInWidgetResources}}}";
    private const string Container = "<div id=\"okta-login-container\"></div>";

    private async Task<string> At(string page) => $"/brands/{(await Org.Read("/brands")).ShouldSucceed().Each("id").Single()}/pages/{page}";

    private static JsonObject Written(string body, string head = "", JsonObject? policy = null, JsonObject? widget = null)
    {
        var page = new JsonObject { ["pageContent"] = $"{Start}{head}</head><body>{body}</body></html>", ["widgetVersion"] = "^7" };
        if (policy is not null) page["contentSecurityPolicySetting"] = policy.DeepClone();
        if (widget is not null) page["widgetCustomizations"] = widget;
        return page;
    }

    private static string Policy(TestPage page) => page.Headers["Content-Security-Policy"];

    [Fact]
    public async Task An_orgs_own_page_stands_around_our_form_which_works_as_before()
    {
        var at = await At("sign-in");
        (await Org.Put($"{at}/customized", Written(
            $"<header id=\"theirs\">{{{{orgName}}}}</header>{Container}<p id=\"generation\">{{{{#useSiwGen3}}}}third{{{{/useSiwGen3}}}}</p>",
            "<style nonce=\"{{nonceValue}}\">#theirs{color:red}</style>"))).ShouldSucceed();
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        page.Document.QuerySelector("#theirs")!.TextContent.ShouldNotBeNullOrEmpty();
        page.Document.Title.ShouldStartWith("Sign in");
        page.Document.Title.ShouldEndWith(" - ours");
        page.Document.QuerySelector("#generation")!.TextContent.ShouldBe("");                       // the second generation
        var container = page.Document.QuerySelector("#okta-login-container")!;
        container.QuerySelector("main.card form")!.GetAttribute("action").ShouldStartWith("/signin?flow=");
        container.QuerySelector("[lang]")!.GetAttribute("lang").ShouldBe("en");
        // Whoever wrote it said nothing of a language: WCAG 2.2 §3.1.1.
        (page.Document.DocumentElement.GetAttribute("lang"), page.Document.DocumentElement.GetAttribute("dir")).ShouldBe(("en", "ltr"));
        using (var arabic = Org.Browser())
        {
            var other = await arabic.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("ui_locales", "ar")]));
            (other.Document.DocumentElement.GetAttribute("lang"), other.Document.DocumentElement.GetAttribute("dir")).ShouldBe(("ar", "rtl"));
        }
        page.Document.QuerySelector("link[rel=stylesheet]").ShouldNotBeNull();

        // Their nonce is one for styles; that of our scripts stands nowhere in what they wrote.
        var policy = Policy(page);
        var theirs = page.Document.QuerySelectorAll("style").Single(style => style.TextContent.StartsWith("#theirs", StringComparison.Ordinal)).GetAttribute("nonce")!;
        policy.ShouldContain("style-src 'self' 'nonce-");
        Directive(policy, "style-src").ShouldContain($"'nonce-{theirs}'");
        Directive(policy, "script-src").ShouldNotContain(theirs);
        page.Document.QuerySelectorAll("script").ShouldAllBe(script => script.GetAttribute("nonce") != theirs);
        Directive(policy, "form-action").ShouldStartWith("'self'");
        policy.ShouldContain("base-uri 'none'");
        policy.ShouldContain("frame-ancestors 'none'");

        var wrong = await browser.SubmitAsync(page, ("identifier", person.Login), ("password", "wrong"));
        wrong.Document.QuerySelector("#theirs").ShouldNotBeNull();
        wrong.TextOf("[role=alert]").ShouldNotBeNullOrEmpty();
        (await browser.SubmitAsync(wrong, ("identifier", person.Login), ("password", person.Password))).Parameter("code").ShouldNotBeNull();

        using var plain = Org.Browser();                                                            // the way in whatever was written
        var ours = await plain.OpenAsync(Org.Url + "/login/default");
        ours.Document.QuerySelector("#theirs").ShouldBeNull();
        (await plain.SubmitAsync(ours, ("identifier", person.Login), ("password", "wrong"))).Document.QuerySelector("#theirs").ShouldBeNull();
        (await Org.Delete($"{at}/customized")).ShouldBe(HttpStatusCode.NoContent);
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "login")]))).Document.QuerySelector("#theirs").ShouldBeNull();
        var told = await Org.Events("sign-in");
        told.ShouldContain("system.brand.page.update");
        told.ShouldContain("system.brand.page.delete");
    }

    private static string Directive(string policy, string name) =>
        policy.Split(';').Select(one => one.Trim()).Single(one => one.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..];

    /// <summary>As it travels to a browser that unpacks nothing; squeezed it is a quarter.</summary>
    [Fact]
    public async Task A_page_with_all_that_it_loads_is_under_sixty_kilobytes_and_nothing_on_it_moves_for_long()
    {
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        var (bytes, styles) = (Encoding.UTF8.GetByteCount(page.Text), "");
        foreach (var part in page.Document.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src]"))
        {
            var from = part.GetAttribute("href") ?? part.GetAttribute("src")!;
            if (!from.StartsWith('/')) continue;
            var text = await Org.Http.GetStringAsync(from);
            bytes += Encoding.UTF8.GetByteCount(text);
            if (part.GetAttribute("rel") == "stylesheet") styles += text;
        }
        bytes.ShouldBeLessThan(60_000);
        styles.Length.ShouldBeGreaterThan(10_000);
        var moving = Regex.Matches(styles, @"(?:animation|transition): (?<what>[^;]+);", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1)).Select(match => match.Groups["what"].Value).ToArray();
        moving.ShouldNotBeEmpty();
        foreach (var seconds in moving.SelectMany(what => Regex.Matches(what, @"(?<s>[\d.]+)s\b", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1))).Select(match => match.Groups["s"].Value))
            double.Parse(seconds, CultureInfo.InvariantCulture).ShouldBeLessThan(0.15);
        Regex.IsMatch(styles, @"@keyframes[^}]*opacity", RegexOptions.None, TimeSpan.FromMinutes(1)).ShouldBeFalse("nobody sees pale text first");
    }

    [Fact]                                                             // the names in it are a stranger's
    public async Task What_people_typed_stays_text_in_an_orgs_own_page()
    {
        var at = await At("sign-in");
        (await Org.Put($"{at}/customized", Written(Container))).ShouldSucceed();
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("login_hint", "\"><script>alert(1)</script>{{orgName}}${user.login}</main></head><title>x")]));
        page.Document.QuerySelectorAll("script:not([src])").ShouldBeEmpty();
        page.Document.QuerySelector("#identifier")!.GetAttribute("value").ShouldBe("\"><script>alert(1)</script>{{orgName}}${user.login}</main></head><title>x");
        (await Org.Delete($"{at}/customized")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]                                                           // ruling 15, and what the form must never become
    [InlineData("<script>alert(1)</script>" + Container, "scripts")]
    [InlineData("<SCRIPT src=https://evil.example></SCRIPT>" + Container, "scripts")]
    [InlineData("<img src=x onerror=alert(1)>" + Container, "scripts")]
    [InlineData("<svg/onload=alert(1)>" + Container, "<svg>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>" + Container, "scripts")]
    [InlineData("<a href=\"java\nscript&colon;alert(1)\">x</a>" + Container, "scripts")]
    [InlineData("<a href=\"data:text/html,x\">x</a>" + Container, "scripts")]
    [InlineData("<iframe src=https://evil.example></iframe>" + Container, "iframe")]
    [InlineData("<form action=https://evil.example>" + Container + "</form>", "form")]
    [InlineData("<base href=https://evil.example>" + Container, "base")]
    [InlineData("<meta http-equiv=refresh content=\"0;url=https://evil.example\">" + Container, "http-equiv")]
    [InlineData("<object data=x></object>" + Container, "object")]
    [InlineData("<svg><style><img src=x onerror=alert(1)></style></svg>" + Container, "<svg>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>" + Container, "<noscript>")]
    [InlineData("<template><p></p></template>" + Container, "<template>")]
    [InlineData("<textarea></textarea>" + Container, "<textarea>")]
    [InlineData("<p>no container</p>", "okta-login-container")]
    [InlineData(Container + Container, "okta-login-container")]
    [InlineData("<!-- " + Container + " -->", "okta-login-container")]
    [InlineData("<style id=\"okta-login-container\"></style>", "belongs to a <div>")]
    [InlineData(Container + "{{unknown}}", "unknown")]
    [InlineData(Container + "{{latchkeyPage}}", "latchkeyPage")]
    [InlineData(Container + "{{^useSiwGen3}}x{{/useSiwGen3}}", "{{#name}}")]
    [InlineData(Container + "{{#useSiwGen3}}x", "does not end")]
    [InlineData(Container + "x{{/useSiwGen3}}", "did not begin")]
    [InlineData("{{#useSiwGen3}}" + Container + "{{/useSiwGen3}}", "no section")]
    [InlineData(Container + "{% for i in (1..9) %}{% endfor %}", "{{name}}")]
    [InlineData(Container + "${user.login}", "{{name}}")]
    // What is filled in, or is ours, becomes no part of an element of theirs.
    [InlineData("<p title='{{{SignInWidgetResources}}}'></p>" + Container, "between elements")]
    [InlineData("<style>p{content:'{{{OktaUtil}}}'}</style>" + Container, "between elements")]
    [InlineData("<p title='" + Container + "'></p>", "cannot be there")]
    [InlineData("<p title=\"" + Container, "cannot be there")]
    [InlineData("<s{{OktaUtil}}cript>alert(1)</s{{OktaUtil}}cript>" + Container, "&lt;")]
    [InlineData("<{{OktaUtil}}script>alert(1)</script>" + Container, "&lt;")]
    [InlineData("<p {{orgName}}></p>" + Container, "name=\"value\"")]
    [InlineData("<p title={{orgName}}></p>" + Container, "in quotes")]
    [InlineData("<p title=\"a\"style=\"b\"></p>" + Container, "name=\"value\"")]
    [InlineData("<p title=\"a\" title=\"b\"></p>" + Container, "twice")]
    [InlineData("<a href=\"{{orgName}}\">x</a>" + Container, "no address")]
    [InlineData("<a href=\"javascript{{orgName}}\">x</a>" + Container, "scripts")]
    [InlineData("<a href=\"x{{orgName}}\">x</a>" + Container, "must be an address")]
    [InlineData("<a href=\"&#106;avascript:alert(1)\">x</a>" + Container, "scripts")]
    [InlineData("<a href=\" javascript:alert(1)\">x</a>" + Container, "scripts")]
    [InlineData("<a href=\"https://x.example\" rel=\"opener\">x</a>" + Container, "rel")]
    [InlineData("<a href=\"https://x.example\" ping=\"https://y.example\">x</a>" + Container, "ping")]
    [InlineData("<p data-options=\"{}\"></p>" + Container, "data-options")]
    [InlineData("<meta name=\"referrer\" content=\"unsafe-url\">" + Container, "referrer")]
    [InlineData("<link rel=\"import\" href=\"https://x.example\">" + Container, "import")]
    [InlineData("<style>p{}</style ><script>alert(1)</script>" + Container, "scripts")]
    [InlineData("<style>p{}<!--</style>" + Container, "does not end")]
    [InlineData("<style>p{background:url({{orgName}})}</style>" + Container, "no address")]
    [InlineData("<title></titl</title>" + Container, "does not end")]
    [InlineData("<!--><img src=x onerror=alert(1)>-->" + Container, "&lt;")]
    [InlineData("<!-- --!><img src=x onerror=alert(1)>-->" + Container, "&lt;")]
    [InlineData("<!doctype html [<!ENTITY x 'y'>]>" + Container, "&lt;")]
    [InlineData("<?xml version=\"1.0\"?>" + Container, "&lt;")]
    [InlineData("<![CDATA[x]]>" + Container, "&lt;")]
    [InlineData("<x-y></x-y>" + Container, "&lt;")]
    [InlineData("a < b" + Container, "&lt;")]
    public async Task What_may_not_stand_in_a_page_is_refused(string body, string cause) =>
        (await Org.Put($"{await At("sign-in")}/customized", Written(body))).ShouldBeRefused(400, "E0000001", cause);

    [Fact]
    public async Task A_page_without_our_resources_is_refused_and_one_without_content_keeps_ours()
    {
        var at = await At("sign-in");
        (await Org.Put($"{at}/customized", new JsonObject { ["pageContent"] = Container })).ShouldBeRefused(400, "E0000001", "SignInWidgetResources");
        (await Org.Put($"{await At("error")}/customized", new JsonObject())).ShouldBeRefused(400, "E0000001", "pageContent");
        (await Org.Put($"{at}/customized", new JsonObject
        {
            ["widgetCustomizations"] = new JsonObject
            {
                ["signInLabel"] = "Come in", ["usernameLabel"] = "Badge <number>", ["usernameInfoTip"] = "On the back", ["passwordLabel"] = "Word", ["helpLabel"] = "Ask us", ["helpUrl"] = "https://help.example",
                ["customLink1Label"] = "Nowhere", ["widgetGeneration"] = "g3", ["forgotPasswordLabel"] = "Lost it",
            },
        })).ShouldSucceed()["widgetCustomizations.widgetGeneration"].ShouldBe("G3");
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        page.TextOf("h1").ShouldBe("Come in");
        page.TextOf("label[for=identifier]").ShouldBe("Badge <number>");
        page.TextOf("#username-tip").ShouldBe("On the back");
        page.TextOf("label[for=password]").ShouldBe("Word");
        page.Document.QuerySelectorAll(".links a").Select(link => link.GetAttribute("href")).ShouldBe(["https://help.example"]);
        (await Org.Put($"{at}/customized", new JsonObject { ["widgetCustomizations"] = new JsonObject { ["helpUrl"] = "javascript:alert(1)" } })).ShouldBeRefused(400, "E0000001", "helpUrl");
        (await Org.Delete($"{at}/customized")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Pictures_styles_and_fonts_come_from_the_origins_it_names_and_scripts_from_none()
    {
        var at = await At("sign-in");
        var setting = new JsonObject { ["mode"] = "enforced", ["reportUri"] = "https://report.example/csp", ["srcList"] = new JsonArray("https://cdn.example", "*.fonts.example") };
        (await Org.Put($"{at}/customized", Written(Container, policy: setting))).ShouldSucceed();
        using var browser = Org.Browser();
        var policy = Policy(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl()));
        foreach (var kind in (string[])["img-src", "style-src", "font-src"]) Directive(policy, kind).ShouldContain("https://cdn.example *.fonts.example");
        foreach (var kind in (string[])["script-src", "form-action", "default-src"]) Directive(policy, kind).ShouldNotContain("example *");
        policy.ShouldEndWith("; report-uri https://report.example/csp");

        setting["mode"] = "report_only";
        (await Org.Put($"{at}/customized", Written(Container, policy: setting))).ShouldSucceed();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        Directive(Policy(page), "img-src").ShouldEndWith("https:");
        Directive(Policy(page), "script-src").ShouldNotContain("https:");
        page.Headers["Content-Security-Policy-Report-Only"].ShouldContain("https://cdn.example");

        foreach (var wrong in (string[])["https://a.example; script-src *", "'unsafe-inline'", "*", "http://a.example", "data:", "https://a.example b.example"])
        {
            setting["srcList"] = new JsonArray(wrong);
            (await Org.Put($"{at}/customized", Written(Container, policy: setting))).ShouldBeRefused(400, "E0000001", "srcList");
        }
        setting["srcList"] = new JsonArray([.. Enumerable.Range(0, 21).Select(i => JsonValue.Create($"https://a{i}.example"))]);
        (await Org.Put($"{at}/customized", Written(Container, policy: setting))).ShouldBeRefused(400, "E0000001", "at most 20");
        setting["srcList"] = new JsonArray();
        setting["reportUri"] = "https://x.example/; script-src *";
        (await Org.Put($"{at}/customized", Written(Container, policy: setting))).ShouldBeRefused(400, "E0000001", "reportUri");
        (await Org.Delete($"{at}/customized")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task What_is_being_written_is_seen_by_an_administrator_and_nobody_else()
    {
        var at = await At("sign-in");
        (await Org.Put($"{at}/preview", Written($"<p id=\"draft\">Draft</p>{Container}"))).ShouldSucceed();
        var root = (await Org.Read($"{at}?expand=default,customized,preview,customizedUrl,previewUrl")).ShouldSucceed();
        root["_embedded.previewUrl"].ShouldBe(Org.Url + "/login/preview/sign-in");
        root["_embedded.customized"].ShouldBeNull();
        root["_embedded.preview.pageContent"].ShouldNotBeNull();
        using var stranger = Org.Browser();
        (await stranger.OpenAsync(Org.NativeApp.AuthorizeUrl())).Document.QuerySelector("#draft").ShouldBeNull();
        var refused = await stranger.OpenAsync(Org.Url + "/login/preview/sign-in");
        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        refused.Document.QuerySelector("#draft").ShouldBeNull();

        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        await Org.NativeApp.SignInAsync(person, browser: browser);
        (await browser.OpenAsync(Org.Url + "/login/preview/sign-in")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Org.Post($"/users/{person.Id}/roles", new JsonObject { ["type"] = "SUPER_ADMIN" })).ShouldBe(HttpStatusCode.Created);
        (await browser.OpenAsync(Org.Url + "/login/preview/sign-in")).Document.QuerySelector("#draft").ShouldNotBeNull();
        (await Org.Delete($"{at}/preview")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"{at}/preview")).ShouldBeRefused(404, "E0000007");
        (await Org.Read($"{at}/widget-versions")).ShouldSucceed().List.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_templates_to_begin_with_can_be_saved_as_they_are()
    {
        foreach (var page in (string[])["sign-in", "error"])
        {
            var at = await At(page);
            (await Org.Put($"{at}/customized", (await Org.Read($"{at}/default")).ShouldSucceed().Object.DeepClone())).ShouldSucceed();
        }
        using var browser = Org.Browser();
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl())).Document.QuerySelector("#okta-login-container main.card form").ShouldNotBeNull();
        var error = await browser.OpenAsync(Org.Url + "/oauth2/default/v1/authorize?client_id=nobody%3Cb%3E");
        error.Status.ShouldBe(HttpStatusCode.BadRequest);
        error.TextOf("h1").ShouldNotBeNullOrEmpty();
        error.Text.ShouldContain("client");
        error.Document.QuerySelector("b").ShouldBeNull();
        error.Document.QuerySelector("a.secondary")!.GetAttribute("href").ShouldNotBeNullOrEmpty();
        foreach (var page in (string[])["sign-in", "error"]) (await Org.Delete($"{await At(page)}/customized")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task People_who_came_from_no_app_are_left_where_the_org_says()
    {
        var at = await At("sign-out") + "/customized";
        (await Org.Read(at)).ShouldSucceed()["type"].ShouldBe("OKTA_DEFAULT");
        (await Org.Put(at, new JsonObject { ["type"] = "EXTERNALLY_HOSTED" })).ShouldBeRefused(400, "E0000001", "url");
        (await Org.Put(at, new JsonObject { ["type"] = "EXTERNALLY_HOSTED", ["url"] = "javascript:alert(1)" })).ShouldBeRefused(400, "E0000001", "url");
        (await Org.Put(at, new JsonObject { ["type"] = "externally_hosted", ["url"] = "https://www.example.com/bye" })).ShouldSucceed()["type"].ShouldBe("EXTERNALLY_HOSTED");
        using var answer = await Org.Http.GetAsync("/login/signout");
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldBe("https://www.example.com/bye");
        (await Org.Put(at, new JsonObject { ["type"] = "OKTA_DEFAULT" })).ShouldSucceed();
        using var ours = await Org.Http.GetAsync("/login/signout");
        ours.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
