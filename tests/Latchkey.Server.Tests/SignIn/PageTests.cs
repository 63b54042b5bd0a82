using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;
using Latchkey.Server.Tests.Kit;

namespace Latchkey.Server.Tests.SignIn;

public sealed partial class PageTests(PageHost host) : IClassFixture<PageHost>, IDisposable
{
    private readonly HttpClient browser = new() { BaseAddress = host.Address };

    public static TheoryData<string> Pages => [.. PageSamples.Ordinary.All.Keys];

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_page_tells_the_browser_to_distrust_it(string page)
    {
        var answer = await browser.GetAsync($"/ordinary/{page}");

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        Header(answer, "Cache-Control").ShouldBe("no-store");
        Header(answer, "Referrer-Policy").ShouldBe("no-referrer");
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        // One page is for an app's hidden frame, and for that app's alone (contract §2.1, okta_post_message).
        if (page != "post-message") Header(answer, "X-Frame-Options").ShouldBe("DENY");
        Header(answer, "Content-Security-Policy").ShouldContain(page == "post-message" ? "frame-ancestors https://app.example;" : "frame-ancestors 'none';");
        Header(answer, "Cross-Origin-Opener-Policy").ShouldBe("unsafe-none");       // a popup's opener waits for it
        Policy().IsMatch(Header(answer, "Content-Security-Policy")).ShouldBeTrue(Header(answer, "Content-Security-Policy"));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Only_what_carries_the_nonce_of_this_answer_is_style_or_script(string page)
    {
        var answer = await browser.GetAsync($"/ordinary/{page}");
        var nonce = Policy().Match(Header(answer, "Content-Security-Policy")).Groups["nonce"].Value;
        var document = await Read(answer);

        document.QuerySelectorAll("script, style").ShouldAllBe(element => element.GetAttribute("nonce") == nonce);
        document.All.SelectMany(element => element.Attributes).ShouldAllBe(attribute => !attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) && attribute.Name != "style");
        Policy().Match(Header(await browser.GetAsync($"/ordinary/{page}"), "Content-Security-Policy")).Groups["nonce"].Value.ShouldNotBe(nonce);
    }

