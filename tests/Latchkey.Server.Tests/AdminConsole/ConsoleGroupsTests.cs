using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Directory &gt; Groups: made, changed, filled and taken away by form, with the rules of the management API. Contract §3.3 and §8.6.</summary>
public sealed class ConsoleGroupsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static string IdOf(TestPage page) => page.Url.AbsolutePath.Split('/')[3];

    private static string Fresh(string name) => $"{name} {Secrets.Digits(10)}";

    private async Task<TestPage> Create(TestBrowser browser, string name, string? description = null)
    {
        var made = await browser.PressAsync(await browser.OpenAsync("/admin/groups/new"), "#create", ("name", name), ("description", description));
        made.Url.PathAndQuery.ShouldEndWith("?done=created", customMessage: made.Text);
        return made;
    }

    private static async Task<TestPage> Do(TestBrowser browser, string path, string what, string whom) =>
        await browser.PostAsync(path, ("form_token", (await browser.OpenAsync(path)).FormToken()), ("do", what), ("id", whom));

    [Fact]
    public async Task A_group_is_made_filled_renamed_and_deleted()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var person = await Org.CreatePersonAsync($"zelda-{Secrets.Digits(10)}@example.com");
        var name = Fresh("Night shift");
        var made = await Create(browser, name, "Those who watch over it\nwhile others sleep");
        made.TextOf("[role=status]").ShouldBe("Created.");
        made.TextOf("h1").ShouldBe(name);
        made.Text.ShouldContain("Nobody is in this group yet");
        var id = IdOf(made);

        var found = await browser.OpenAsync($"/admin/groups/{id}?q={person.Login[..9]}");
        var filled = await browser.PressAsync(found, $"#add-{person.Id}", ("do", "add"));
        filled.TextOf("[role=status]").ShouldBe("Added.");
        (await Org.AllPages($"/groups/{id}/users")).ShouldBe([person.Id!]);
        (await browser.OpenAsync($"/admin/groups/{id}?q={person.Login[..9]}")).TextOf("td .badge.good").ShouldBe("In the group");
        (await browser.PressAsync(filled, $"#remove-{person.Id}", ("do", "remove"))).TextOf("[role=status]").ShouldBe("Removed.");
        (await Org.AllPages($"/groups/{id}/users")).ShouldBeEmpty();

        var renamed = await browser.PressAsync(await browser.OpenAsync($"/admin/groups/{id}/settings?edit=about"), "#about-form", ("name", name + "!"));
        renamed.TextOf("[role=status]").ShouldBe("Saved.");
        (await Org.Read($"/groups/{id}"))["profile.name"].ShouldBe(name + "!");
        (await Org.Read($"/groups/{id}"))["profile.description"].ShouldBe("Those who watch over it\nwhile others sleep");

        (await browser.PressAsync(await browser.OpenAsync($"/admin/groups/{id}/delete"), "#confirm", ("typed", name))).Status.ShouldBe(HttpStatusCode.BadRequest);
        var deleted = await browser.PressAsync(await browser.OpenAsync($"/admin/groups/{id}/delete"), "#confirm", ("typed", name + "!"));
        deleted.Url.PathAndQuery.ShouldBe("/admin/groups?done=deleted");
        (await browser.OpenAsync($"/admin/groups/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_app_assigned_to_a_group_is_its_peoples()
    {
        using var browser = await Org.ConsoleAsync();
        var person = await Org.CreatePersonAsync();
        var label = Fresh("Roster");
        var app = (await Org.Post("/apps", ApiCalls.NewApp("native", label: label))).ShouldSucceed().Id;
        var id = IdOf(await Create(browser, Fresh("Day shift")));
        await Do(browser, $"/admin/groups/{id}", "add", person.Id!);
        var found = await browser.OpenAsync($"/admin/groups/{id}/apps?q={Uri.EscapeDataString(label)}");
        var assigned = await browser.PressAsync(found, $"#assign-{app}", ("do", "assign"));
        assigned.TextOf("[role=status]").ShouldBe("Assigned.");
        (await Org.AllPages($"/apps/{app}/groups")).ShouldBe([id]);
        (await Org.AllPages($"/apps?filter={Uri.EscapeDataString($"user.id eq \"{person.Id}\"")}&limit=200")).ShouldContain(app);
        (await browser.PressAsync(assigned, $"#unassign-{app}", ("do", "unassign"))).TextOf("[role=status]").ShouldBe("No longer assigned.");
        (await Org.AllPages($"/apps/{app}/groups")).ShouldBeEmpty();
    }

    /// <summary>Issue 11: no rule twice. The rows and the lines of the log are the same but for ids and times.</summary>
    [Fact]
    public async Task A_change_by_form_and_by_the_api_leaves_the_same_rows_and_the_same_log()
    {
        using var browser = await Org.ConsoleAsync();
        var person = await Org.CreatePersonAsync();
        var app = (await Org.Post("/apps", ApiCalls.NewApp("native"))).ShouldSucceed().Id;
        JsonObject Body(string name) => new() { ["profile"] = new JsonObject { ["name"] = name, ["description"] = "The same" } };

        var byApi = (await Org.Post("/groups", Body(Fresh("Same")))).ShouldSucceed().Id;
        (await Org.Put($"/groups/{byApi}", Body("Same by api"))).ShouldSucceed();
        (await Org.Put($"/groups/{byApi}/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Put($"/apps/{app}/groups/{byApi}")).ShouldSucceed();
        (await Org.Delete($"/apps/{app}/groups/{byApi}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/groups/{byApi}/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);

        var byForm = IdOf(await Create(browser, Fresh("Same"), "The same"));
        await browser.PressAsync(await browser.OpenAsync($"/admin/groups/{byForm}/settings?edit=about"), "#about-form", ("name", "Same by form"));
        await Do(browser, $"/admin/groups/{byForm}", "add", person.Id!);
        await Do(browser, $"/admin/groups/{byForm}/apps", "assign", app);
        await Do(browser, $"/admin/groups/{byForm}/apps", "unassign", app);
        await Do(browser, $"/admin/groups/{byForm}", "remove", person.Id!);

        (await Row(byForm)).ShouldBe((await Row(byApi)).Replace("api", "form", StringComparison.Ordinal));
        (await Org.Delete($"/groups/{byApi}")).ShouldBe(HttpStatusCode.NoContent);
        await browser.PressAsync(await browser.OpenAsync($"/admin/groups/{byForm}/delete"), "#confirm", ("typed", "Same by form"));
        (await Org.LogOf(byForm)).ShouldBe(await Org.LogOf(byApi));
        (await Org.LogOf(byForm)).Length.ShouldBe(7);
    }

    private async Task<string> Row(string id) => (await Org.Services.GetRequiredService<Database>().One<string>("select type || ' ' || name || ' ' || name_key || ' ' || description from groups where id = @id", new { id }, default)).ShouldNotBeNull();

    [Fact]                                                             // issue 11: two at once
    public async Task The_second_to_save_is_shown_what_changed_and_loses_nothing()
    {
        using var browser = await Org.ConsoleAsync();
        var name = Fresh("Contested");
        var id = IdOf(await Create(browser, name));
        var form = await browser.OpenAsync($"/admin/groups/{id}/settings?edit=about");
        var saved = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => browser.PressAsync(form, "#about-form", ("name", $"{name} {number}"))));
        saved.Count(page => page.Status == HttpStatusCode.OK).ShouldBe(1);
        var late = saved.First(page => page.Status == HttpStatusCode.Conflict);
        late.TextOf("#overtaken").ShouldNotBeNull();
        late.TextOf("#name-theirs").ShouldBe((await Org.Read($"/groups/{id}"))["profile.name"]);
        (await browser.PressAsync(late, "#about-form")).TextOf("[role=status]").ShouldBe("Saved.");
        (await Org.Read($"/groups/{id}"))["profile.name"].ShouldBe(late.AttributeOf("#name", "value"));
    }

    [Theory]
    [InlineData("", "must have between 1 and 255 characters")]
    [InlineData("everyone", "already exists")]
    public async Task What_breaks_a_rule_stands_beside_its_field(string name, string reason)
    {
        using var browser = await Org.ConsoleAsync();
        var page = await browser.PressAsync(await browser.OpenAsync("/admin/groups/new"), "#create", ("name", name), ("description", "Kept"));
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.TextOf("#name-wrong")!.ShouldContain(reason);
        page.TextOf("#description").ShouldBe("Kept");
    }

    [Fact]                                                             // contract §3.3: Everyone stays as it is
    public async Task Everyone_is_looked_at_and_not_changed()
    {
        using var browser = await Org.ConsoleAsync();
        var person = await Org.CreatePersonAsync();
        var everyone = (await Org.Read("/groups?q=Everyone")).Each("id")[0];
        (await browser.OpenAsync($"/admin/groups/{everyone}")).Text.ShouldContain("Everyone in your organization is in this group by themselves.");
        (await Do(browser, $"/admin/groups/{everyone}", "remove", person.Id!)).Text.ShouldContain("is built in and cannot be changed");
        var settings = await browser.OpenAsync($"/admin/groups/{everyone}/settings?edit=about");
        settings.Shows("#about-form").ShouldBeFalse();
        (await browser.PostAsync($"/admin/groups/{everyone}/settings", ("form_token", settings.FormToken()), ("name", "Nobody"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.PostAsync($"/admin/groups/{everyone}/delete", ("form_token", settings.FormToken()), ("typed", "Everyone"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.Read($"/groups/{everyone}"))["profile.name"].ShouldBe("Everyone");
    }

    [Fact]
    public async Task The_list_is_searched_counted_and_paged()
    {
        using var browser = await Org.ConsoleAsync();
        var prefix = Fresh("Zz");
        for (var number = 0; number < 27; number++)
            (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"{prefix} {number:00}" } })).ShouldSucceed();
        var first = await browser.OpenAsync($"/admin/groups?q={Uri.EscapeDataString(prefix)}");
        first.Names().ShouldBe([.. Enumerable.Range(0, 25).Select(number => $"{prefix} {number:00}")]);
        var second = await browser.OpenAsync(first.AttributeOf("#next", "href")!);
        second.Names().ShouldBe([$"{prefix} 25", $"{prefix} 26"]);
        (await browser.OpenAsync("/admin/groups?q=nothing-is-called-so")).Text.ShouldContain("Nothing found");
        (await browser.OpenAsync("/admin/groups?after=nowhere&q=%25")).Status.ShouldBe(HttpStatusCode.OK);
        var person = await Org.CreatePersonAsync();
        await Do(browser, $"/admin/groups/{(await Org.Read($"/groups?q={Uri.EscapeDataString(prefix + " 00")}")).Each("id")[0]}", "add", person.Id!);
        (await browser.OpenAsync($"/admin/groups?q={Uri.EscapeDataString(prefix)}")).Document.QuerySelectorAll("td.count").Select(cell => cell.TextContent).ShouldContain("1");
    }

    [Fact]                                                             // OWASP ASVS 5.3: names as an attacker chooses them
    public async Task Hostile_names_stay_text_on_every_page()
    {
        using var browser = await Org.ConsoleAsync();
        var plain = IdOf(await Create(browser, Fresh("Plain"), "Plain"));
        foreach (var name in HostileNames.All.Where(name => !name.Contains('\0', StringComparison.Ordinal)))
        {
            var id = IdOf(await Create(browser, Fresh(name), name));
            foreach (var path in new[] { "", "/apps", "/settings", "/settings?edit=about", "/delete" })
            {
                var (hostile, ordinary) = (await browser.OpenAsync($"/admin/groups/{id}{path}"), await browser.OpenAsync($"/admin/groups/{plain}{path}"));
                hostile.Status.ShouldBe(HttpStatusCode.OK, path);
                hostile.Shape().ShouldBe(ordinary.Shape(), $"{path} with {name}");
            }
        }
        var list = await browser.OpenAsync("/admin/groups?q=%3Cscript");
        list.Document.QuerySelectorAll("script:not([src]), img, iframe, object, embed").Length.ShouldBe(0);
    }
}
