using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Security &gt; API &gt; Access Policies: which apps get which tokens for whom, by form, with the rules of the management API; and what goes for good. Contract §3.4 and §8.6.</summary>
public sealed class ConsoleAccessPoliciesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly string[] Grants = ["authorization_code", "client_credentials"];

    private static string Fresh(string name) => $"{name} {Secrets.Digits(10)}";

    private static async Task<TestPage> Press(TestBrowser browser, string path, string form, params (string, string?)[] typed) =>
        await browser.PressAsync(await browser.OpenAsync(path), form, typed);

    private static async Task<TestPage> Do(TestBrowser browser, string path, string what, string id) =>
        await browser.PostAsync(path, ("form_token", (await browser.OpenAsync("/admin")).FormToken()), ("do", what), ("id", id));

    private async Task<string> Server() =>
        (await Org.Post("/authorizationServers", new JsonObject { ["name"] = Fresh("Orders"), ["description"] = "", ["audiences"] = new JsonArray("api://orders") })).ShouldBe(HttpStatusCode.Created).Id;

    private async Task<string> IdOf(string path, string name) => (await Org.Read(path)).List.Single(one => one!["name"]!.ToString() == name)!["id"]!.ToString();

    private async Task<string> Row(string select, string id) => (await Org.Services.GetRequiredService<Database>().One<string>(select + " where id = @id", new { id }, default)).ShouldNotBeNull();

    private async Task<string[]> Log(string id, params string[] others) =>
        [.. (await Org.LogOf(id)).Select(line => others.Aggregate(line, (text, other) => text.Replace(other, "other", StringComparison.Ordinal)))];

    private static (string, string?)[] OnlyGrants(TestPage page, params string[] wanted) =>
        [.. page.Document.QuerySelectorAll("input[name^='conditions.grantTypes.include.']").Select(box => box.GetAttribute("name")!)
            .Select(name => (name, wanted.Any(grant => name.EndsWith("." + grant, StringComparison.Ordinal)) ? "on" : null))];

    /// <summary>Issue 11: no rule twice. The rows and the lines of the log are the same but for ids and times.</summary>
    [Fact]
    public async Task Access_policies_and_their_rules_by_form_and_by_the_api_leave_the_same_rows_and_the_same_log()
    {
        using var browser = await Org.ConsoleAsync();
        var (byApi, byForm) = (await Server(), await Server());
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed().Id;
        var person = await Org.CreatePersonAsync();
        var groupName = Fresh("Group");
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = groupName } })).ShouldSucceed().Id;

        var path = $"/authorizationServers/{byApi}/policies";
        JsonObject Policy(string name, string description, int? priority, params string[] clients)
        {
            var body = new JsonObject { ["type"] = "OAUTH_AUTHORIZATION_POLICY", ["name"] = name, ["description"] = description, ["conditions"] = new JsonObject { ["clients"] = new JsonObject { ["include"] = new JsonArray([.. clients.Select(client => (JsonNode)client)]) } } };
            if (priority is { } place) body["priority"] = place;
            return body;
        }
        JsonObject Rule(string name, int access, int? priority = null)
        {
            var body = new JsonObject
            {
                ["type"] = "RESOURCE_ACCESS", ["name"] = name,
                ["conditions"] = new JsonObject
                {
                    ["people"] = new JsonObject { ["users"] = new JsonObject { ["include"] = new JsonArray(), ["exclude"] = new JsonArray(person.Id) }, ["groups"] = new JsonObject { ["include"] = new JsonArray(group) } },
                    ["grantTypes"] = new JsonObject { ["include"] = new JsonArray([.. Grants.Select(grant => (JsonNode)grant)]) },
                    ["scopes"] = new JsonObject { ["include"] = new JsonArray("openid", "email") },
                },
                ["actions"] = new JsonObject { ["token"] = new JsonObject { ["accessTokenLifetimeMinutes"] = access, ["refreshTokenLifetimeMinutes"] = 0, ["refreshTokenWindowMinutes"] = 10080 } },
            };
            if (priority is { } place) body["priority"] = place;
            return body;
        }
        var firstByApi = (await Org.Post(path, Policy("First", "For the shop", null, app))).ShouldBe(HttpStatusCode.Created).Id;
        var secondByApi = (await Org.Post(path, Policy("Second", "For all", null, "ALL_CLIENTS"))).ShouldBe(HttpStatusCode.Created).Id;
        (await Org.Put($"{path}/{secondByApi}", Policy("Second", "For everybody", null, "ALL_CLIENTS"))).ShouldSucceed();
        (await Org.Put($"{path}/{secondByApi}", Policy("Second", "For everybody", 1, "ALL_CLIENTS"))).ShouldSucceed();
        foreach (var what in new[] { "deactivate", "activate" }) (await Org.Post($"{path}/{firstByApi}/lifecycle/{what}")).Status.ShouldBe(HttpStatusCode.NoContent);
        var oneByApi = (await Org.Post($"{path}/{firstByApi}/rules", Rule("One", 30))).ShouldBe(HttpStatusCode.Created).Id;
        var twoByApi = (await Org.Post($"{path}/{firstByApi}/rules", Rule("Two", 30))).ShouldBe(HttpStatusCode.Created).Id;
        (await Org.Put($"{path}/{firstByApi}/rules/{oneByApi}", Rule("One", 45))).ShouldSucceed();
        (await Org.Put($"{path}/{firstByApi}/rules/{twoByApi}", Rule("Two", 30, 1))).ShouldSucceed();
        foreach (var what in new[] { "deactivate", "activate" }) (await Org.Post($"{path}/{firstByApi}/rules/{oneByApi}/lifecycle/{what}")).Status.ShouldBe(HttpStatusCode.NoContent);

        var here = $"/admin/api/servers/{byForm}/policies";
        (await Press(browser, here + "/new", "#policy-form", ("name", "First"), ("description", "For the shop"), ("for", "these"), ("conditions.clients.include", app))).TextOf("[role=status]").ShouldBe("Created.");
        (await Press(browser, here + "/new", "#policy-form", ("name", "Second"), ("description", "For all"))).TextOf("[role=status]").ShouldBe("Created.");
        var ofForm = $"/authorizationServers/{byForm}/policies";
        var (firstByForm, secondByForm) = (await IdOf(ofForm, "First"), await IdOf(ofForm, "Second"));
        (await Press(browser, $"{here}/{secondByForm}/edit", "#policy-form", ("description", "For everybody"))).TextOf("[role=status]").ShouldBe("Saved.");
        foreach (var (what, id) in new[] { ("up", secondByForm), ("deactivate", firstByForm), ("activate", firstByForm) }) (await Do(browser, here, what, id)).Status.ShouldBe(HttpStatusCode.OK);
        async Task<string> Made(string name)
        {
            var page = await browser.OpenAsync($"{here}/{firstByForm}/rules/new");
            (await browser.PressAsync(page, "#rule-form", [("name", name), ("whom", "these"), ("conditions.people.groups.include", groupName), ("conditions.people.users.exclude", person.Login), ("which", "these"), ("conditions.scopes.include", "openid\nemail"), ("accessTokenLifetimeMinutes", "30"), .. OnlyGrants(page, Grants)])).TextOf("[role=status]").ShouldBe("Created.");
            return await IdOf($"{ofForm}/{firstByForm}/rules", name);
        }
        var (oneByForm, twoByForm) = (await Made("One"), await Made("Two"));
        (await Press(browser, $"{here}/{firstByForm}/rules/{oneByForm}", "#rule-form", ("accessTokenLifetimeMinutes", "45"))).TextOf("[role=status]").ShouldBe("Saved.");
        foreach (var (what, id) in new[] { ("up", twoByForm), ("deactivate", oneByForm), ("activate", oneByForm) }) (await Do(browser, $"{here}/{firstByForm}", what, id)).Status.ShouldBe(HttpStatusCode.OK);

        string[] ids = [byApi, byForm, firstByApi, firstByForm, secondByApi, secondByForm, oneByApi, oneByForm, twoByApi, twoByForm];
        string Without(string text) => ids.Aggregate(text, (rest, id) => rest.Replace(id, "id", StringComparison.Ordinal));
        foreach (var (form, api) in new[] { (firstByForm, firstByApi), (secondByForm, secondByApi) })
        {
            Without(await Row("select priority || status || document from access_policies", form)).ShouldBe(Without(await Row("select priority || status || document from access_policies", api)));
            (await Log(form, ids)).ShouldBe(await Log(api, ids));
        }
        foreach (var (form, api) in new[] { (oneByForm, oneByApi), (twoByForm, twoByApi) })
        {
            Without(await Row("select priority || status || document from access_policy_rules", form)).ShouldBe(Without(await Row("select priority || status || document from access_policy_rules", api)));
            (await Log(form, ids)).ShouldBe(await Log(api, ids));
        }
    }

    [Fact]                                                             // issue 11: two at once
    public async Task The_second_to_save_is_shown_what_changed_and_loses_nothing()
    {
        using var browser = await Org.ConsoleAsync();
        var server = await Server();
        var here = $"/admin/api/servers/{server}/policies";
        await Press(browser, here + "/new", "#policy-form", ("name", "Contested"));
        var policy = await IdOf($"/authorizationServers/{server}/policies", "Contested");
        await Press(browser, $"{here}/{policy}/rules/new", "#rule-form", ("name", "Rule"));
        var rule = await IdOf($"/authorizationServers/{server}/policies/{policy}/rules", "Rule");
        foreach (var (path, form, field, values) in new[]
        {
            ($"{here}/{policy}/edit", "#policy-form", "description", new[] { "a", "b", "c", "d" }),
            ($"{here}/{policy}/rules/{rule}", "#rule-form", "accessTokenLifetimeMinutes", ["11", "12", "13", "14"]),
        })
        {
            var open = await browser.OpenAsync(path);
            var saved = await Task.WhenAll(values.Select(value => browser.PressAsync(open, form, (field, value))));
            saved.Count(page => page.Status == HttpStatusCode.OK).ShouldBe(1, path);
            var late = saved.First(page => page.Status == HttpStatusCode.Conflict);
            late.Document.GetElementById(field + "-theirs").ShouldNotBeNull(path);
            (await browser.PressAsync(late, form)).TextOf("[role=status]").ShouldBe("Saved.", path);
        }
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_the_last_place_is_the_last()
    {
        using var browser = await Org.ConsoleAsync();
        var server = await Server();
        var here = $"/admin/api/servers/{server}/policies";
        (await browser.OpenAsync(here)).TextOf(".empty h2").ShouldBe("No access policy");
        var none = await Press(browser, here + "/new", "#policy-form", ("name", "For nobody"), ("for", "these"));
        none.Status.ShouldBe(HttpStatusCode.BadRequest);
        none.Document.GetElementById("conditions.clients.include-wrong").ShouldNotBeNull();
        await Press(browser, here + "/new", "#policy-form", ("name", "Only one"));
        var policy = await IdOf($"/authorizationServers/{server}/policies", "Only one");
        foreach (var (field, value) in new[] { ("conditions.people.groups.include", "No such group"), ("accessTokenLifetimeMinutes", "4"), ("accessTokenLifetimeMinutes", "soon") })
            (await Press(browser, $"{here}/{policy}/rules/new", "#rule-form", ("name", "Rule"), (field, value))).Document.GetElementById(field + "-wrong").ShouldNotBeNull(field);
        (await Press(browser, $"{here}/{policy}/rules/new", "#rule-form", ("name", "Rule"), ("which", "these"), ("conditions.scopes.include", "nothing"))).Document.GetElementById("conditions.scopes.include-wrong").ShouldNotBeNull();
        foreach (var way in new[] { "up", "down" }) (await Do(browser, here, way, policy)).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.Read($"/authorizationServers/{server}/policies")).List.Single()!["priority"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]                                                           // issue 11: typed confirmation where nothing brings it back
    [InlineData("scopes", "orders.read")]
    [InlineData("claims", "orders")]
    [InlineData("policies", "Shop")]
    public async Task What_cannot_be_brought_back_goes_once_its_name_is_typed(string kind, string name)
    {
        using var browser = await Org.ConsoleAsync();
        var server = await Server();
        var here = $"/admin/api/servers/{server}/{kind}";
        if (kind == "claims") await Press(browser, here + "/new", "#claim-form", ("name", name), ("value", "user.login"), ("do", ""));
        else await Press(browser, here + "/new", kind == "scopes" ? "#scope-form" : "#policy-form", ("name", name));
        var id = await IdOf($"/authorizationServers/{server}/{kind}", name);
        (await Press(browser, $"{here}/{id}/delete", "#confirm", ("typed", name + "x"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.Read($"/authorizationServers/{server}/{kind}/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await Press(browser, $"{here}/{id}/delete", "#confirm", ("typed", name))).TextOf("[role=status]").ShouldBe("Deleted.");
        (await Org.Read($"/authorizationServers/{server}/{kind}/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]                                                             // OWASP ASVS 5.3: names as an attacker chooses them
    public async Task Hostile_names_stay_text_on_every_page()
    {
        using var browser = await Org.ConsoleAsync();
        async Task<IReadOnlyList<string>> Pages(string name)
        {
            var server = await Server();
            var here = $"/admin/api/servers/{server}/policies";
            (await Press(browser, here + "/new", "#policy-form", ("name", name), ("description", name))).Status.ShouldBe(HttpStatusCode.OK);
            var policy = (await Org.Read($"/authorizationServers/{server}/policies")).List.Single()!["id"]!.ToString();
            (await Press(browser, $"{here}/{policy}/rules/new", "#rule-form", ("name", name))).Status.ShouldBe(HttpStatusCode.OK);
            var rule = (await Org.Read($"/authorizationServers/{server}/policies/{policy}/rules")).List.Single()!["id"]!.ToString();
            return [here, $"{here}/{policy}/edit", $"{here}/{policy}/delete", $"{here}/{policy}/rules/new", $"{here}/{policy}/rules/{rule}"];
        }
        var plain = await Pages("Plain");
        foreach (var name in HostileNames.All.Where(name => !name.Any(char.IsControl)))
        {
            var hostile = await Pages(name);
            for (var i = 0; i < plain.Count; i++)
                (await browser.OpenAsync(hostile[i])).Shape().ShouldBe((await browser.OpenAsync(plain[i])).Shape(), $"{hostile[i]} with {name}");
        }
    }

    [Fact]
    public async Task A_question_about_policies_that_is_sent_becomes_the_link_that_it_is()
    {
        using var browser = await Org.ConsoleAsync();
        var asked = await browser.PostAsync("/admin/policies/simulate", ("form_token", (await browser.OpenAsync("/admin")).FormToken()), ("client", "none"), ("person", "somebody@example.com"));
        asked.Url.PathAndQuery.ShouldBe("/admin/policies/simulate?client=none&person=somebody@example.com");
        asked.TextOf("h1").ShouldBe("What would happen?");
    }
}
