using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Brands;

/// <summary>/api/v1/brands and their themes: what an org changes of its look, and what people then see. Contract §3.8.</summary>
public sealed class ThemesApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<string> Brand() => "/brands/" + (await Org.Read("/brands")).ShouldSucceed().Each("id").Single();

    private async Task<string> Theme()
    {
        var brand = await Brand();
        return $"{brand}/themes/{(await Org.Read($"{brand}/themes")).ShouldSucceed().Each("id").Single()}";
    }

    private static JsonObject Look(string signIn = "OKTA_DEFAULT", string primary = "#1662dd", string mail = "FULL_THEME") => new()
    {
        ["primaryColorHex"] = primary, ["secondaryColorHex"] = "#ebebed", ["signInPageTouchPointVariant"] = signIn,
        ["endUserDashboardTouchPointVariant"] = "OKTA_DEFAULT", ["errorPageTouchPointVariant"] = "OKTA_DEFAULT", ["emailTemplateTouchPointVariant"] = mail,
    };

    private static byte[] Png(int wide, int high, int length = 200)
    {
        var bytes = new byte[length];
        ((byte[])[0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, .. "IHDR"u8]).CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), wide);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), high);
        return bytes;
    }

    private static byte[] Jpeg(int wide, int high) =>
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, (byte)(high >> 8), (byte)high, (byte)(wide >> 8), (byte)wide, 1, 1, 17, 0, 0xFF, 0xD9];

    private static byte[] Icon(byte side) => [0, 0, 1, 0, 1, 0, side, side, .. new byte[30]];

    private async Task<ApiAnswer> Upload(string to, byte[] content, string field = "file")
    {
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/svg+xml");                      // what it is called counts for nothing
        form.Add(part, field, "evil.html");
        using var answer = await Org.Api.PostAsync($"/api/v1{to}", form);
        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), answer, text);
    }

    [Fact]
    public async Task A_brand_is_renamed_and_stays()
    {
        var brand = await Brand();
        var before = (await Org.Read(brand)).ShouldSucceed();
        before["isDefault"].ShouldBe("true");
        var changed = before.Object.DeepClone().AsObject();
        (changed["name"], changed["agreeToCustomPrivacyPolicy"], changed["customPrivacyPolicyUrl"], changed["removePoweredByOkta"]) = ("Bäckerei", true, "https://example.com/privacy", true);
        changed["locale"] = "de";
        (await Org.Put(brand, changed)).ShouldSucceed()["name"].ShouldBe("Bäckerei");
        (await Org.Events(before.Id)).ShouldContain("system.brand.update");
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        page.Document.QuerySelector(".brand .name")!.TextContent.ShouldBe("Bäckerei");
        page.Document.QuerySelector("#privacy")!.GetAttribute("href").ShouldBe("https://example.com/privacy");
        page.Document.DocumentElement.GetAttribute("lang").ShouldBe("de");                          // neither app nor browser say one
        page.Document.QuerySelector(".foot")!.TextContent.ShouldNotContain("Latchkey");
        (await Org.Read("/brands?q=cker")).List.Count.ShouldBe(1);
        (await Org.Read("/brands?q=nothing")).List.ShouldBeEmpty();
        (await Org.Delete(brand)).ShouldBeRefused(403, "E0000006");
        (await Org.Put(brand, before.Object.DeepClone())).ShouldSucceed();
    }

    [Theory]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"x","customPrivacyPolicyUrl":"https://example.com"}""", "agreeToCustomPrivacyPolicy")]
    [InlineData("""{"name":"x","agreeToCustomPrivacyPolicy":true,"customPrivacyPolicyUrl":"javascript:alert(1)"}""", "customPrivacyPolicyUrl")]
    [InlineData("""{"name":"x","locale":"tlh"}""", "locale")]
    [InlineData("""{"name":"x","emailDomainId":"OeD1"}""", "emailDomainId")]
    [InlineData("""{"name":"x","defaultApp":{"appInstanceId":"0oa1"}}""", "defaultApp")]
    public async Task What_a_brand_cannot_be_is_refused(string body, string field) =>
        (await Org.Put(await Brand(), JsonNode.Parse(body))).ShouldBeRefused(400, "E0000001", field);

    [Fact]
    public async Task Colours_are_shown_and_text_on_them_stays_readable()
    {
        var theme = await Theme();
        var look = Look(primary: "#ffe600");
        look["primaryColorContrastHex"] = "#ffffff";                                                // nobody could read it
        var set = (await Org.Put(theme, look)).ShouldSucceed();
        (set["primaryColorHex"], set["primaryColorContrastHex"]).ShouldBe(("#ffe600", "#ffffff"));
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        var style = page.Document.QuerySelector("style")!.TextContent;
        style.ShouldContain("--brand:#ffe600");
        style.ShouldContain("--on-brand:#000000");
        (await Org.Put(theme, Look())).ShouldSucceed();
    }

    [Theory]
    [InlineData("primaryColorHex", "red")]
    [InlineData("primaryColorHex", "#12345")]
    [InlineData("secondaryColorHex", "#fff;}body{display:none")]
    [InlineData("signInPageTouchPointVariant", "ANOTHER")]
    [InlineData("emailTemplateTouchPointVariant", "BACKGROUND_IMAGE")]
    [InlineData("errorPageTouchPointVariant", null)]
    public async Task What_is_no_look_is_refused(string field, string? value)
    {
        var look = Look();
        look[field] = value;
        (await Org.Put(await Theme(), look)).ShouldBeRefused(400, "E0000001", field);
    }

    [Fact]
    public async Task Pictures_are_shown_from_the_orgs_own_address_as_pictures_and_nothing_else()
    {
        var theme = await Theme();
        var logo = (await Upload(theme + "/logo", Png(420, 120))).ShouldBe(HttpStatusCode.Created)["url"]!;
        var icon = (await Upload(theme + "/favicon", Icon(32))).ShouldBe(HttpStatusCode.Created)["url"]!;
        var back = (await Upload(theme + "/background-image", Jpeg(1600, 900))).ShouldBe(HttpStatusCode.Created)["url"]!;
        var now = (await Org.Put(theme, Look("BACKGROUND_IMAGE"))).ShouldSucceed();
        (now["logo"], now["favicon"], now["backgroundImage"]).ShouldBe((logo, icon, back));
        foreach (var (url, type) in ((string, string)[])[(logo, "image/png"), (icon, "image/x-icon"), (back, "image/jpeg")])
        {
            using var answer = await Org.Http.GetAsync(url);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, url);
            answer.Content.Headers.ContentType!.ToString().ShouldBe(type);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);
            answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        }
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        (Org.Url + page.Document.QuerySelector("img.logo")!.GetAttribute("src")).ShouldBe(logo);
        page.Document.Body!.ClassName.ShouldBe("pictured");
        page.Document.QuerySelector("style")!.TextContent.ShouldContain($"--backdrop:url(\"{new Uri(back).AbsolutePath}\")");
        var another = (await Upload(theme + "/logo", Png(421, 120))).ShouldBe(HttpStatusCode.Created)["url"]!;
        another.ShouldNotBe(logo);
        (await Org.Http.GetAsync(logo)).StatusCode.ShouldBe(HttpStatusCode.NotFound);               // the one before is gone
        foreach (var path in (string[])["/logo", "/favicon", "/background-image"]) (await Org.Delete(theme + path)).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Http.GetAsync(another)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        page.Document.QuerySelector("img.logo").ShouldBeNull();
        page.Document.Body!.ClassName.ShouldBeNullOrEmpty();                                        // there is no picture to show
        (await Org.Put(theme, Look())).ShouldSucceed();
    }

    [Fact]                                                             // threats §1 row 4
    public async Task A_picture_of_one_org_is_not_shown_by_another()
    {
        var theme = await Theme();
        var logo = (await Upload(theme + "/logo", Png(420, 120))).ShouldBe(HttpStatusCode.Created)["url"]!;
        var (url, api) = await Org.AnotherOrg();
        using (api) (await api.GetAsync(url + new Uri(logo).AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Org.Delete(theme + "/logo")).ShouldBe(HttpStatusCode.NoContent);
    }

    /// <summary>Each is made by its test: what a theory is handed as bytes, xunit writes down byte for byte whenever a suite is looked through.</summary>
    public static TheoryData<string, Func<byte[]>, string> Wrongs => new()
    {
        { "/logo", () => Png(3841, 100), "3841 x 100 pixels; at most 3840 x 2160" },
        { "/logo", () => Png(100, 2161), "2161" },
        { "/logo", () => Png(10, 10, 1024 * 1024), "1048576 bytes; fewer than 1048576" },
        { "/logo", () => Icon(32), "is no PNG" },
        { "/logo", () => [.. "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8], "is no PNG" },
        { "/logo", () => [.. "<html><script>alert(1)</script>"u8], "is no PNG" },
        { "/logo", () => Png(0, 10), "is no PNG" },
        { "/logo", () => Png(-5, 10), "is no PNG" },
        { "/logo", () => [], "is no PNG" },
        { "/logo", () => [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xE0, 0, 0, 0, 0], "is no PNG" },
        { "/favicon", () => Png(513, 513), "513 x 513 pixels; at most 512 x 512" },
        { "/favicon", () => Png(32, 16), "as wide as high" },
        { "/favicon", () => Jpeg(16, 16), "is no PNG" },
        { "/background-image", () => Png(100, 8001), "8001" },
        { "/background-image", () => Png(10, 10, 2 * 1024 * 1024), "fewer than 2097152" },
        { "/background-image", () => Png(10, 10, 3_500_000), "bytes" },
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public async Task What_is_no_such_picture_is_refused_with_the_sizes(string path, Func<byte[]> content, string cause) =>
        (await Upload(await Theme() + path, content())).ShouldBeRefused(400, "E0000001", cause);

    [Fact]
    public async Task A_form_without_a_file_and_a_body_that_is_no_form_are_refused()
    {
        var theme = await Theme();
        (await Upload(theme + "/logo", Png(10, 10), "picture")).ShouldBeRefused(400, "E0000001", "file");
        (await Org.Post(theme + "/logo", new JsonObject { ["file"] = "x" })).ShouldBeRefused(415, "E0000021");
        using var broken = new ByteArrayContent([.. "broken"u8]);
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        using var answer = await Org.Api.PostAsync($"/api/v1{theme}/logo", broken);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.Put(theme.Replace("thd", "thx", StringComparison.Ordinal), Look())).ShouldBeRefused(404, "E0000007");
    }
}
