using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Apps;

/// <summary>Apps that are a link: given to people as others are, and a client of nothing. Contract §3.1, bookmarks.</summary>
public sealed class BookmarkTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static JsonObject Body(string label, string url = "https://wiki.example.com/start#top") => new()
    {
        ["name"] = "bookmark", ["label"] = label, ["signOnMode"] = "BOOKMARK",
        ["settings"] = new JsonObject { ["app"] = new JsonObject { ["requestIntegration"] = true, ["url"] = url } },
    };

    private async Task<string> Make(string label, string url = "https://wiki.example.com/start#top") =>
        (await Org.Post("/apps", Body(label, url))).ShouldSucceed().Id;

    [Fact]
    public async Task A_bookmark_is_made_changed_switched_off_and_deleted()
    {
        var made = (await Org.Post("/apps", Body("Wiki"))).ShouldSucceed();
        (made["name"], made["signOnMode"], made["status"]).ShouldBe(("bookmark", "BOOKMARK", "ACTIVE"));
        made["settings.app.url"].ShouldBe("https://wiki.example.com/start#top");
        made["settings.app.requestIntegration"].ShouldBe("true");
        made.Object["_links"]!["appLinks"]![0]!["href"]!.ToString().ShouldBe("https://wiki.example.com/start#top");
        made.Object["credentials"]!.AsObject().ContainsKey("oauthClient").ShouldBeFalse();
        made.Object["settings"]!.AsObject().ContainsKey("oauthClient").ShouldBeFalse();

        var whole = (await Org.Read($"/apps/{made.Id}")).ShouldSucceed().Object;
        whole["label"] = "Wiki, new";
        whole["settings"]!["app"]!["url"] = "http://intranet/wiki";
        (await Org.Put($"/apps/{made.Id}", whole.DeepClone())).ShouldSucceed()["settings.app.url"].ShouldBe("http://intranet/wiki");
        (await Org.Read("/apps?q=bookm")).Each("id").ShouldContain(made.Id);
        (await Org.Read("/apps?q=oidc_c")).Each("id").ShouldNotContain(made.Id);
        (await Org.Read($"/apps?filter={Uri.EscapeDataString("name eq \"bookmark\"")}")).Each("id").ShouldContain(made.Id);

        (await Org.Delete($"/apps/{made.Id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Org.Post($"/apps/{made.Id}/lifecycle/deactivate")).ShouldSucceed();
        (await Org.Delete($"/apps/{made.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/apps/{made.Id}")).ShouldBeRefused(404, "E0000007");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("https://ada:secret@wiki.example.com/")]
    [InlineData("https://wiki.example.com/a b")]
    [InlineData("/wiki")]
    [InlineData("")]
    public async Task It_leads_to_a_page_and_nowhere_else(string url) => (await Org.Post("/apps", Body("Wrong", url))).ShouldBeRefused(400, "E0000001");

    [Fact]
    public async Task It_does_not_become_a_client_nor_a_client_a_bookmark()
    {
        var wiki = await Make("Stays");
        var client = (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed();
        (await Org.Put($"/apps/{wiki}", ApiCalls.NewApp("web"))).ShouldBeRefused(400, "E0000001");
        (await Org.Put($"/apps/{client.Id}", Body("Other"))).ShouldBeRefused(400, "E0000001");
        var both = Body("Both");
        both["settings"]!["oauthClient"] = new JsonObject { ["application_type"] = "web" };
        (await Org.Post("/apps", both)).ShouldBeRefused(400, "E0000001");
        foreach (var below in (string[])["credentials/jwks", "credentials/secrets"])
            (await Org.Read($"/apps/{wiki}/{below}")).ShouldBeRefused(400, "E0000001");
        (await Org.Post($"/apps/{wiki}/grants", new JsonObject { ["scopeId"] = "okta.users.read", ["issuer"] = Org.Url })).ShouldBeRefused(400, "E0000001");
        (await Org.Read($"/apps/{wiki}/grants")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Read($"/internal/apps/{wiki}/settings/clientcreds")).ShouldBeRefused(400, "E0000001");
    }

    [Fact]                                                             // RFC 6749 §2: it is no client
    public async Task No_endpoint_of_OAuth_knows_it()
    {
        var wiki = await Make("No client");
        foreach (var path in (string[])["/oauth2/default/v1/token", "/oauth2/default/v1/introspect", "/oauth2/default/v1/revoke", "/oauth2/default/v1/par", "/oauth2/default/v1/device/authorize"])
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["client_id"] = wiki, ["grant_type"] = "client_credentials", ["token"] = "x", ["scope"] = "openid",
            });
            var answer = await Org.Http.PostAsync(path, form);
            ((int)answer.StatusCode).ShouldBeInRange(400, 401, path);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("invalid_client", customMessage: path);
        }
        var discovered = await Org.Http.GetAsync($"/oauth2/default/.well-known/openid-configuration?client_id={wiki}");
        (await discovered.Content.ReadAsStringAsync()).ShouldContain("invalid_client");
        var asked = await Org.Http.GetAsync($"/oauth2/default/v1/authorize?client_id={wiki}&response_type=code&scope=openid&state=s&redirect_uri=https://wiki.example.com/start");
        asked.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.Call(HttpMethod.Get, $"{Org.Url}/oauth2/v1/clients/{wiki}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Org.Call(HttpMethod.Get, $"{Org.Url}/oauth2/v1/clients?limit=200")).ShouldSucceed().Each("client_id").ShouldNotContain(wiki);
    }

    [Fact]
    public async Task Those_who_were_given_it_find_it_among_their_apps()
    {
        var (ada, other) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var (wiki, hidden) = (await Make("Our wiki"), (await Org.Post("/apps", Hidden())).ShouldSucceed().Id);
        foreach (var app in (string[])[wiki, hidden]) (await Org.Post($"/apps/{app}/users", new JsonObject { ["id"] = ada.Id })).ShouldSucceed();

        var links = (await Org.Read($"/users/{ada.Id}/appLinks")).ShouldSucceed();
        links.Each("appInstanceId").ShouldContain(wiki);
        links.Each("appInstanceId").ShouldNotContain(hidden);
        links.Each("appName").ShouldContain("bookmark");
        links.Each("linkUrl").ShouldContain("https://wiki.example.com/start#top");
        (await Org.Read($"/users/{other.Id}/appLinks")).ShouldSucceed().Each("appInstanceId").ShouldNotContain(wiki);

        using var browser = Org.Browser();
        var account = await browser.OpenAccountAsync(ada);
        account.Document.QuerySelector("#own-apps")!.ParentElement!.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldBe(["https://wiki.example.com/start#top"]);
        using var elsewhere = Org.Browser();
        (await elsewhere.OpenAccountAsync(other)).Document.QuerySelector("#own-apps").ShouldBeNull();

        JsonObject Hidden()
        {
            var body = Body("Hidden");
            body["visibility"] = new JsonObject { ["hide"] = new JsonObject { ["web"] = true, ["iOS"] = true } };
            return body;
        }
    }
}
