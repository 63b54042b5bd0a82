using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>Every page of the console that the reference of routes has: it fits a phone, is not empty, and is kept as a picture, for people to look at.</summary>
[Trait("Speed", "slow")]
public sealed partial class ConsoleScreens : PageJourney
{
    [GeneratedRegex(@"^\| `(?<path>/admin[^`]*)` \| GET", RegexOptions.Multiline | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex PageRoute();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Named();

    [GeneratedRegex(@"[{}]*/[{}]*|[{}]+", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Name();

    private readonly Dictionary<string, string> ids = new() { ["serverId"] = "default", ["step"] = "suspend", ["name"] = "ForgotPassword" };

    private async Task<JsonNode?> Api(HttpMethod method, string path, JsonNode? body = null)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Here.Server) };
        http.DefaultRequestHeaders.Add("Authorization", "SSWS " + (string)Here.Dev["apiToken"]!);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonNode>();
    }

    private async Task<string> Make(string path, string body) => (string)(await Api(HttpMethod.Post, path, JsonNode.Parse(body)))!["id"]!;

    private async Task<string> First(string path) => (string)(await Api(HttpMethod.Get, path))!.AsArray()[0]!["id"]!;

    private async Task Furnish()
    {
        ids["appId"] = ClientId;
        ids["userId"] = (string)(await Api(HttpMethod.Get, "/api/v1/users?limit=5"))!.AsArray().First(user => (string)user!["profile"]!["login"]! == Here.Person)!["id"]!;
        ids["groupId"] = await Make("/api/v1/groups", """{"profile": {"name": "Night shift", "description": "Those who watch over it while others sleep"}}""");
        await Api(HttpMethod.Put, $"/api/v1/apps/{ClientId}/groups/{ids["groupId"]}", new JsonObject());
        ids["ruleId of groups"] = await Make("/api/v1/groups/rules", $$"""
            {"type": "group_rule", "name": "Engineers", "conditions": {"expression": {"type": "urn:okta:expression:1.0", "value": "user.title == \"Engineer\""} },
             "actions": {"assignUserToGroups": {"groupIds": ["{{ids["groupId"]}}"]} } }
            """);
        ids["zoneId"] = await Make("/api/v1/zones", """{"type": "IP", "name": "Office", "gateways": [{"type": "CIDR", "value": "192.0.2.0/24"}]}""");
        ids["originId"] = await Make("/api/v1/trustedOrigins", """{"name": "Shop", "origin": "https://shop.example.com", "scopes": [{"type": "CORS"}]}""");
        ids["policyId"] = await Make("/api/v1/policies", $$"""
            {"type": "OKTA_SIGN_ON", "name": "Night shift signs in twice", "conditions": {"people": {"groups": {"include": ["{{ids["groupId"]}}"]} } } }
            """);
        ids["ruleId"] = await Make($"/api/v1/policies/{ids["policyId"]}/rules", """{"name": "From anywhere", "actions": {"signon": {"access": "ALLOW", "requireFactor": true}}}""");
        ids["roleId"] = await Make("/api/v1/iam/roles", """{"label": "Password desk", "description": "Helps people back in", "permissions": ["okta.users.credentials.resetPassword"]}""");
        ids["setId"] = await Make("/api/v1/iam/resource-sets", $$"""
            {"label": "Night people", "description": "All of the night shift", "resources": ["{{Here.Server}}/api/v1/groups/{{ids["groupId"]}}/users"]}
            """);
        ids["serverId of delete"] = await Make("/api/v1/authorizationServers", """{"name": "Orders", "description": "For the shop", "audiences": ["api://orders"]}""");
        ids["scopeId"] = await Make("/api/v1/authorizationServers/default/scopes", """{"name": "shifts:read", "description": "Who works when"}""");
        ids["userId of gone"] = await Make("/api/v1/users?activate=false", """{"profile": {"login": "gone@example.com", "email": "gone@example.com", "firstName": "Gone", "lastName": "Away"} }""");
        await Api(HttpMethod.Post, $"/api/v1/users/{ids["userId of gone"]}/lifecycle/deactivate");
        ids["policyId of apps"] = await Make("/api/v1/policies", """{"type": "ACCESS_POLICY", "name": "Till"}""");
        ids["claimId"] = await Make("/api/v1/authorizationServers/default/claims", """{"name": "shift", "claimType": "RESOURCE", "valueType": "EXPRESSION", "value": "user.title"}""");
        ids["policyId of servers"] = await First("/api/v1/authorizationServers/default/policies");
        ids["ruleId of servers"] = await First($"/api/v1/authorizationServers/default/policies/{ids["policyId of servers"]}/rules");
        ids["hookId of events"] = await Make("/api/v1/eventHooks", """
            {"name": "Tell the warehouse", "events": {"type": "EVENT_TYPE", "items": ["user.lifecycle.create"]}, "channel": {"type": "HTTP", "version": "1.0.0",
             "config": {"uri": "https://hooks.example.com/told"}}}
            """);
        ids["hookId of inline"] = await Make("/api/v1/inlineHooks", """
            {"name": "Ask the ledger", "type": "com.okta.oauth2.tokens.transform", "version": "1.0.0", "channel": {"type": "HTTP", "version": "1.0.0",
             "config": {"method": "POST", "uri": "https://hooks.example.com/asked"}}}
            """);
        ids["tokenId"] = await First("/api/v1/api-tokens");
        ids["idpId"] = await Make("/api/v1/idps", """
            {"type": "OIDC", "name": "Contoso", "protocol": {"type": "OIDC", "issuer": {"url": "https://login.example.com"}, "scopes": ["openid", "email"],
             "credentials": {"client": {"client_id": "latchkey", "client_secret": "a-secret-of-the-partner"} } },
             "policy": {"accountLink": {"action": "AUTO"}, "provisioning": {"action": "AUTO"} } }
            """);
        var brand = await Make("/api/v1/brands", """{"name": "Harbour"}""");
        var domain = await Make("/api/v1/domains", """{"domain": "id.example.test", "certificateSourceType": "MANUAL"}""");
        ids["?/admin/brand/delete"] = "?brand=" + brand;
        ids["?/admin/brand/domains/delete"] = "?id=" + domain;
        ids["?/admin/find"] = "?q=a";
        ids["?/admin/api/servers/{serverId}/preview"] = $"?client={ClientId}&grant=authorization_code&scopes=openid+profile&person={Here.Person}";
        ids["?/admin/policies/simulate"] = $"?client={ClientId}&person={Here.Person}&ip=";
        await Api(HttpMethod.Post, "/api/v1/authorizationServers/default/credentials/lifecycle/keyRotate", JsonNode.Parse("""{"use": "sig"}"""));
        ids["kid"] = (string)(await Api(HttpMethod.Get, "/api/v1/authorizationServers/default/credentials/keys"))!.AsArray()
            .First(key => (string)key!["status"]! == "EXPIRED")!["kid"]!;
        ids["eventId"] = (string)(await Api(HttpMethod.Get, "/api/v1/logs?limit=1"))!.AsArray()[0]!["uuid"]!;
    }

    /// <summary>Three lines of people, one of which cannot be: looked at, mapped, taken in, and reported on.</summary>
    private async Task Import(IPage page)
    {
        var lines = "login,email,firstName,lastName\nada@example.com,ada@example.com,Ada,Byron\nno address,no address,No,Body\ncarl@example.com,carl@example.com,Carl,Gauss\n";
        await page.GotoAsync($"{Here.Server}/admin/people/import");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(lines) });
        await page.ClickAsync("#upload button[type=submit]");
        await page.WaitForURLAsync("**/admin/people/import/*");
        ids["importId"] = new Uri(page.Url).Segments[^1];
    }

    private string? Filled(string path)
    {
        // What every org has stays, who is active is not deleted, and some policies are for no apps.
        var kind = path == "/admin/api/servers/{serverId}/delete" ? "delete" : path == "/admin/people/{userId}/delete" ? "gone"
            : path == "/admin/policies/{policyId}/apps" ? "apps" : path.StartsWith("/admin/api/", StringComparison.Ordinal) ? "servers" : path.Split('/') is [_, _, "hooks", var hooks, ..] ? hooks
            : path.StartsWith("/admin/groups/rules", StringComparison.Ordinal) ? "groups" : "";
        var known = true;
        var filled = Named().Replace(path, found =>
        {
            var name = found.Groups["name"].Value;
            if (ids.TryGetValue($"{name} of {kind}", out var id) || ids.TryGetValue(name, out id)) return id;
            known = false;
            return "";
        });
        return known ? filled + ids.GetValueOrDefault("?" + path) : null;
    }

    private const int Parts = 4;

    /// <summary>A phone and a desk, by day and by night; a part of the pages at a time, so that none takes minutes.</summary>
    public static TheoryData<int, bool, int> Ways
    {
        get
        {
            var ways = new TheoryData<int, bool, int>();
            foreach (var width in (int[])[390, 1280])
                foreach (var dark in (bool[])[false, true])
                    for (var part = 0; part < Parts; part++) ways.Add(width, dark, part);
            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_page_is_looked_at_on_a_phone_and_on_a_desk_by_day_and_by_night(int width, bool dark, int part)
    {
        await Furnish();
        var reference = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "reference", "routes.md"));
        var routes = PageRoute().Matches(reference).Select(found => found.Groups["path"].Value)
            // These lead on, or are files.
            .Except(["/admin/signin", "/admin/callback", "/admin/log/export", "/admin/people/import/{importId}/refused"]).ToArray();
        routes.Length.ShouldBeGreaterThan(100);
        await using var browser = await Chromium.StartAsync();
        var page = browser.Page;
        await page.GotoAsync($"{Here.Server}/admin");
        await SignIn(page, Admin, (string)Here.Dev["admin"]!["password"]!);
        await page.Locator("details.person").WaitForAsync();
        await Import(page);
        routes.Where(route => Filled(route) is null).ShouldBeEmpty("these pages have nothing to show here");

        var (wrong, view) = (new List<string>(), new View(width, 844, dark ? ColorScheme.Dark : ColorScheme.Light));
        await page.SetViewportSizeAsync(view.Width, view.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = view.Colours, ReducedMotion = ReducedMotion.Reduce });
        foreach (var route in routes.Where((_, at) => at % Parts == part))
        {
            var path = Filled(route)!;
            var answer = await page.GotoAsync(Here.Server + path);
            if (answer is null || answer.Status != 200 || !(answer.Headers.GetValueOrDefault("content-type") ?? "").StartsWith("text/html", StringComparison.Ordinal))
            {
                wrong.Add($"{path}: {answer?.Status} {answer?.Headers.GetValueOrDefault("content-type")}");
                continue;
            }
            await page.Keep("all" + Name().Replace(route["/admin".Length..], "-"), view);
            // What is shown in a frame runs nothing, not even what looks at it.
            if (answer.Headers.GetValueOrDefault("content-security-policy")?.Contains("sandbox", StringComparison.Ordinal) is true) continue;
            if (await Barriers(page, view) is { Length: > 0 } barriers) wrong.Add($"{path}: {barriers}");
            if (width < 1000) await Narrow(page, path, wrong);
            if (width < 1000 || dark) continue;
            if ((await answer.BodyAsync()).Length is > 100_000 and var size) wrong.Add($"{path} has {size} bytes, without its style and its script");
            if (await page.Unreached() is { Length: > 0 } unreached) wrong.Add(unreached);
        }
        wrong.ShouldBeEmpty();
        if (width < 1000 || dark || part > 0) return;

        // The whole menu in a window of 800 px.
        await page.SetViewportSizeAsync(1280, 800);
        await page.GotoAsync($"{Here.Server}/admin");
        (await page.EvaluateAsync<bool>("() => { const side = document.querySelector('.side > div'); return side.scrollHeight <= side.clientHeight + 1; }")).ShouldBeTrue();
    }

    private static Task<string> Barriers(IPage page, View view) => view.Colours == ColorScheme.Dark || view.Width > 1000 ? page.Barriers("color-contrast", "link-in-text-block") : page.Barriers();

    private static async Task Narrow(IPage page, string path, List<string> wrong)
    {
        foreach (var width in (int[])[390, 320])
        {
            await page.SetViewportSizeAsync(width, 844);
            if (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > window.innerWidth + 1")) wrong.Add($"{path} is wider than {width} px");
        }
        await page.SetViewportSizeAsync(390, 844);
    }

    private string Admin => (string)Here.Dev["admin"]!["login"]!;
}
