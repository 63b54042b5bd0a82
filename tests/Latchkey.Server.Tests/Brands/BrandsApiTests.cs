using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Brands;

/// <summary>Brands beside the one that every org has, and the apps that wear them. Contract §3.8.</summary>
public sealed class BrandsApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 1, 164, 0, 0, 0, 120, .. new byte[20]];

    private async Task<ApiAnswer> Made(string name) => (await Org.Post("/brands", new JsonObject { ["name"] = name })).ShouldBe(HttpStatusCode.Created);

    private async Task<ApiAnswer> Upload(string to, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "logo.png" } };
        using var answer = await Org.Api.PostAsync($"/api/v1{to}", form);
        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), answer, text);
    }

    private async Task Wear(TestApp app, string brandId)
    {
        var document = (await Org.Read($"/apps/{app.ClientId}")).ShouldSucceed().Object.DeepClone().AsObject();
        document["settings"]!["brandId"] = brandId;
        (await Org.Put($"/apps/{app.ClientId}", document)).ShouldSucceed().Object["settings"]!["brandId"]!.ToString().ShouldBe(brandId);
    }

    private async Task<TestPage> SignInPage(TestApp app)
    {
        using var browser = Org.Browser();
        return await browser.OpenAsync(app.AuthorizeUrl());
    }

    [Fact]
    public async Task A_brand_is_made_listed_dressed_and_deleted()
    {
        var made = await Made("Second");
        made.Status.ShouldBe(HttpStatusCode.Created);
        made["isDefault"].ShouldBe("false");
        (await Org.Read("/brands")).Each("id").ShouldContain(made.Id);
        (await Org.Read("/brands")).List.Count(brand => brand!["isDefault"]!.GetValue<bool>()).ShouldBe(1);
        (await Org.Post("/brands", new JsonObject { ["name"] = "second" })).ShouldBeRefused(400, "E0000001");
        (await Org.Post("/brands", new JsonObject { ["name"] = "" })).ShouldBeRefused(400, "E0000001");

        var theme = (await Org.Read($"/brands/{made.Id}/themes")).ShouldSucceed().Each("id").Single();
        (await Upload($"/brands/{made.Id}/themes/{theme}/logo", Png)).Status.ShouldBe(HttpStatusCode.Created);
        (await Org.Put($"/brands/{made.Id}/pages/sign-in/customized", new JsonObject { ["widgetCustomizations"] = new JsonObject { ["signInLabel"] = "Second" } }))
            .ShouldSucceed();
        // What one has, the others have not.
        var first = (await Org.Read("/brands")).Each("id").First();
        (await Org.Read($"/brands/{first}/pages/sign-in/customized")).ShouldBeRefused(404, "E0000007");
        (await SignInPage(Org.NativeApp)).Document.QuerySelector("img.logo").ShouldBeNull();

        (await Org.Delete($"/brands/{made.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/brands/{made.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Read("/brands")).Each("id").ShouldNotContain(made.Id);
        var events = await Org.Events(made.Id);
        events.ShouldContain("system.brand.create");
        events.ShouldContain("system.brand.delete");
    }

    [Fact]
    public async Task An_app_wears_a_brand_on_every_step_of_its_sign_in_and_others_do_not()
    {
        var (brand, app) = (await Made("Tugboat"), await Org.CreateAppAsync());
        (await Org.Put($"/brands/{brand.Id}/pages/sign-in/customized", new JsonObject
        {
            ["stylesheet"] = ".card { outline: 3px solid #0b6e4f }", ["widgetCustomizations"] = new JsonObject { ["signInLabel"] = "All aboard" },
        })).ShouldSucceed();
        await Wear(app, brand.Id);
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(app.AuthorizeUrl());
        page.Document.QuerySelector(".brand .name")!.TextContent.ShouldBe("Tugboat");
        page.TextOf("h1").ShouldBe("All aboard");
        page.Document.QuerySelector("link[href^='/brand/style-']").ShouldNotBeNull();
        var wrong = await browser.SubmitAsync(page, ("identifier", Org.Person.Login), ("password", "wrong"));
        wrong.Document.QuerySelector(".brand .name")!.TextContent.ShouldBe("Tugboat");
        var other = await SignInPage(Org.NativeApp);
        other.Document.QuerySelector(".brand .name")!.TextContent.ShouldNotBe("Tugboat");
        other.TextOf("h1").ShouldNotBe("All aboard");

        // On the way by a device or by a phone elsewhere as well, once it is known which app asks. RFC 8628 §3.3, CIBA Core §7.1.
        var document = (await Org.Read($"/apps/{app.ClientId}")).ShouldSucceed().Object.DeepClone().AsObject();
        document["settings"]!["oauthClient"]!["grant_types"]!.AsArray().Add("urn:ietf:params:oauth:grant-type:device_code");
        (await Org.Put($"/apps/{app.ClientId}", document)).ShouldSucceed();
        using var desk = Org.Browser();
        var device = await app.PostAsync("/device/authorize", ("scope", "openid"));
        var asked = await desk.SubmitAsync(await desk.OpenAsync("/activate?user_code=" + device["user_code"]));
        asked.Document.QuerySelector(".brand .name")!.TextContent.ShouldBe("Tugboat");
        asked = await desk.SubmitAsync(asked, ("identifier", Org.Person.Login), ("password", Org.Person.Password));
        asked.Document.QuerySelector(".brand .name")!.TextContent.ShouldBe("Tugboat");
        (await desk.SubmitAsync(asked, ("answer", "approve"))).Document.QuerySelector(".brand .name")!.TextContent.ShouldBe("Tugboat");

        // An app whose brand is gone has the org's own; what never was is refused.
        (await Org.Delete($"/brands/{brand.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await SignInPage(app)).Document.QuerySelector(".brand .name")!.TextContent.ShouldNotBe("Tugboat");
        document = (await Org.Read($"/apps/{app.ClientId}")).ShouldSucceed().Object.DeepClone().AsObject();
        document["settings"]!["brandId"] = "bnd00000000000000000";
        (await Org.Put($"/apps/{app.ClientId}", document)).ShouldBeRefused(400, "E0000001");
    }

    [Fact]
    public async Task A_mail_for_a_forgotten_password_has_the_brand_of_the_app_that_it_began_in()
    {
        var (brand, app) = (await Made("Lighthouse"), await Org.CreateAppAsync());
        await Wear(app, brand.Id);
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(app.AuthorizeUrl());
        var forgot = await browser.OpenAsync(page.Document.QuerySelector("a[href*='/signin/forgot']")!.GetAttribute("href")!);
        await browser.SubmitAsync(forgot, ("identifier", person.Login));
        (await Org.MailsAsync(person.Login))[0].Text.ShouldContain("Lighthouse");
    }

    [Fact]
    public async Task A_logo_of_an_app_is_shown_where_people_see_the_app()
    {
        var app = await Org.CreateAppAsync();
        (await Upload($"/apps/{app.ClientId}/logo", [.. "<svg onload='alert(1)'/>"u8])).ShouldBeRefused(400, "E0000001");
        (await Upload("/apps/0oa00000000000000000/logo", Png)).ShouldBeRefused(404, "E0000007");
        (await Upload($"/apps/{app.ClientId}/logo", Png)).Status.ShouldBe(HttpStatusCode.Created);
        var document = (await Org.Read($"/apps/{app.ClientId}")).ShouldSucceed();
        var logo = document.Object["_links"]!["logo"]![0]!["href"]!.ToString();
        logo.ShouldStartWith(Org.Url + "/brand/app-");
        using (var picture = await Org.Http.GetAsync(new Uri(logo)))
        {
            picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
            (await picture.Content.ReadAsByteArrayAsync()).ShouldBe(Png);
        }
        (await SignInPage(app)).Document.QuerySelectorAll("img").Select(image => image.GetAttribute("src")).ShouldContain(logo);
    }

    /// <summary>Issue 11: of two at once, one.</summary>
    [Fact]
    public async Task Of_many_who_make_a_brand_of_one_name_at_once_one_does()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Org.Post("/brands", new JsonObject { ["name"] = "Race" })));
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        (await Org.Read("/brands?q=Race")).List.Count.ShouldBe(1);
    }
}
