using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Applications: Sign On and Try it; Directory &gt; Groups &gt; Rules. Contract §3.3 and §8.6.</summary>
public sealed class ConsoleTryTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static async Task<TestPage> Press(TestBrowser browser, string path, string form, params (string, string?)[] typed) =>
        await browser.PressAsync(await browser.OpenAsync(path), form, typed);

    [Fact]                                                             // RFC 6749 §4.1, RFC 7636: the real flow, by hand
    public async Task A_flow_is_tried_step_by_step_and_its_tokens_are_read()
    {
        using var browser = await Org.ConsoleAsync();
        var app = Org.NativeApp;
        var page = await browser.OpenAsync($"/admin/apps/{app.ClientId}/try");
        page = await browser.PressAsync(page, "#ask", ("scope", "openid"), ("redirect_uri", app.RedirectUri));
        var request = page.AttributeOf("#open", "href").ShouldNotBeNull();
        using var person = Org.Browser();
        var end = await person.SignInAsync(request, Org.Person);
        var answer = end.LeadsTo.ShouldNotBeNull();
        (await browser.PressAsync(page, "#take", ("answer", answer.Replace("state=", "state=x", StringComparison.Ordinal)))).Document.GetElementById("answer-wrong").ShouldNotBeNull();
        (await browser.PressAsync(page, "#take", ("answer", "https://example.com/"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        page = await browser.PressAsync(page, "#take", ("answer", answer));
        page.TextOf("#step-3").ShouldBe("3. Redeem the code");
        var tokens = await browser.PressAsync(page, "#redeem");
        JsonNode.Parse(tokens.Text)!["id_token"].ShouldNotBeNull(tokens.Text);
        var read = await browser.PressAsync(page, "#decode", ("tokens", tokens.Text));
        read.Text.ShouldContain("&quot;aud&quot;: &quot;" + app.ClientId);
        (await browser.PressAsync(page, "#decode", ("tokens", "nothing"))).Document.GetElementById("tokens-wrong").ShouldNotBeNull();
        var state = page.AttributeOf("#take input[name=state]", "value");
        (await browser.PressAsync(page, "#take", ("answer", $"https://x.example/?error=access_denied&error_description=%3Cb%3Eno&state={state}"))).TextOf("#answer-wrong")!.ShouldContain("access_denied: <b>no");
    }

    [Fact]
    public async Task A_service_has_nobody_who_signs_in_and_an_apps_policies_are_named()
    {
        using var browser = await Org.ConsoleAsync();
        var service = (await Org.Post("/apps", ApiCalls.NewApp("service"))).ShouldSucceed().Id;
        (await browser.OpenAsync($"/admin/apps/{service}/try")).Shows("#ask").ShouldBeFalse();
        var page = await browser.OpenAsync($"/admin/apps/{service}/signon");
        page.Document.QuerySelectorAll("dl.rows a").Length.ShouldBe(2);
        (await browser.OpenAsync(page.AttributeOf("dl.rows a", "href").ShouldNotBeNull())).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.OpenAsync("/admin/apps/nothing/signon")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Issue 11: no rule twice. The rows and the lines of the log are the same but for names, ids and times.</summary>
    [Fact]
    public async Task Group_rules_by_form_and_by_the_api_leave_the_same_rows_and_the_same_log()
    {
        using var browser = await Org.ConsoleAsync();
        var person = await Org.CreatePersonAsync();
        var name = $"Rule {Secrets.Digits(8)}";
        var groupName = $"Group {Secrets.Digits(8)}";
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = groupName } })).ShouldSucceed().Id;
        JsonObject Rule(string expression) => new()
        {
            ["type"] = "group_rule", ["name"] = name + "a",
            ["conditions"] = new JsonObject { ["people"] = new JsonObject { ["users"] = new JsonObject { ["exclude"] = new JsonArray(person.Id) } }, ["expression"] = new JsonObject { ["type"] = "urn:okta:expression:1.0", ["value"] = expression } },
            ["actions"] = new JsonObject { ["assignUserToGroups"] = new JsonObject { ["groupIds"] = new JsonArray(group) } },
        };
        var byApi = (await Org.Post("/groups/rules", Rule("user.department == \"A\""))).ShouldSucceed().Id;
        (await Org.Put($"/groups/rules/{byApi}", Rule("user.department == \"B\""))).ShouldSucceed();
        foreach (var what in new[] { "activate", "deactivate" }) (await Org.Post($"/groups/rules/{byApi}/lifecycle/{what}")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await Press(browser, "/admin/groups/rules/new", "#rule-form", ("name", name), ("expression", "user.department == \"A\""), ("groupIds", groupName), ("exclude", person.Login))).TextOf("[role=status]").ShouldBe("Created.");
        var byForm = (await Org.Read("/groups/rules?limit=200")).List.Single(rule => rule!["name"]!.ToString() == name)!["id"]!.ToString();
        (await Press(browser, $"/admin/groups/rules/{byForm}", "#rule-form", ("expression", "user.department == \"B\""))).TextOf("[role=status]").ShouldBe("Saved.");
        (await Press(browser, "/admin/groups/rules", $"#activate-{byForm}", ("do", "activate"))).TextOf("[role=status]").ShouldBe("Activated.");
        (await browser.PostAsync($"/admin/groups/rules/{byForm}", ("form_token", (await browser.OpenAsync("/admin")).FormToken()), ("name", name), ("expression", "true"), ("groupIds", groupName))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Press(browser, "/admin/groups/rules", $"#deactivate-{byForm}", ("do", "deactivate"))).TextOf("[role=status]").ShouldBe("Deactivated.");

        var db = Org.Services.GetRequiredService<Database>();
        async Task<string> Row(string id) => (await db.One<string>("select status || expression || group_ids || excluded || run from group_rules where id = @id", new { id }, default)).ShouldNotBeNull();
        (await Row(byForm)).ShouldBe(await Row(byApi));
        (await Org.LogOf(byForm)).ShouldBe(await Org.LogOf(byApi));

        (await Press(browser, $"/admin/groups/rules/{byForm}", "#rule-form", ("expression", "user.nothing"))).Document.GetElementById("expression-wrong").ShouldNotBeNull();
        (await Press(browser, $"/admin/groups/rules/{byForm}", "#rule-form", ("groupIds", "No such group"))).Document.GetElementById("groupIds-wrong").ShouldNotBeNull();
        var open = await browser.OpenAsync($"/admin/groups/rules/{byForm}");
        var saved = await Task.WhenAll(new[] { "A", "C", "D" }.Select(department => browser.PressAsync(open, "#rule-form", ("expression", $"user.department == \"{department}\""))));
        saved.Count(page => page.Status == HttpStatusCode.OK).ShouldBe(1);
        (await Press(browser, $"/admin/groups/rules/{byForm}/delete", "#confirm", ("typed", name))).TextOf("[role=status]").ShouldBe("Deleted.");
        (await Org.Read($"/groups/rules/{byForm}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]                                                             // OWASP ASVS 5.3: names as an attacker chooses them
    public async Task Hostile_names_stay_text_on_every_page()
    {
        using var browser = await Org.ConsoleAsync();
        var group = $"Group {Secrets.Digits(8)}";
        (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = group } })).ShouldSucceed();
        async Task<IReadOnlyList<string>> Pages(string name)
        {
            var rule = $"{name}{Secrets.Digits(6)}";
            (await Press(browser, "/admin/groups/rules/new", "#rule-form", ("name", rule), ("expression", "user.department == \"A\""), ("groupIds", group))).Status.ShouldBe(HttpStatusCode.OK);
            var id = (await Org.Read("/groups/rules?limit=200")).List.Single(one => one!["name"]!.ToString() == rule.Trim())!["id"]!.ToString();
            var body = ApiCalls.NewApp("web");
            body["label"] = rule;
            var app = (await Org.Post("/apps", body)).ShouldSucceed().Id;
            return [$"/admin/groups/rules/{id}", $"/admin/groups/rules/{id}/delete", $"/admin/apps/{app}/try", $"/admin/apps/{app}/signon"];
        }
        var plain = await Pages("Plain");
        foreach (var name in HostileNames.All.Where(name => !name.Any(char.IsControl) && name.Trim().Length < 40))
        {
            var hostile = await Pages(name);
            for (var i = 0; i < plain.Count; i++)
                (await browser.OpenAsync(hostile[i])).Shape().ShouldBe((await browser.OpenAsync(plain[i])).Shape(), $"{hostile[i]} with {name}");
        }
        (await browser.OpenAsync("/admin/groups/rules")).Document.QuerySelectorAll("script:not([src]), img, iframe, object, embed").Length.ShouldBe(0);
    }

    [Fact]                                                             // issue 11: Android package and certificate digests, Apple team and bundle id
    public async Task Programs_on_phones_are_named_and_the_files_that_name_them_are_looked_at()
    {
        using var browser = await Org.ConsoleAsync();
        var app = (await Org.Post("/apps", ApiCalls.NewApp("native"))).ShouldSucceed().Id;
        var print = string.Concat(Enumerable.Repeat("AB", 32));
        var here = $"/admin/apps/{app}";
        var saved = await Press(browser, here + "?edit=mobile", "#mobile-form", ("android", $"com.example.shop {print}"), ("apple", "ABCDE12345.com.example.shop"));
        saved.TextOf("[role=status]").ShouldBe("Saved.");
        saved.Document.QuerySelectorAll("#mobile .badge.good").Length.ShouldBe(2);
        (await Org.Visit("/.well-known/assetlinks.json")).Text.ShouldContain("com.example.shop");
        (await Org.Read($"/apps/{app}")).Object["settings"]!["mobile"]!["apple"]![0]!["teamId"]!.ToString().ShouldBe("ABCDE12345");
        // And as a phone asks for them, through whatever stands before the server.
        (await browser.OpenAsync(here + "?outside=1")).Document.QuerySelectorAll("#mobile .badge.good").Length.ShouldBe(2);
        (await Press(browser, here + "?edit=mobile", "#mobile-form", ("android", "no package"))).TextOf("#problems")!.ShouldContain("packageName");
        (await Press(browser, here + "?edit=mobile", "#mobile-form", ("android", ""), ("apple", ""))).TextOf("[role=status]").ShouldBe("Saved.");
        (await Org.Visit("/.well-known/assetlinks.json")).Text.ShouldNotContain("com.example.shop");
    }
}