    [Fact]
    public async Task Hostile_names_stay_text_on_every_page()
    {
        foreach (var (index, name) in HostileNames.All.Index())
        {
            host.Sets[$"hostile{index}"] = PageSamples.Ordinary with { Name = name, Brand = PageSamples.Ordinary.Brand with { Name = name } };
            foreach (var page in PageSamples.Ordinary.All.Keys)
            {
                var clean = await Read(await browser.GetAsync($"/ordinary/{page}"));
                var hostile = await Read(await browser.GetAsync($"/hostile{index}/{page}"));

                // Whatever the name is, the elements and their attributes are those of an ordinary name.
                Shape(hostile).ShouldBe(Shape(clean), $"{page} with {name}");
                hostile.Links.OfType<IHtmlAnchorElement>().ShouldAllBe(link => !link.Href.StartsWith("javascript", StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    [Fact]
    public async Task A_name_that_turns_the_direction_of_text_turns_only_its_own()
    {
        host.Sets["turned"] = PageSamples.Ordinary with { Name = "\u202Eevil", Brand = PageSamples.Ordinary.Brand with { Name = "\u202Etrusted" } };
        foreach (var page in PageSamples.Ordinary.All.Keys)
        {
            var document = await Read(await browser.GetAsync($"/turned/{page}"));
            document.Title!.ShouldNotContain('\u202E');
            document.Descendants<IText>().Where(text => text.Data.Contains('\u202E', StringComparison.Ordinal))
                .ShouldAllBe(text => text.Ancestors<IElement>().Any(around => around.LocalName == "bdi" || around.LocalName == "code" || around.LocalName == "pre" || around.LocalName == "dt"), page);
        }
    }

    [Fact]
    public async Task The_sign_in_form_posts_identifier_and_password_to_its_flow()
    {
        var document = await Read(await browser.GetAsync("/ordinary/sign-in"));

        var form = document.Forms.ShouldHaveSingleItem();
        form.Method.ShouldBe("post");
        form.GetAttribute("action").ShouldBe("/signin?flow=f%2B1%2F2%3D");
        var (identifier, password) = (Input(document, "identifier"), Input(document, "password"));
        (identifier.Id, identifier.Autocomplete, identifier.GetAttribute("inputmode")).ShouldBe(("identifier", "username", "email"));
        (password.Id, password.Autocomplete, password.Type).ShouldBe(("password", "current-password", "password"));
        document.QuerySelector("label[for=identifier]").ShouldNotBeNull();
        document.QuerySelector("label[for=password]").ShouldNotBeNull();
        document.QuerySelector("button[type=submit]")!.TextContent.ShouldBe("Sign in");
        document.QuerySelector("main")!.TextContent.ShouldContain("to continue to Quickstart");
        document.QuerySelector("[role=alert]").ShouldBeNull();
        identifier.HasAttribute("autofocus").ShouldBeTrue();
    }

    [Fact]
    public async Task A_mail_in_the_development_mailbox_has_each_link_once_where_its_text_has_it()
    {
        var mail = (await Read(await browser.GetAsync("/ordinary/mailbox"))).QuerySelector(".mail")!;

        mail.QuerySelector("pre a")!.GetAttribute("href").ShouldBe("http://localhost:8080/welcome/abc?x=1&y=\"2\"");
        mail.QuerySelector("pre")!.TextContent.ShouldBe("Hello Quickstart,\n\nan account has been made for you.\n\nhttp://localhost:8080/welcome/abc?x=1&y=\"2\"\n");
        mail.QuerySelectorAll("a").Select(link => link.TextContent).ShouldBe(["http://localhost:8080/welcome/abc?x=1&y=\"2\"", "http://localhost:8080/only-in-html"]);
    }

    [Fact]
    public async Task A_problem_is_announced_and_what_was_typed_is_kept_but_never_the_password()
    {
        var answer = await browser.GetAsync("/ordinary/sign-in-no-match");
        var document = await Read(answer);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var alert = document.QuerySelector("[role=alert]")!;
        alert.TextContent.ShouldBe(Texts.English.NoMatch);
        var (identifier, password) = (Input(document, "identifier"), Input(document, "password"));
        identifier.Value.ShouldBe("Quickstart");
        password.HasAttribute("value").ShouldBeFalse();
        identifier.GetAttribute("aria-describedby").ShouldBe(alert.Id);
        password.HasAttribute("autofocus").ShouldBeTrue();
    }

    [Fact]
    public async Task The_way_back_to_an_app_moves_on_by_itself_and_shows_a_button()
    {
        var document = await Read(await browser.GetAsync("/ordinary/return-signed-in"));

        const string url = "com.okta.dev-1:/callback?code=a&state=b\"c";
        document.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content").ShouldBe("0;url=" + url);
        document.QuerySelector("a.primary")!.GetAttribute("href").ShouldBe(url);
        document.QuerySelector("a.primary")!.TextContent.ShouldBe("Return to the app");
        document.QuerySelector("main")!.TextContent.ShouldContain("You can close this window.");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("\u0001javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("view-source:https://x")]
    [InlineData("/relative")]
    [InlineData("//host/path")]
    [InlineData("com.app:/callback\r\nSet-Cookie: x")]
    [InlineData("")]
    public void A_browser_is_never_sent_to_an_address_that_runs_or_reads_something_here(string url)
    {
        Should.Throw<ArgumentException>(() => AppLink.Checked(url));
        Should.Throw<ArgumentException>(() => new FormPostPage(url, new Dictionary<string, string>()));
    }

    [Fact]
    public async Task A_form_answer_is_posted_by_a_classic_script_or_by_a_button_without_one()       // OAuth 2.0 Form Post Response Mode §2
    {
        var answer = await browser.GetAsync("/ordinary/form-post");
        var document = await Read(answer);

        var form = document.Forms.ShouldHaveSingleItem();
        (form.Method, form.GetAttribute("action")).ShouldBe(("post", "https://app.example/callback"));
        Input(document, "code").Value.ShouldBe("abc");
        Header(answer, "Content-Security-Policy").ShouldContain("form-action 'self' https:;");
        var script = document.QuerySelectorAll("script:not([src])").ShouldHaveSingleItem();
        script.HasAttribute("type").ShouldBeFalse();
        script.TextContent.ShouldContain(".submit");
        document.QuerySelector("noscript button[type=submit]").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("com.okta.dev-1:/callback", "com.okta.dev-1:")]
    [InlineData("https://app.example:8443/cb?x=;'self'", "https:")]
    [InlineData("http://[::1]:5000/cb", "http:")]
    public void A_form_may_lead_to_the_scheme_of_the_redirect_uri(string redirectUri, string source) => FormTarget.Of(redirectUri).ShouldBe(source);

    [Fact]
    public async Task Developer_detail_is_shown_where_it_was_given_and_nowhere_else()
    {
        var developer = await Read(await browser.GetAsync("/ordinary/error-developer"));
        developer.QuerySelector("details")!.HasAttribute("open").ShouldBeTrue();
        developer.QuerySelector("details")!.TextContent.ShouldContain("invalid_request");

        var plain = await Read(await browser.GetAsync("/ordinary/error"));
        plain.QuerySelector("details").ShouldBeNull();
        plain.QuerySelector("#request-id")!.TextContent.ShouldBe("0HNC6A2Q1V3DK:00000004");
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Pages_speak_the_language_asked_for_in_its_direction(string page)
    {
        host.Sets["arabic"] = PageSamples.Ordinary with { Language = Language.Arabic };
        var document = await Read(await browser.GetAsync($"/arabic/{page}"));
        (document.DocumentElement.GetAttribute("lang"), document.DocumentElement.GetAttribute("dir")).ShouldBe(("ar", "rtl"));
    }

    [Fact]
    public async Task Every_page_has_one_heading_one_main_part_and_a_title()
    {
        foreach (var page in PageSamples.Ordinary.All.Keys)
        {
            var document = await Read(await browser.GetAsync($"/ordinary/{page}"));
            document.QuerySelectorAll("h1").Length.ShouldBe(1, page);
            document.QuerySelectorAll("main").Length.ShouldBe(1, page);
            document.Title.ShouldEndWith(" · Example Bakery", Case.Sensitive, page);
            document.QuerySelectorAll("[id]").Select(element => element.Id).ShouldBeUnique(page);
        }
    }

    [Fact]                                                             // issue 10: under 60 kB a page, with the style and the script it needs
    public async Task Every_page_stays_under_60_kilobytes_with_all_it_needs()
    {
        host.Sets["arabic"] = PageSamples.Ordinary with { Language = Language.Arabic };
        var sizes = new Dictionary<string, int>();
        foreach (var set in (string[])["ordinary", "arabic"])
        {
            foreach (var page in PageSamples.Ordinary.All.Keys)
            {
                var text = await (await browser.GetAsync($"/{set}/{page}")).Content.ReadAsStringAsync();
                var size = System.Text.Encoding.UTF8.GetByteCount(text);
                foreach (var address in new HtmlParser().ParseDocument(text).QuerySelectorAll("link[rel=stylesheet], script[src]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!))
                    size += sizes.TryGetValue(address, out var known) ? known : sizes[address] = (await browser.GetByteArrayAsync(address)).Length;
                size.ShouldBeLessThan(60_000, $"{set} {page}");
            }
        }
    }

    [Fact]
    public async Task A_head_request_gets_the_headers_alone()
    {
        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/ordinary/sign-in"));
        answer.Content.Headers.ContentLength!.Value.ShouldBeGreaterThan(500);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("#1662dd")]
    [InlineData("#ffe600")]
    [InlineData("#ffffff")]
    [InlineData("#000000")]
    [InlineData("#777777")]
    [InlineData("#1f5f57")]
    [InlineData("#ff69b4")]
    public async Task Text_is_readable_with_any_brand_colour(string colour)       // WCAG 2.2 §1.4.3
    {
        host.Sets["coloured" + colour[1..]] = PageSamples.Ordinary with { Brand = PageSamples.Ordinary.Brand with { PrimaryColorHex = colour } };
        var style = (await Read(await browser.GetAsync($"/coloured{colour[1..]}/sign-in"))).QuerySelector("style")!.TextContent;
        var css = await browser.GetStringAsync(PageAssets.Url("page.css"));

        var on = Variable(style, "on-brand");
        on.ContrastWith(Variable(style, "brand")).ShouldBeGreaterThanOrEqualTo(4.5);
        on.ContrastWith(Variable(style, "brand-pressed")).ShouldBeGreaterThanOrEqualTo(4.5);
        var (light, dark) = (css[..css.IndexOf("@media", StringComparison.Ordinal)], css[css.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal)..]);
        foreach (var ground in (string[])["page", "surface", "raised"])
        {
            Variable(style, "accent-light").ContrastWith(Variable(light, ground)).ShouldBeGreaterThanOrEqualTo(4.5, ground);
            Variable(style, "accent-dark").ContrastWith(Variable(dark, ground)).ShouldBeGreaterThanOrEqualTo(4.5, ground);
            foreach (var half in (string[])[light, dark])
            {
                Variable(half, "text").ContrastWith(Variable(half, ground)).ShouldBeGreaterThanOrEqualTo(7, ground);
                Variable(half, "muted").ContrastWith(Variable(half, ground)).ShouldBeGreaterThanOrEqualTo(4.5, ground);
            }
        }
        foreach (var half in (string[])[light, dark])
        {
            Variable(half, "danger").ContrastWith(Variable(half, "danger-surface")).ShouldBeGreaterThanOrEqualTo(4.5);
            Variable(half, "field-line").ContrastWith(Variable(half, "surface")).ShouldBeGreaterThanOrEqualTo(3);       // §1.4.11
        }
    }

    [Fact]
    public async Task An_asset_may_be_kept_for_ever_because_its_address_names_its_content()
    {
        foreach (var name in (string[])["page.css", "page.js", "latchkey.svg"])
        {
            var answer = await browser.GetAsync(PageAssets.Url(name));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            Header(answer, "Cache-Control").ShouldBe("public, max-age=31536000, immutable");
            Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(name switch { "page.css" => "text/css", "page.js" => "text/javascript", _ => "image/svg+xml" });

            var again = new HttpRequestMessage(HttpMethod.Get, PageAssets.Url(name));
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            (await browser.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        }
        foreach (var wrong in (string[])["page.css", "page.aaaaaaaaaaaa.css", "..%2Fpage.css", "x"])
            (await browser.GetAsync("/assets/" + wrong)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_asset_is_sent_squeezed_to_who_can_unpack_it()
    {
        using var unpacking = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.GZip }) { BaseAddress = host.Address };
        var squeezed = new HttpRequestMessage(HttpMethod.Get, PageAssets.Url("page.css"));
        squeezed.Headers.AcceptEncoding.ParseAdd("gzip");
        var bytes = await (await browser.SendAsync(squeezed)).Content.ReadAsByteArrayAsync();

        var plain = await browser.GetStringAsync(PageAssets.Url("page.css"));
        (await unpacking.GetStringAsync(PageAssets.Url("page.css"))).ShouldBe(plain);
        bytes.Length.ShouldBeLessThan(plain.Length / 2);
    }

    public void Dispose() => browser.Dispose();

    private static IEnumerable<string> Shape(IDocument document) => document.All.Where(element => element.LocalName != "wbr")
        .Select(element => $"{element.LocalName} {string.Join(' ', element.Attributes.Select(attribute => attribute.Name))}");

    private static IHtmlInputElement Input(IDocument document, string name) => (IHtmlInputElement)document.QuerySelector($"input[name={name}]")!;

    private static Colour Variable(string css, string name) => Colour.Parse(Regex.Match(css, $"--{name}:\\s*(#[0-9a-f]+)", RegexOptions.None, TimeSpan.FromMinutes(1)).Groups[1].Value);

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));

    private static async Task<IHtmlDocument> Read(HttpResponseMessage answer) => new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    [GeneratedRegex("^default-src 'none'; style-src 'self' 'nonce-(?<nonce>[\\w-]{43})'; script-src 'nonce-\\k<nonce>'; img-src 'self' data:( https?://[a-z0-9.-]+(:\\d+)?)?; (connect-src 'self'; )?(frame-src https://one.example; )?form-action 'self'( https:)?; frame-ancestors ('none'|https://app\\.example); base-uri 'none'$", RegexOptions.None, 60_000)]
    private static partial Regex Policy();
}
