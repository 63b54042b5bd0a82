using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Security &gt; API and Networks: tokens, trusted origins, authorization servers and zones by form, with the rules of the management API. Contract §3.4, §3.7, §3.9 and §8.6.</summary>
public sealed class ConsoleApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static string Fresh(string name) => $"{name} {Secrets.Digits(10)}";

    private static async Task<TestPage> Press(TestBrowser browser, string path, string form, params (string, string?)[] typed) =>
        await browser.PressAsync(await browser.OpenAsync(path), form, typed);

    private static async Task<TestPage> Do(TestBrowser browser, string path, string what, string id) =>
        await browser.PostAsync(path, ("form_token", (await browser.OpenAsync("/admin")).FormToken()), ("do", what), ("id", id));

    private async Task<TestBrowser> Enter() => await Org.ConsoleAsync(await Org.CreateAdminAsync());

    private static string IdOfServer(TestPage page) => page.Url.AbsolutePath.Split('/')[4];

    private async Task<string> Server(TestBrowser browser, string name) =>
        IdOfServer(await Press(browser, "/admin/api/servers/new", "#create", ("name", name), ("audiences", "api://orders"), ("description", "Orders")));

    [Fact]                                                             // shown when it is made, and never again
    public async Task An_api_token_is_shown_once_works_as_its_maker_and_is_revoked()
    {
        var admin = await Org.CreateAdminAsync();
        using var browser = await Org.ConsoleAsync(admin);
        var name = Fresh("Deploy script");
        var shown = await Press(browser, "/admin/api/tokens/new", "#create", ("name", name));
        var secret = shown.TextOf("#once").ShouldNotBeNull();
        using var program = new HttpClient { DefaultRequestHeaders = { { "Authorization", "SSWS " + secret } } };
        (await Org.CallRaw(HttpMethod.Get, Org.Url + "/api/v1/users/me", null, client: program)).ShouldSucceed().Id.ShouldBe(admin.Id);

        var list = await browser.OpenAsync("/admin/api/tokens");
        list.Text.ShouldContain(name);
        list.Text.ShouldNotContain(secret);
        var id = (await Org.Read("/api-tokens")).List.First(token => token!["name"]!.ToString() == name)!["id"]!.ToString();
        (await Press(browser, $"/admin/api/tokens/{id}/revoke", "#confirm", ("typed", "another"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Press(browser, $"/admin/api/tokens/{id}/revoke", "#confirm", ("typed", name))).TextOf("[role=status]").ShouldBe("Revoked.");
        (await Org.CallRaw(HttpMethod.Get, Org.Url + "/api/v1/users/me", null, client: program)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Org.Events(id)).ShouldBe(["system.api_token.create", "system.api_token.revoke"], ignoreOrder: true);
        (await Press(browser, "/admin/api/tokens/new", "#create", ("name", " "))).TextOf("#name-wrong")!.ShouldContain("cannot be left blank");
    }

    /// <summary>Issue 11: no rule twice. The rows and the lines of the log are the same but for ids and times.</summary>
    [Fact]
    public async Task Changes_by_form_and_by_the_api_leave_the_same_rows_and_the_same_log()
    {
        using var browser = await Org.ConsoleAsync();
        JsonObject Origin(string origin, params string[] scopes) => new() { ["name"] = "Same", ["origin"] = origin, ["scopes"] = new JsonArray([.. scopes.Select(JsonNode (scope) => new JsonObject { ["type"] = scope })]) };
        var originByApi = (await Org.Post("/trustedOrigins", Origin("https://api.same.example", "CORS"))).ShouldSucceed().Id;
        (await Org.Put($"/trustedOrigins/{originByApi}", Origin("https://api.same.example", "CORS", "REDIRECT"))).ShouldSucceed();
        await Press(browser, "/admin/api/origins/new", "#origin-form", ("name", "Same"), ("origin", "https://FORM.same.example:443/"), ("scopes.REDIRECT", null));
        var originByForm = (await Org.Read("/trustedOrigins?limit=200")).List.First(one => one!["origin"]!.ToString() == "https://form.same.example")!["id"]!.ToString();
        await Press(browser, $"/admin/api/origins/{originByForm}", "#origin-form", ("scopes.REDIRECT", "on"));

        JsonObject Zone(string name, params string[] gateways) => new() { ["type"] = "IP", ["name"] = name, ["gateways"] = new JsonArray([.. gateways.Select(JsonNode (value) => new JsonObject { ["type"] = value.Contains('/', StringComparison.Ordinal) ? "CIDR" : "RANGE", ["value"] = value })]) };
        var zoneByApi = (await Org.Post("/zones", Zone("Same by api", "192.0.2.0/24"))).ShouldSucceed().Id;
        (await Org.Put($"/zones/{zoneByApi}", Zone("Same by api", "192.0.2.0/24", "198.51.100.1-198.51.100.9"))).ShouldSucceed();
        await Press(browser, "/admin/networks/new", "#zone-form", ("name", "Same by form"), ("gateways", "192.0.2.0/24"));
        var zoneByForm = (await Org.Read("/zones")).List.First(one => one!["name"]!.ToString() == "Same by form")!["id"]!.ToString();
        await Press(browser, $"/admin/networks/{zoneByForm}", "#zone-form", ("gateways", "192.0.2.0/24\n198.51.100.1-198.51.100.9"));

        var serverByApi = (await Org.Post("/authorizationServers", new JsonObject { ["name"] = "Same by api", ["description"] = "Orders", ["audiences"] = new JsonArray("api://orders") })).ShouldBe(HttpStatusCode.Created).Id;
        var path = $"/authorizationServers/{serverByApi}";
        (await Org.Put(path, new JsonObject { ["name"] = "Same by api", ["description"] = "Orders", ["audiences"] = new JsonArray("api://orders/2") })).ShouldSucceed();
        var scopeByApi = (await Org.Post(path + "/scopes", new JsonObject { ["name"] = "orders.read", ["displayName"] = "Orders", ["consent"] = "REQUIRED" })).ShouldBe(HttpStatusCode.Created).Id;
        (await Org.Put($"{path}/scopes/{scopeByApi}", new JsonObject { ["name"] = "orders.read", ["displayName"] = "Your orders", ["consent"] = "REQUIRED" })).ShouldSucceed();
        JsonObject Claim(string value) => new() { ["name"] = "nick", ["claimType"] = "RESOURCE", ["valueType"] = "EXPRESSION", ["value"] = value, ["conditions"] = new JsonObject { ["scopes"] = new JsonArray("orders.read") } };
        var claimByApi = (await Org.Post(path + "/claims", Claim("user.nickName"))).ShouldBe(HttpStatusCode.Created).Id;
        (await Org.Put($"{path}/claims/{claimByApi}", Claim("user.displayName"))).ShouldSucceed();

        var serverByForm = await Server(browser, "Same by form");
        var page = $"/admin/api/servers/{serverByForm}";
        await Press(browser, page + "?edit=settings", "#settings-form", ("audiences", "api://orders/2"));
        await Press(browser, page + "/scopes/new", "#scope-form", ("name", "orders.read"), ("displayName", "Orders"), ("consent", "REQUIRED"));
        var scopeByForm = (await Org.Read($"/authorizationServers/{serverByForm}/scopes")).List.First(one => one!["name"]!.ToString() == "orders.read")!["id"]!.ToString();
        await Press(browser, $"{page}/scopes/{scopeByForm}", "#scope-form", ("displayName", "Your orders"));
        await Press(browser, page + "/claims/new", "#claim-form", ("name", "nick"), ("value", "user.nickName"), ("conditions.scopes", "orders.read"), ("do", ""));
        var claimByForm = (await Org.Read($"/authorizationServers/{serverByForm}/claims")).List.First(one => one!["name"]!.ToString() == "nick")!["id"]!.ToString();
        await Press(browser, $"{page}/claims/{claimByForm}", "#claim-form", ("value", "user.displayName"), ("do", ""));

        (await Row("select name || origin || status || scopes from trusted_origins", originByForm)).ShouldBe((await Row("select name || origin || status || scopes from trusted_origins", originByApi)).Replace("api.", "form.", StringComparison.Ordinal));
        (await Row("select name || usage || status || gateways || coalesce(proxies, '-') from zones", zoneByForm)).ShouldBe((await Row("select name || usage || status || gateways || coalesce(proxies, '-') from zones", zoneByApi)).Replace("api", "form", StringComparison.Ordinal));
        (await Row("select name || description || audience || issuer_mode || status || signing_algorithm || rotation_mode from authorization_servers", serverByForm)).ShouldBe((await Row("select name || description || audience || issuer_mode || status || signing_algorithm || rotation_mode from authorization_servers", serverByApi)).Replace("by api", "by form", StringComparison.Ordinal));
        (await Row("select name || document from scopes", scopeByForm)).Replace(scopeByForm, "", StringComparison.Ordinal).ShouldBe((await Row("select name || document from scopes", scopeByApi)).Replace(scopeByApi, "", StringComparison.Ordinal));
        (await Row("select name || claim_type || document from claims", claimByForm)).Replace(claimByForm, "", StringComparison.Ordinal).ShouldBe((await Row("select name || claim_type || document from claims", claimByApi)).Replace(claimByApi, "", StringComparison.Ordinal));
        foreach (var (form, api) in new[] { (originByForm, originByApi), (zoneByForm, zoneByApi), (scopeByForm, scopeByApi), (claimByForm, claimByApi) })
            (await Log(form, serverByForm)).ShouldBe(await Log(api, serverByApi));
    }

    private async Task<string[]> Log(string id, string serverId) => [.. (await Org.LogOf(id)).Select(line => line.Replace(serverId, "server", StringComparison.Ordinal))];

    private async Task<string> Row(string select, string id) => (await Org.Services.GetRequiredService<Database>().One<string>(select + " where id = @id", new { id }, default)).ShouldNotBeNull();

    [Fact]                                                             // issue 11: two at once
    public async Task The_second_to_save_is_shown_what_changed_and_loses_nothing()
    {
        using var browser = await Org.ConsoleAsync();
        var server = await Server(browser, Fresh("Contested"));
        await Press(browser, $"/admin/api/servers/{server}/scopes/new", "#scope-form", ("name", "contested"));
        var scope = (await Org.Read($"/authorizationServers/{server}/scopes")).List.First(one => one!["name"]!.ToString() == "contested")!["id"]!.ToString();
        await Press(browser, $"/admin/api/servers/{server}/claims/new", "#claim-form", ("name", "contested"), ("value", "user.login"), ("do", ""));
        var claim = (await Org.Read($"/authorizationServers/{server}/claims")).List.First(one => one!["name"]!.ToString() == "contested")!["id"]!.ToString();
        await Press(browser, "/admin/api/origins/new", "#origin-form", ("origin", $"https://o{Secrets.Digits(10)}.example"));
        var origin = (await Org.Read("/trustedOrigins?limit=200")).List[^1]!["id"]!.ToString();
        await Press(browser, "/admin/networks/new", "#zone-form", ("name", Fresh("Contested")), ("gateways", "203.0.113.0/24"));
        var zone = (await Org.Read("/zones")).List[^1]!["id"]!.ToString();
        foreach (var (path, form, field, values) in new[]
        {
            ($"/admin/api/servers/{server}?edit=settings", "#settings-form", "audiences", new[] { "api://a", "api://b", "api://c", "api://d" }),
            ($"/admin/api/servers/{server}/scopes/{scope}", "#scope-form", "displayName", ["a", "b", "c", "d"]),
            ($"/admin/api/servers/{server}/claims/{claim}", "#claim-form", "value", ["user.email", "user.firstName", "user.lastName", "user.id"]),
            ($"/admin/api/origins/{origin}", "#origin-form", "name", ["a", "b", "c", "d"]),
            ($"/admin/networks/{zone}", "#zone-form", "gateways", ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"]),
        })
        {
            var open = await browser.OpenAsync(path);
            var saved = await Task.WhenAll(values.Select(value => browser.PressAsync(open, form, (field, value), ("do", ""))));
            saved.Count(page => page.Status == HttpStatusCode.OK).ShouldBe(1, path);
            var late = saved.First(page => page.Status == HttpStatusCode.Conflict);
            late.TextOf("#overtaken").ShouldNotBeNull(path);
            late.Document.GetElementById(field + "-theirs").ShouldNotBeNull(path);
            (await browser.PressAsync(late, form, ("do", ""))).TextOf("[role=status]").ShouldBe("Saved.", path);
        }
    }

    [Fact]                                                             // an expression that cannot be read is refused here, not in a token
    public async Task A_claim_is_tried_on_a_person_before_it_is_saved()
    {
        using var browser = await Org.ConsoleAsync();
        var person = await Org.CreatePersonAsync();
        var path = $"/admin/api/servers/{await Server(browser, Fresh("Tried"))}/claims/new";
        var tried = await Press(browser, path, "#claim-form", ("name", "mail"), ("value", "user.email"), ("person", person.Login), ("do", "check"));
        tried.TextOf("#result").ShouldBe($"\"{person.Login}\"");
        tried.TextOf("textarea[name=value]").ShouldBe("user.email");
        var wrong = await browser.PressAsync(tried, "#claim-form", ("value", "user.email +"), ("do", "check"));
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.TextOf("#value-wrong")!.ShouldContain("at character");
        (await browser.PressAsync(tried, "#claim-form", ("person", "nobody@example.com"), ("do", "check"))).TextOf("#person-wrong")!.ShouldContain("nobody signs in with this");
        var groups = await browser.PressAsync(tried, "#claim-form", ("valueType", "GROUPS"), ("value", "Every"), ("do", "check"));
        groups.TextOf("#result")!.ShouldContain("Everyone");
        (await Org.Read("/authorizationServers/default/claims")).Each("name").ShouldNotContain("mail");
        (await browser.PressAsync(tried, "#claim-form", ("do", ""))).TextOf("[role=status]").ShouldBe("Created.");
    }

    [Fact]                                                             // Token Preview
    public async Task Token_preview_says_what_a_token_would_and_who_decides()
    {
        using var browser = await Org.ConsoleAsync();
        var person = await Org.CreatePersonAsync();
        var app = Org.WebApp.ClientId;
        string Ask(string scopes, string login) => $"/admin/api/servers/default/preview?client={app}&grant=authorization_code&person={Uri.EscapeDataString(login)}&scopes={Uri.EscapeDataString(scopes)}";
        var shown = await browser.OpenAsync(Ask("openid profile", person.Login));
        shown.TextOf("[role=status]")!.ShouldContain("Default Policy");
        JsonNode.Parse(shown.TextOf("#access-token")!)!["sub"]!.ToString().ShouldBe(person.Login);
        JsonNode.Parse(shown.TextOf("#id-token")!)!["aud"]!.ToString().ShouldBe(app);
        (await browser.OpenAsync(Ask("openid nothing", person.Login))).TextOf("#scopes-wrong")!.ShouldContain("“nothing” is not a scope");
        (await browser.OpenAsync(Ask("openid", "nobody@example.com"))).TextOf("#person-wrong").ShouldNotBeNull();
        var fresh = await Server(browser, Fresh("Without policies"));
        (await browser.OpenAsync(Ask("openid", person.Login).Replace("/default/", $"/{fresh}/", StringComparison.Ordinal))).Text.ShouldContain("The request would be refused");
        (await browser.OpenAsync($"/admin/api/servers/{fresh}/policies")).Text.ShouldContain("No access policy");
        (await browser.OpenAsync("/admin/api/servers/default/policies")).Text.ShouldContain("Default Policy Rule");
    }

    [Fact]
    public async Task What_every_server_has_stays_and_a_server_is_deleted_once_it_is_inactive_and_its_name_typed()
    {
        using var browser = await Enter();
        var name = Fresh("To be deleted");
        var server = await Server(browser, name);
        var here = $"/admin/api/servers/{server}";
        var openid = (await Org.Read($"/authorizationServers/{server}/scopes")).List.First(one => one!["name"]!.ToString() == "openid")!["id"]!.ToString();
        (await browser.OpenAsync($"{here}/scopes/{openid}/delete")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.PostAsync($"{here}/scopes/{openid}/delete", ("form_token", (await browser.OpenAsync("/admin")).FormToken()), ("typed", "openid"))).Text.ShouldContain("A system scope cannot be deleted.");
        (await Press(browser, "/admin/api/servers/default/delete", "#confirm", ("typed", "default"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Press(browser, here + "/deactivate", "#confirm")).TextOf("[role=status]").ShouldBe("Deactivated.");
        (await Press(browser, here, "#activate")).TextOf("[role=status]").ShouldBe("Activated.");
        (await Press(browser, here + "/delete", "#confirm", ("typed", "something else"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Press(browser, here + "/delete", "#confirm", ("typed", name))).Url.PathAndQuery.ShouldBe("/admin/api?done=deleted");
        (await browser.OpenAsync(here)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Origins_and_zones_are_switched_off_and_deleted_and_nobody_shuts_themselves_out()
    {
        using var browser = await Org.ConsoleAsync();
        await Press(browser, "/admin/api/origins/new", "#origin-form", ("origin", "https://gone.example"));
        var origin = (await Org.Read("/trustedOrigins?limit=200")).List.First(one => one!["origin"]!.ToString() == "https://gone.example")!["id"]!.ToString();
        foreach (var what in new[] { "deactivate", "activate", "deactivate", "delete" }) (await Do(browser, "/admin/api/origins", what, origin)).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.Read($"/trustedOrigins/{origin}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Press(browser, "/admin/api/origins/new", "#origin-form", ("origin", "not an origin"))).Status.ShouldBe(HttpStatusCode.BadRequest);

        var shut = await Press(browser, "/admin/networks/new", "#zone-form", ("name", "Everybody"), ("usage", "BLOCKLIST"), ("gateways", "0.0.0.0/0\n::/0"));
        shut.TextOf("#gateways-wrong")!.ShouldContain("your own address");
        (await Press(browser, "/admin/networks/new", "#zone-form", ("name", "Wrong"), ("gateways", "10.1"))).TextOf("#gateways-wrong").ShouldNotBeNull();
        var zone = (await Org.Post("/zones", new JsonObject { ["type"] = "IP", ["name"] = Fresh("Gone"), ["gateways"] = new JsonArray(new JsonObject { ["type"] = "CIDR", ["value"] = "192.0.2.0/24" }) })).ShouldSucceed().Id;
        foreach (var what in new[] { "deactivate", "delete" }) (await Do(browser, "/admin/networks", what, zone)).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.Read($"/zones/{zone}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]                                                             // a scope that was granted, minted by the org's own server
    public async Task Scopes_of_the_management_api_are_granted_to_an_app_and_taken_back()
    {
        using var browser = await Enter();
        var app = (await Org.Post("/apps", ApiCalls.NewApp("service"))).ShouldSucceed().Id;
        (await Do(browser, $"/admin/apps/{app}/scopes", "grant", "okta.users.read")).TextOf("[role=status]").ShouldBe("Granted.");
        (await Org.Read($"/apps/{app}/grants")).Each("scopeId").ShouldBe(["okta.users.read"]);
        (await Do(browser, $"/admin/apps/{app}/scopes", "grant", "okta.nothing.read")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Do(browser, $"/admin/apps/{app}/scopes", "revoke", "okta.users.read")).TextOf("[role=status]").ShouldBe("Revoked.");
        (await Org.Read($"/apps/{app}/grants")).List.ShouldBeEmpty();
        (await browser.OpenAsync($"/admin/apps/{app}/activity")).Text.ShouldContain("app.oauth2.consent.grant");
    }

    [Fact]                                                             // OWASP ASVS 5.3: names as an attacker chooses them
    public async Task Hostile_names_stay_text_on_every_page()
    {
        using var browser = await Enter();
        var plain = await Server(browser, Fresh("Plain"));
        foreach (var name in HostileNames.All.Where(name => !name.Any(char.IsControl)))
        {
            var id = await Server(browser, Fresh(name));
            foreach (var path in new[] { "", "?edit=settings", "/scopes", "/scopes/new", "/claims", "/claims/new", "/policies", "/deactivate" })
            {
                var (hostile, ordinary) = (await browser.OpenAsync($"/admin/api/servers/{id}{path}"), await browser.OpenAsync($"/admin/api/servers/{plain}{path}"));
                hostile.Status.ShouldBe(HttpStatusCode.OK, path);
                hostile.Shape().ShouldBe(ordinary.Shape(), $"{path} with {name}");
            }
            (await Press(browser, "/admin/api/tokens/new", "#create", ("name", name))).Status.ShouldBe(HttpStatusCode.OK);
            (await Press(browser, "/admin/networks/new", "#zone-form", ("name", Fresh(name)), ("gateways", "192.0.2.1"))).Status.ShouldBe(HttpStatusCode.OK);
            (await Press(browser, "/admin/api/origins/new", "#origin-form", ("name", name), ("origin", $"https://h{Secrets.Digits(10)}.example"))).Status.ShouldBe(HttpStatusCode.OK);
        }
        foreach (var path in new[] { "/admin/api", "/admin/api/tokens", "/admin/api/origins", "/admin/networks" })
        {
            var list = await browser.OpenAsync(path);
            list.Document.QuerySelectorAll("script:not([src]), img, iframe, object, embed").Length.ShouldBe(0, path);
            list.Document.All.SelectMany(element => element.Attributes).ShouldAllBe(attribute => !attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        }
    }
}
