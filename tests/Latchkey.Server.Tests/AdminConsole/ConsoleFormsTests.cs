using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>
/// Issue 11, "Everywhere": each form can be taken along as a command and as a call, what it did is taken back where that is safe, and what nothing takes back
/// asks first.
/// </summary>
public sealed partial class ConsoleFormsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private IReadOnlyList<(string Method, string Path)> Routes => [.. Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => (method, "/" + route.RoutePattern.RawText!.Trim('/'))) ?? [])];

    private IReadOnlyList<string> Console(string method) =>
        [.. Routes.Where(route => route.Method == method && (route.Path + "/").StartsWith("/admin/", StringComparison.Ordinal)).Select(route => route.Path["/admin".Length..])];

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Named();

    private static string Shape(string path) => Named().Replace(path.Split('?')[0], "*");

    [Fact]
    public void Every_form_of_the_console_has_the_call_that_does_the_same()
    {
        Console("POST").Except(["/callback"]).Where(form => !FormCallTable.All.ContainsKey(form) && !FormCallTable.Without.ContainsKey(form)).ShouldBeEmpty();
        FormCallTable.All.Keys.Concat(FormCallTable.Without.Keys).Except(Console("POST")).ShouldBeEmpty("these forms are gone");
        FormCallTable.Without.Count.ShouldBeLessThan(12);
        FormCallTable.Without.Values.ShouldAllBe(reason => reason.Length > 10);
        var calls = FormCallTable.All.SelectMany(form => form.Value.Select(call => (Form: form.Key, Call: call))).ToArray();
        calls.Where(one => one.Call is { IsOnThePage: false, Command: null }).ShouldAllBe(one => one.Call.Path.Length > 0);

        // It is one that the management API answers.
        var api = Routes.Select(route => (route.Method, Shape(route.Path))).ToHashSet();
        calls.Where(one => one.Call.Path.Length > 0 && !api.Contains((one.Call.Method, Shape(one.Call.Path)))).Select(one => $"{one.Form}: {one.Call.Call}").ShouldBeEmpty();
        // A page has it.
        calls.Where(one => !Console("GET").Contains(one.Call.Page ?? one.Form)).Select(one => one.Form).ShouldBeEmpty();
        // What takes it back is a button of the same form, or another form.
        calls.Where(one => one.Call.Undo is { } undo && !(undo.StartsWith('/') ? Console("POST").Any(form => Fits(form, undo)) : FormCallTable.All[one.Form].Any(other => other.Do == undo)))
            .Select(one => $"{one.Form}: {one.Call.Undo}").ShouldBeEmpty();
        calls.ShouldNotContain(one => one.Call.Asks && one.Call.Undo != null);
    }

    private static bool Fits(string form, string address) => form.Split('/').Zip(address.Split('/')).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'))
        && form.Split('/').Length == address.Split('/').Length;

    [Fact]
    public async Task A_page_shows_the_calls_of_its_forms_with_what_it_is_about()
    {
        using var browser = await Org.ConsoleAsync();
        var app = (await Org.Post("/apps", ApiCalls.NewApp("native"))).ShouldSucceed().Id;
        var page = await browser.OpenAsync($"/admin/apps/{app}/assignments");
        var texts = page.Document.QuerySelectorAll(".calls pre").Select(pre => pre.TextContent).ToArray();
        texts.ShouldContain($"latchkey api POST /api/v1/apps/{app}/users -d '{{\n  \"id\": \"…\",\n  \"scope\": \"USER\"\n}}'");
        texts.ShouldContain($"curl -X DELETE {Org.Url}/api/v1/apps/{app}/groups/ID \\\n  -H 'Authorization: SSWS YOUR_API_TOKEN'");
        (await browser.OpenAsync("/admin/groups/new")).TextOf(".calls summary").ShouldBe("POST /api/v1/groups");
        (await browser.OpenAsync("/admin/brand")).Text.ShouldNotContain("/api/v1/brands/BRAND_ID");
        // Those that stand on their pages with what they would send.
        foreach (var path in (string[])["/admin/settings", "/admin/settings/preferences", "/admin/networks/new", "/admin/api/origins/new", "/admin/api/servers/new", $"/admin/apps/{app}"])
            (await browser.OpenAsync(path)).Shows("#as-call").ShouldBeTrue(path);
    }

    [Fact]
    public async Task Who_may_not_press_a_button_is_not_shown_its_call()
    {
        var reader = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{reader.Id}/roles", new JsonObject { ["type"] = "READ_ONLY_ADMIN" })).ShouldBe(HttpStatusCode.Created);
        using var browser = await Org.ConsoleAsync(reader);
        (await browser.OpenAsync("/admin/networks")).Shows(".calls").ShouldBeFalse();
    }

    [Fact]
    public async Task A_member_that_was_removed_an_app_that_was_deactivated_and_an_address_that_was_taken_out_come_back()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var person = await Org.CreatePersonAsync();
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"Undone {Secrets.Digits(10)}" } })).ShouldSucceed().Id;
        (await Org.Put($"/groups/{group}/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        var removed = await browser.PressAsync(await browser.OpenAsync($"/admin/groups/{group}"), $"#remove-{person.Id}", ("do", "remove"));
        (await Org.AllPages($"/groups/{group}/users")).ShouldBeEmpty();
        (await browser.PressAsync(removed, "#undo")).TextOf("[role=status]").ShouldBe("Added.");
        (await Org.AllPages($"/groups/{group}/users")).ShouldBe([person.Id!]);

        var app = (await Org.Post("/apps", ApiCalls.NewApp("native"))).ShouldSucceed().Id;
        var off = await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{app}/deactivate"), "#confirm");
        (await Org.Read($"/apps/{app}"))["status"].ShouldBe("INACTIVE");
        await browser.PressAsync(off, "#undo");
        (await Org.Read($"/apps/{app}"))["status"].ShouldBe("ACTIVE");

        var before = (await Org.Read($"/apps/{app}"))["settings.oauthClient.redirect_uris"];
        var saved = await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{app}?edit=settings"), "#settings-form", ("redirect_uris", "com.example.other:/callback"));
        saved.TextOf("[role=status]").ShouldBe("Saved.");
        (await Org.Read($"/apps/{app}"))["settings.oauthClient.redirect_uris"].ShouldNotBe(before);
        await browser.PressAsync(saved, "#undo");
        (await Org.Read($"/apps/{app}"))["settings.oauthClient.redirect_uris"].ShouldBe(before);
        // It is offered once, on the page that follows.
        (await browser.OpenAsync($"/admin/apps/{app}?done=saved")).Shows("#undo").ShouldBeFalse();
    }

    private static async Task Undone(TestBrowser browser, string path, string form, params (string, string?)[] typed)
    {
        string Version(TestPage page) => page.AttributeOf($"{form} input[name=version]", "value").ShouldNotBeNull($"{path}: {page.Text}");
        var open = await browser.OpenAsync(path);
        var saved = await browser.PressAsync(open, form, typed);
        saved.TextOf("[role=status]").ShouldBe("Saved.", $"{path}: {saved.Text}");
        Version(await browser.OpenAsync(path)).ShouldNotBe(Version(open), path);
        saved.Shows("#undo").ShouldBeTrue(path);
        (await browser.PressAsync(saved, "#undo")).TextOf("[role=status]").ShouldBe("Saved.", path);
        Version(await browser.OpenAsync(path)).ShouldBe(Version(open), path);
    }

    [Fact]
    public async Task Each_form_that_was_saved_is_taken_back_whole()
    {
        using var browser = await Org.ConsoleAsync();
        var number = Secrets.Digits(8);
        var name = $"Group {number}";
        var group = (await Org.Post("/groups", Json($$"""{"profile": {"name": "{{name}}"} }"""))).ShouldSucceed().Id;
        async Task<string> Made(string path, string body)
        {
            var answer = await Org.Post(path, Json(body));
            answer.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.Created], answer.Text);
            return answer.Id;
        }

        await Undone(browser, "/admin/settings", "#general-form", ("city", "Genova"), ("website", "https://undone.example"));
        await Undone(browser, "/admin/settings/preferences", "#preferences-form", ("selfServiceAccountDeletion", "on"), ("selfServiceProfileAttributes.nickName", null));
        await Undone(browser, "/admin/brand", "#look", ("primaryColorHex", "#0b6e4f"), ("removePoweredByOkta", "on"));
        await Undone(browser, "/admin/brand/languages", "#languages", ("locale", "en"), ("offered.ja", null));

        var policy = await Made("/policies", $$"""{"type": "OKTA_SIGN_ON", "name": "Undone {{number}}", "description": "", "conditions": {"people": {"groups": {"include": ["{{group}}"]} } } }""");
        await Undone(browser, $"/admin/policies/{policy}/edit", "#policy-form", ("name", $"Undone {number}!"), ("description", "Another"), ("conditions.people.groups.include", "Everyone"));
        var rule = await Made($"/policies/{policy}/rules", """{"name": "One", "actions": {"signon": {"access": "ALLOW", "requireFactor": false} } }""");
        await Undone(browser, $"/admin/policies/{policy}/rules/{rule}", "#rule-form", ("name", "Other"), ("conditions.people.groups.include", name), ("actions.signon.requireFactor", "on"));
        var grouping = await Made("/groups/rules", $$"""
            {"type": "group_rule", "name": "Undone {{number}}", "conditions": {"expression": {"type": "urn:okta:expression:1.0", "value": "user.title == \"A\""} },
             "actions": {"assignUserToGroups": {"groupIds": ["{{group}}"]} } }
            """);
        await Undone(browser, $"/admin/groups/rules/{grouping}", "#rule-form", ("expression", "user.title == \"B\""));

        var server = await Made("/authorizationServers", $$"""{"name": "Undone {{number}}", "description": "One", "audiences": ["api://undone"]}""");
        var here = $"/admin/api/servers/{server}";
        await Undone(browser, here + "?edit=settings", "#settings-form", ("description", "Two"), ("audiences", "api://other"), ("rotationMode", null));
        var claim = await Made($"/authorizationServers/{server}/claims", """{"name": "shift", "claimType": "RESOURCE", "valueType": "EXPRESSION", "value": "user.title"}""");
        await Undone(browser, $"{here}/claims/{claim}", "#claim-form", ("name", "turn"), ("value", "user.city"), ("conditions.scopes", "openid"));
        var access = await Made($"/authorizationServers/{server}/policies", """{"type": "OAUTH_AUTHORIZATION_POLICY", "name": "All", "description": "", "conditions": {"clients": {"include": ["ALL_CLIENTS"]} } }""");
        await Undone(browser, $"{here}/policies/{access}/edit", "#policy-form", ("name", "Every one"), ("description", "Of them"));
        var granting = await Made($"/authorizationServers/{server}/policies/{access}/rules", $$"""
            {"type": "RESOURCE_ACCESS", "name": "One", "conditions": {"people": {"groups": {"include": ["{{group}}"]} }, "grantTypes": {"include": ["authorization_code"]},
             "scopes": {"include": ["openid"]} }, "actions": {"token": {"accessTokenLifetimeMinutes": 30, "refreshTokenLifetimeMinutes": 0, "refreshTokenWindowMinutes": 10080} } }
            """);
        await Undone(browser, $"{here}/policies/{access}/rules/{granting}", "#rule-form", ("accessTokenLifetimeMinutes", "45"), ("whom", "every"), ("conditions.scopes.include", "email"));

        const string channel = """{"type": "HTTP", "version": "1.0.0", "config": {"uri": "https://hooks.example.com/undone"}}""";
        var told = await Made("/eventHooks", $$"""{"name": "Undone {{number}}", "events": {"type": "EVENT_TYPE", "items": ["user.lifecycle.create"]}, "channel": {{channel}} }""");
        await Undone(browser, $"/admin/hooks/events/{told}", "#hook-form", ("name", $"Other {number}"), ("events.items", "user.lifecycle.delete.initiated\nuser.lifecycle.create"));
        var asked = await Made("/inlineHooks", $$"""{"name": "Undone {{number}}", "type": "com.okta.oauth2.tokens.transform", "version": "1.0.0", "channel": {{channel}} }""");
        await Undone(browser, $"/admin/hooks/inline/{asked}", "#hook-form", ("name", $"Other {number}"), ("channel.config.headers", "X-Turn: 2"));

        var role = await Made("/iam/roles", $$"""{"label": "Undone {{number}}", "description": "Of a role", "permissions": ["okta.users.read"]}""");
        await Undone(browser, $"/admin/administrators/roles/{role}", "#role-form", ("label", $"Other {number}"), ("permit.okta.users.read", null), ("permit.okta.groups.read", "on"));
        var set = await Made("/iam/resource-sets", $$"""{"label": "Undone {{number}}", "description": "Of a set", "resources": ["{{Org.Url}}/api/v1/groups"]}""");
        await Undone(browser, $"/admin/administrators/sets/{set}", "#set-form", ("all.GROUP", null), ("members", name), ("all.APP", "on"));
        var provider = await Made("/idps", Provider($"Undone {number}"));
        await Undone(browser, $"/admin/providers/{provider}", "#provider-form", ("name", $"Other {number}"), ("policy.provisioning.action", null));
        await Org.Post($"/idps/{provider}/lifecycle/deactivate");
        await Org.Delete($"/idps/{provider}");
    }

    private static JsonObject Json(string body) => JsonNode.Parse(body)!.AsObject();

    private static string Provider(string name) => $$"""
        {"type": "OIDC", "name": "{{name}}", "protocol": {"type": "OIDC", "issuer": {"url": "https://partner.example.com"}, "scopes": ["openid", "profile", "email"],
         "credentials": {"client": {"client_id": "abc", "client_secret": "a-secret-of-the-partner"} } },
         "policy": {"accountLink": {"action": "AUTO"}, "provisioning": {"action": "AUTO"} } }
        """;

    [Fact]
    public async Task Registration_that_was_opened_is_closed_again_and_a_contact_is_who_it_was()
    {
        using var browser = await Org.ConsoleAsync();
        async Task<bool> Open() => (await Org.Read("/org/settings/clientRegistration")).Object["open"]!.GetValue<bool>();
        var before = await Open();
        var changed = await browser.PressAsync(await browser.OpenAsync("/admin/settings/preferences"), "#registration-form", ("do", before ? "close" : "open"));
        (await Open()).ShouldBe(!before);
        await browser.PressAsync(changed, "#undo");
        (await Open()).ShouldBe(before);

        var (one, two) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        async Task<TestPage> Name(TestPerson person) => await browser.PressAsync(await browser.OpenAsync("/admin/settings"), "#contacts-form", ("BILLING", person.Login));
        // Nobody is no contact, so the first who was named is not taken back.
        (await Name(one)).Shows("#undo").ShouldBeFalse();
        await browser.PressAsync(await Name(two), "#undo");
        (await Org.Read("/org/contacts/billing")).Object["userId"]!.ToString().ShouldBe(one.Id);
    }

    /// <summary>What stood in a field that shows nothing cannot be sent again, and where something is has been proven.</summary>
    [Fact]
    public async Task What_the_form_before_does_not_bring_back_is_not_offered()
    {
        using var browser = await Org.ConsoleAsync();
        var number = Secrets.Digits(8);
        var hook = (await Org.Post("/eventHooks", Json($$"""
            {"name": "Kept {{number}}", "events": {"type": "EVENT_TYPE", "items": ["user.lifecycle.create"]}, "channel": {"type": "HTTP", "version": "1.0.0",
             "config": {"uri": "https://hooks.example.com/kept", "authScheme": {"type": "HEADER", "key": "X-Key", "value": "first-secret"} } } }
            """))).ShouldSucceed().Id;
        foreach (var typed in ((string, string?)[][])[[("channel.config.authScheme.value", "second-secret")], [("channel.config.uri", "https://hooks.example.com/moved"), ("channel.config.authScheme.value", "third-secret")]])
        {
            var saved = await browser.PressAsync(await browser.OpenAsync($"/admin/hooks/events/{hook}"), "#hook-form", [.. typed, ("name", $"Kept {Secrets.Digits(9)}")]);
            (saved.TextOf("[role=status]"), saved.Shows("#undo")).ShouldBe(("Saved.", false), saved.Text);
        }
        await Org.Post($"/eventHooks/{hook}/lifecycle/deactivate");
        await Org.Delete($"/eventHooks/{hook}");
    }

    [Fact]
    public async Task What_somebody_else_has_changed_meanwhile_is_not_undone()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var name = $"Guarded {Secrets.Digits(10)}";
        JsonObject Body(string called) => new() { ["profile"] = new JsonObject { ["name"] = called } };
        var group = (await Org.Post("/groups", Body(name))).ShouldSucceed().Id;
        var saved = await browser.PressAsync(await browser.OpenAsync($"/admin/groups/{group}/settings?edit=about"), "#about-form", ("name", name + "!"));
        (await Org.Put($"/groups/{group}", Body(name + "?"))).ShouldSucceed();
        (await browser.PressAsync(saved, "#undo")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Org.Read($"/groups/{group}"))["profile.name"].ShouldBe(name + "?");
    }

    [Fact]
    public async Task What_nothing_takes_back_goes_once_its_name_was_typed()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var name = $"Office {Secrets.Digits(10)}";
        var zone = (await Org.Post("/zones", new JsonObject
        {
            ["type"] = "IP", ["name"] = name, ["gateways"] = new JsonArray(new JsonObject { ["type"] = "CIDR", ["value"] = "192.0.2.0/24" }),
        })).ShouldSucceed().Id;
        (await Org.Post($"/zones/{zone}/lifecycle/deactivate")).ShouldSucceed();
        var asked = await browser.PressAsync(await browser.OpenAsync("/admin/networks"), $"#delete-{zone}", ("do", "delete"));
        asked.Text.ShouldContain("This cannot be undone.");
        (await browser.PressAsync(asked, "#confirm", ("typed", "Another"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.Read($"/zones/{zone}")).ShouldSucceed();
        (await browser.PressAsync(asked, "#confirm", ("typed", name))).TextOf("[role=status]").ShouldBe("Deleted.");
        (await Org.Read($"/zones/{zone}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>The button is not made of what an address says, and not of another session's.</summary>
    [Fact]
    public async Task Nobody_else_puts_an_undo_into_a_page()
    {
        using var mine = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        using var other = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var name = Org.Services.GetRequiredService<Undoing>().Name;
        var app = (await Org.Post("/apps", ApiCalls.NewApp("native"))).ShouldSucceed().Id;
        var token = (await other.OpenAsync($"/admin/apps/{app}/deactivate")).FormToken();
        await other.PostAsync($"/admin/apps/{app}/deactivate", ("form_token", token));
        (await mine.OpenAsync($"/admin/apps/{app}?done=deactivated")).Shows("#undo").ShouldBeFalse();
        mine.Cookies.Add(new Uri(Org.Url), new Cookie(name, "x", "/"));
        (await mine.OpenAsync($"/admin/apps/{app}?done=deactivated")).Shows("#undo").ShouldBeFalse();
    }

    /// <summary>A role that is for some people shows none of the others, wherever they are looked for.</summary>
    [Fact]                                                             // contract §3.9, IDP_DISCOVERY
    public async Task Where_people_are_sent_to_sign_in_is_written_by_form()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var idp = (await Org.Post("/idps", new JsonObject
        {
            ["type"] = "OIDC", ["name"] = $"Partner {Secrets.Digits(10)}",
            ["protocol"] = new JsonObject
            {
                ["type"] = "OIDC", ["issuer"] = new JsonObject { ["url"] = "https://partner.example.com" }, ["scopes"] = new JsonArray("openid"),
                ["credentials"] = new JsonObject { ["client"] = new JsonObject { ["client_id"] = "abc", ["client_secret"] = "a-secret-of-the-partner" } },
            },
            ["policy"] = new JsonObject { ["accountLink"] = new JsonObject { ["action"] = "AUTO" }, ["provisioning"] = new JsonObject { ["action"] = "AUTO" } },
        })).ShouldSucceed().Id;
        var list = await browser.OpenAsync("/admin/policies?type=IDP_DISCOVERY");
        list.Text.ShouldContain("Routing rules");
        var policy = list.AttributeOf("ol.rules h2 a", "href").ShouldNotBeNull();
        var form = await browser.OpenAsync(policy + "/rules/new");
        var made = await browser.PressAsync(form, "#rule-form", ("name", "The partner's people"), ("conditions.userIdentifier.patterns", "*@partner.example.com"), ("actions.idp.providers", idp));
        made.TextOf("[role=status]").ShouldBe("Created.", made.Text);
        made.Text.ShouldContain("*@partner.example.com");
        var rule = (await Org.Read($"/policies/{policy.Split('/')[^1]}/rules")).ShouldSucceed().List.Single(one => (string?)one!["name"] == "The partner's people")!;
        rule["conditions"]!["userIdentifier"]!["patterns"]![0]!["matchType"]!.ToString().ShouldBe("SUFFIX");
        rule["actions"]!["idp"]!["providers"]![0]!["id"]!.ToString().ShouldBe(idp);
        // And it goes, for others of this host sign in without it.
        var off = await browser.PressAsync(made, $"#deactivate-{rule["id"]}", ("do", "deactivate"));
        (await browser.PressAsync(off, $"#delete-{rule["id"]}", ("do", "delete"), ("typed", "The partner's people"))).TextOf("[role=status]").ShouldBe("Deleted.");
        await Org.Post($"/idps/{idp}/lifecycle/deactivate");
        await Org.Delete($"/idps/{idp}");
    }

    /// <summary>Issue 11: no rule twice. What stands and what is logged are the same but for ids, names and times.</summary>
    [Fact]
    public async Task Hooks_roles_sets_and_providers_by_form_and_by_the_api_are_the_same_and_leave_the_same_log()
    {
        using var browser = await Org.ConsoleAsync();
        var number = Secrets.Digits(8);
        var (api, form) = ($"By api {number}", $"By form {number}");
        const string uri = "https://hooks.example.com/same";
        const string channel = """{"type": "HTTP", "version": "1.0.0", "config": {"uri": "https://hooks.example.com/same"}}""";
        string Hook(string type) => $$"""{"name": "{{api}}", "events": {"type": "EVENT_TYPE", "items": ["{{type}}"]}, "channel": {{channel}} }""";
        string Asking(string headers) => $$"""
            {"name": "{{api}}", "type": "com.okta.oauth2.tokens.transform", "version": "1.0.0", "channel": {"type": "HTTP", "version": "1.0.0", "config": {"uri": "{{uri}}", "headers": [{{headers}}]} } }
            """;
        var hooks = await Same("/eventHooks", "/admin/hooks/events/new", Hook("user.lifecycle.create"), [("name", form), ("events.items", "user.lifecycle.create"), ("channel.config.uri", uri)]);
        await Again("/eventHooks", hooks, $"/admin/hooks/events/{hooks.Form}", "#hook-form", [("PUT", "", Hook("user.lifecycle.suspend"))], [("events.items", "user.lifecycle.suspend")]);
        var inline = await Same("/inlineHooks", "/admin/hooks/inline/new", Asking(""), [("name", form), ("type", "com.okta.oauth2.tokens.transform"), ("channel.config.uri", uri)]);
        await Again("/inlineHooks", inline, $"/admin/hooks/inline/{inline.Form}", "#hook-form", [("PUT", "", Asking("""{"key": "X-Turn", "value": "2"}"""))], [("channel.config.headers", "X-Turn: 2")]);

        var roles = await Same("/iam/roles", "/admin/administrators/roles/new", $$"""{"label": "{{api}}", "description": "Same", "permissions": ["okta.users.read"]}""",
            [("label", form), ("description", "Same"), ("permit.okta.users.read", "on")]);
        await Again("/iam/roles", roles, $"/admin/administrators/roles/{roles.Form}", "#role-form",
            [("PUT", "", $$"""{"label": "{{api}}", "description": "Other"}"""), ("POST", "/permissions/okta.groups.read", "{}"), ("DELETE", "/permissions/okta.users.read", "")],
            [("description", "Other"), ("permit.okta.groups.read", "on"), ("permit.okta.users.read", null)]);

        string Set(string description) => $$"""{"label": "{{api}}", "description": "{{description}}"}""";
        var sets = await Same("/iam/resource-sets", "/admin/administrators/sets/new", Set("Same").Replace("}", $$""", "resources": ["{{Org.Url}}/api/v1/groups"]}""", StringComparison.Ordinal),
            [("label", form), ("description", "Same"), ("all.GROUP", "on")]);
        await Again("/iam/resource-sets", sets, $"/admin/administrators/sets/{sets.Form}", "#set-form",
            [("PUT", "", Set("Other")), ("PATCH", "/resources", $$"""{"additions": ["{{Org.Url}}/api/v1/apps"]}""")], [("description", "Other"), ("all.APP", "on")]);

        var idps = await Same("/idps", "/admin/providers/new", Provider(api), [("type", "OIDC"), ("name", form), ("protocol.issuer.url", "https://partner.example.com"),
            ("protocol.credentials.client.client_id", "abc"), ("protocol.credentials.client.client_secret", "a-secret-of-the-partner"), ("policy.accountLink.action", "on"), ("policy.provisioning.action", "on")]);
        await Again("/idps", idps, $"/admin/providers/{idps.Form}", "#provider-form", [("PUT", "", Provider(api).Replace("\"abc\"", "\"other\"", StringComparison.Ordinal))],
            [("protocol.credentials.client.client_id", "other"), ("protocol.credentials.client.client_secret", "a-secret-of-the-partner")]);
        foreach (var what in (string[])["deactivate", "activate", "deactivate"])
        {
            (await Org.Post($"/idps/{idps.Api}/lifecycle/{what}")).ShouldSucceed();
            await browser.PostAsync("/admin/providers", ("form_token", (await browser.OpenAsync("/admin")).FormToken()), ("do", what), ("id", idps.Form));
        }
        await Alike("/idps", idps);
        await Org.Delete($"/idps/{idps.Api}");
        await browser.PressAsync(await browser.OpenAsync($"/admin/providers/{idps.Form}/delete"), "main form", ("typed", form));
        (await Org.LogOf(idps.Form)).ShouldBe(await Org.LogOf(idps.Api));

        async Task<(string Api, string Form)> Same(string path, string page, string body, (string, string)[] typed)
        {
            var byApi = (await Org.Post(path, Json(body))).ShouldSucceed().Id;
            var made = await browser.PostAsync(page, [("form_token", (await browser.OpenAsync(page)).FormToken()), .. typed]);
            made.TextOf("[role=status]").ShouldBe("Created.", made.Text);
            var all = JsonNode.Parse((await Org.Read(path)).Text)!;
            var list = all as JsonArray ?? (all["roles"] ?? all["resource-sets"])!.AsArray();
            var byForm = list.Single(one => (string?)(one!["name"] ?? one["label"]) == form)!["id"]!.ToString();
            await Alike(path, (byApi, byForm));
            return (byApi, byForm);
        }
        async Task Again(string path, (string Api, string Form) made, string page, string at, (string Method, string Path, string Body)[] calls, (string, string?)[] typed)
        {
            foreach (var (method, below, body) in calls)
            {
                var answer = await Org.As(Org.Api, new HttpMethod(method), $"{path}/{made.Api}{below}", body.Length > 2 ? Json(body) : null);
                ((int)answer.Status).ShouldBeLessThan(300, $"{method} {path}{below}: {answer.Text}");
            }
            var saved = await browser.PressAsync(await browser.OpenAsync(page), at, typed);
            saved.TextOf("[role=status]").ShouldBe("Saved.", saved.Text);
            await Alike(path, made);
        }
        async Task Alike(string path, (string Api, string Form) made)
        {
            (await Plain(path, made.Form)).ShouldBe((await Plain(path, made.Api)).Replace(api, form, StringComparison.Ordinal));
            (await Org.LogOf(made.Form)).ShouldBe(await Org.LogOf(made.Api), path);
            (await Org.LogOf(made.Form)).ShouldNotBeEmpty(path);
        }
        async Task<string> Plain(string path, string id)
        {
            var read = (await Org.Read($"{path}/{id}")).ShouldSucceed().Object;
            foreach (var gone in (string[])["id", "created", "lastUpdated", "createdBy", "_links"]) read.Remove(gone);
            var within = path == "/iam/resource-sets" ? (await Org.Read($"{path}/{id}/resources")).Object["resources"]!.AsArray().Select(one => one!["orn"]!.ToString())
                : path == "/iam/roles" ? (await Org.Read($"{path}/{id}/permissions")).Object["permissions"]!.AsArray().Select(one => one!["label"]!.ToString()) : [];
            return $"{read.ToJsonString()} {string.Join(' ', within.Order(StringComparer.Ordinal))}";
        }
    }

    [Fact]
    public async Task Brands_by_form_and_by_the_api_are_the_same_and_leave_the_same_log()
    {
        using var browser = await Org.ConsoleAsync();
        var number = Secrets.Digits(8);
        var (api, form) = ($"Quay {number}", $"Mole {number}");
        var byApi = (await Org.Post("/brands", Json($$"""{"name": "{{api}}"}"""))).ShouldBe(HttpStatusCode.Created).Id;
        (await browser.PressAsync(await browser.OpenAsync("/admin/brands"), "#add", ("name", form))).TextOf("h1").ShouldBe(form);
        var byForm = (await Org.Read("/brands?q=" + Uri.EscapeDataString(form))).Each("id").Single();
        await Alike();
        async Task Save(params (string, string?)[] typed) =>
            (await browser.PressAsync(await browser.OpenAsync($"/admin/brand?brand={byForm}"), "#look", typed)).TextOf("[role=status]").ShouldBe("Saved.");
        async Task Dress(string primary)
        {
            var path = $"/brands/{byApi}/themes/thd{byApi[3..]}";
            var theme = (await Org.Read(path)).ShouldSucceed().Object;
            foreach (var other in theme.Select(one => one.Key).Where(key => !key.EndsWith("Hex", StringComparison.Ordinal) && !key.EndsWith("Variant", StringComparison.Ordinal)).ToArray()) theme.Remove(other);
            theme.Remove("primaryColorContrastHex");
            theme["primaryColorHex"] = primary;
            (await Org.Put(path, theme)).ShouldSucceed();
        }
        (await Org.Put($"/brands/{byApi}", Json($$"""{"name": "{{api}}", "removePoweredByOkta": true}"""))).ShouldSucceed();
        await Save(("removePoweredByOkta", "on"));
        await Alike();
        await Dress("#0b6e4f");
        await Save(("primaryColorHex", "#0b6e4f"));
        await Alike();
        (await Org.Put($"/brands/{byApi}", Json($$"""{"name": "{{api}}", "removePoweredByOkta": false}"""))).ShouldSucceed();
        await Dress("#112233");
        await Save(("removePoweredByOkta", null), ("primaryColorHex", "#112233"));
        await Alike();
        (await Org.Put($"/brands/{byApi}", Json($$"""{"name": "{{api}}", "locale": "it"}"""))).ShouldSucceed();
        (await browser.PressAsync(await browser.OpenAsync($"/admin/brand/languages?brand={byForm}"), "#languages", ("locale", "it"))).TextOf("[role=status]").ShouldBe("Saved.");
        await Alike();

        // One name is one brand's, whoever asks.
        (await Org.Put($"/brands/{byApi}", Json($$"""{"name": "{{form}}"}"""))).Status.ShouldBe(HttpStatusCode.BadRequest);
        var taken = await browser.PressAsync(await browser.OpenAsync($"/admin/brand?brand={byForm}"), "#look", ("name", api));
        (taken.Status, taken.Document.GetElementById("name-wrong") is not null).ShouldBe((HttpStatusCode.BadRequest, true), taken.Text);

        (await Org.Delete($"/brands/{byApi}")).ShouldBe(HttpStatusCode.NoContent);
        await browser.PressAsync(await browser.OpenAsync($"/admin/brand/delete?brand={byForm}"), "#confirm", ("typed", form));
        (await Org.LogOf(byForm)).ShouldBe(await Org.LogOf(byApi));

        async Task Alike()
        {
            async Task<string> Plain(string id)
            {
                var (brand, theme) = ((await Org.Read($"/brands/{id}")).ShouldSucceed().Object, (await Org.Read($"/brands/{id}/themes/thd{id[3..]}")).ShouldSucceed().Object);
                foreach (var gone in (string[])["id", "_links", "_embedded"]) (brand.Remove(gone), theme.Remove(gone)).ToString();
                return brand.ToJsonString() + theme.ToJsonString();
            }
            (await Plain(byForm)).ShouldBe((await Plain(byApi)).Replace(api, form, StringComparison.Ordinal));
            (await Org.LogOf(byForm)).ShouldBe(await Org.LogOf(byApi));
        }
    }

    [Fact]
    public async Task Settings_by_form_and_by_the_api_are_the_same_and_leave_the_same_log()
    {
        using var browser = await Org.ConsoleAsync();
        var org = (await Org.Read("/org")).Id;
        async Task<TestPage> Press(string path, string form, params (string, string?)[] typed) => await browser.PressAsync(await browser.OpenAsync(path), form, typed);
        async Task<string> Settings() => (await Org.Read("/org/settings")).Text + (await Org.Read("/org/settings/clientRegistration")).Object["open"];
        var before = (await Org.Read("/org/settings")).Object;
        before.Remove("_links");
        var (person, other) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        (await Org.Put("/org/contacts/technical", new JsonObject { ["userId"] = person.Id })).ShouldSucceed();
        (await Press("/admin/settings", "#contacts-form", ("TECHNICAL", other.Login))).TextOf("[role=status]").ShouldBe("Saved.");
        (await Org.LogOf(other.Id!))[^1].ShouldBe((await Org.LogOf(person.Id!))[^1]);

        (await Org.Put("/org/settings", Json("""{"selfServiceAccountDeletion": true, "selfServiceProfileAttributes": ["firstName"]}"""))).ShouldSucceed();
        var (byApi, log) = (await Settings(), (await Org.LogOf(org))[^1]);
        (await Org.Put("/org/settings", before.DeepClone().AsObject())).ShouldSucceed();
        var page = await browser.OpenAsync("/admin/settings/preferences");
        (string, string?)[] unticked = [.. page.Document.QuerySelectorAll("input[name^='selfServiceProfileAttributes.']").Select(box => box.GetAttribute("name")!)
            .Where(name => !name.EndsWith(".firstName", StringComparison.Ordinal)).Select(name => (name, (string?)null))];
        (await browser.PressAsync(page, "#preferences-form", [.. unticked, ("selfServiceAccountDeletion", "on"), ("selfServiceProfileAttributes.firstName", "on")])).TextOf("[role=status]").ShouldBe("Saved.");
        (await Settings()).ShouldBe(byApi);
        Whoever((await Org.LogOf(org))[^1]).ShouldBe(Whoever(log));
        (await Org.Put("/org/settings", before)).ShouldSucceed();
        static string Whoever(string line) => line[..line.IndexOf(" by ", StringComparison.Ordinal)] + line[line.IndexOf(" on ", StringComparison.Ordinal)..];
    }
}
