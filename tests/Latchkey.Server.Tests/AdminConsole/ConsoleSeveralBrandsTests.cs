using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Customizations &gt; Brands and their domains, and the apps that show one. Contract §3.8.</summary>
public sealed class ConsoleSeveralBrandsTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 1, 164, 0, 0, 0, 120, .. new byte[20]];

    private readonly DnsTexts dns = new();
    private TestOrg org = null!;

    public async Task InitializeAsync() => org = await TestOrg.StartAsync(settings => settings with { NameServer = dns.EndPoint });

    public async Task DisposeAsync()
    {
        await org.DisposeAsync();
        await dns.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, string Text)> At(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin/forgot?flow=none");
        request.Headers.Host = $"{host}:{new Uri(org.Url).Port}";
        using var answer = await org.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Issue 11: the console and the API are one.</summary>
    [Fact]
    public async Task A_domain_is_added_proven_and_deleted_in_the_console()
    {
        using var browser = await org.ConsoleAsync(await org.CreateAdminAsync());
        var made = await browser.PressAsync(await browser.OpenAsync("/admin/brands"), "#add", ("name", "Quay"));
        made.TextOf("h1").ShouldBe("Quay");
        var brand = (await org.Read("/brands?q=Quay")).Each("id").Single();
        var domains = await browser.OpenAsync($"/admin/brand/domains?brand={brand}");
        (await browser.PressAsync(domains, "#add", ("domain", "no domain"))).TextOf("#domain-wrong").ShouldNotBeNull();
        var waiting = await browser.PressAsync(domains, "#add", ("domain", "quay.example.test"));
        var texts = waiting.Document.QuerySelectorAll(".copy code").Select(code => code.TextContent).ToArray();
        var id = (await org.Read("/domains")).Object["domains"]![0]!["id"]!.ToString();
        (await browser.PressAsync(waiting, $"#{id} form")).Text.ShouldContain("The DNS does not say it yet");
        dns.Texts[texts[0]] = [texts[1]];
        (await browser.PressAsync(waiting, $"#{id} form")).TextOf(".badge.good").ShouldBe("In use");
        (await At("quay.example.test")).Text.ShouldContain("Quay");

        var kept = await browser.PressAsync(await browser.OpenAsync($"/admin/brand/delete?brand={brand}"), "#confirm", ("typed", "Quay"));
        kept.Text.ShouldContain("quay.example.test has this brand");
        var asked = await browser.OpenAsync($"/admin/brand/domains/delete?brand={brand}&id={id}");
        await browser.PressAsync(asked, "#confirm", ("typed", "quay.example.test"));
        (await At("quay.example.test")).Status.ShouldBe(HttpStatusCode.NotFound);
        await browser.PressAsync(await browser.OpenAsync($"/admin/brand/delete?brand={brand}"), "#confirm", ("typed", "Quay"));
        (await org.Read("/brands")).Each("id").ShouldNotContain(brand);
    }

    [Fact]
    public async Task An_app_is_given_a_brand_and_a_logo_in_the_console()
    {
        var (brand, app) = ((await org.Post("/brands", new JsonObject { ["name"] = "Barge" })).ShouldBe(HttpStatusCode.Created), await org.CreateAppAsync());
        using var browser = await org.ConsoleAsync(await org.CreateAdminAsync());
        var form = await browser.OpenAsync($"/admin/apps/{app.ClientId}?edit=about");
        await browser.PressAsync(form, "#about-form", ("brandId", brand.Id));
        using (var visitor = org.Browser())
            (await visitor.OpenAsync(app.AuthorizeUrl())).Document.QuerySelector(".brand .name")!.TextContent.ShouldBe("Barge");
        // What the page does not show stays: another part is saved, and the brand with it.
        await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{app.ClientId}?edit=logout"), "#logout-form");
        (await org.Read($"/apps/{app.ClientId}")).ShouldSucceed().Object["settings"]!["brandId"]!.ToString().ShouldBe(brand.Id);

        using var handler = new HttpClientHandler { CookieContainer = browser.Cookies, AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        using var upload = new MultipartFormDataContent { { new StringContent(form.FormToken()), "form_token" }, { new ByteArrayContent(Png), "file", "logo.png" } };
        using var done = await http.PostAsync($"{org.Url}/admin/apps/{app.ClientId}/logo", upload);
        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.OpenAsync($"/admin/apps/{app.ClientId}")).Document.QuerySelector("#logo img").ShouldNotBeNull();
        var label = (await org.Read($"/apps/{app.ClientId}"))["label"]!;
        (await browser.OpenAsync("/admin/apps?q=" + Uri.EscapeDataString(label))).Document.QuerySelector("main img.app-mark").ShouldNotBeNull();
        (await org.Delete($"/brands/{brand.Id}")).ShouldBe(HttpStatusCode.NoContent);
    }
}
