using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Security &gt; Administrators: who has which role, custom roles and what they are for. And what a console of a part looks like.</summary>
public sealed class AdministratorPagesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<string[]> RolesOf(string userId) => (await Org.Read($"/users/{userId}/roles")).ShouldSucceed().Each("label");

    [Fact]                                                             // issue 11: administrators and roles
    public async Task A_role_is_given_for_some_groups_and_taken_again()
    {
        using var browser = await Org.ConsoleAsync();
        var person = await Org.CreatePersonAsync();
        var group = await Org.MakeGroup();
        var name = (await Org.Read($"/groups/{group}"))["profile.name"]!;
        var form = await browser.OpenAsync("/admin/administrators/new");
        var refused = await browser.PressAsync(form, "#assign-form", ("who", "nobody@nowhere"), ("role", "USER_ADMIN"));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Text.ShouldContain("nobody is called so");
        (await browser.PressAsync(form, "#assign-form", ("who", person.Login), ("role", "REPORT_ADMIN"), ("only", name))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.PressAsync(form, "#assign-form", ("who", person.Login), ("role", "USER_ADMIN"), ("only", name))).Url.AbsolutePath.ShouldBe("/admin/administrators");
        var role = (await Org.Read($"/users/{person.Id}/roles")).Each("id").Single();
        (await Org.Read($"/users/{person.Id}/roles/{role}/targets/groups")).Each("id").ShouldBe([group]);
        (await browser.PressAsync(form, "#assign-form", ("who", person.Login), ("role", "USER_ADMIN"))).Text.ShouldContain("already");
        var list = await browser.OpenAsync("/admin/administrators");
        list.Text.ShouldContain(person.Login);
        list.Text.ShouldContain(name);
        await browser.PressAsync(list, $"#remove-{role}", ("do", "remove"));
        (await RolesOf(person.Id!)).ShouldBeEmpty();
        (await browser.PressAsync(form, "#assign-form", ("who", person.Login), ("role", "SUPER_ADMIN"))).Url.AbsolutePath.ShouldBe("/admin/administrators");
        (await RolesOf(person.Id!)).ShouldBe(["Super Administrator"]);
        await browser.PressAsync(await browser.OpenAsync("/admin/administrators"), $"#remove-{person.Id}", ("do", "remove"));
        (await RolesOf(person.Id!)).ShouldBeEmpty();
        (await Org.Events(person.Id!)).Count(one => one.StartsWith("user.account.privilege.", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]                                                             // issue 11, "Two at once"
    public async Task A_custom_role_and_its_set_are_made_changed_by_two_and_deleted()
    {
        using var browser = await Org.ConsoleAsync();
        var group = await Org.MakeGroup();
        var name = (await Org.Read($"/groups/{group}"))["profile.name"]!;
        (await browser.PressAsync(await browser.OpenAsync("/admin/administrators/roles/new"), "#role-form", ("label", "Front desk"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        await browser.PressAsync(await browser.OpenAsync("/admin/administrators/roles/new"), "#role-form", ("label", "Front desk"), ("permit.okta.users.read", "on"));
        var role = (await Org.Read("/iam/roles/Front%20desk")).ShouldSucceed().Id;
        var (one, two) = (await browser.OpenAsync($"/admin/administrators/roles/{role}"), await browser.OpenAsync($"/admin/administrators/roles/{role}"));
        (await browser.PressAsync(one, "#role-form", ("permit.okta.groups.read", "on"))).Url.AbsolutePath.ShouldBe("/admin/administrators/roles");
        (await browser.PressAsync(two, "#role-form", ("label", "Desk"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Org.Read($"/iam/roles/{role}/permissions")).Object["permissions"]!.AsArray().Select(found => found!["label"]!.ToString()).ShouldBe(["okta.groups.read", "okta.users.read"]);

        await browser.PressAsync(await browser.OpenAsync("/admin/administrators/sets/new"), "#set-form", ("label", "Berlin"), ("all.APP", "on"), ("members", name), ("groups", name));
        var set = (await Org.Read("/iam/resource-sets/Berlin")).ShouldSucceed().Id;
        (await Org.Read($"/iam/resource-sets/{set}/resources")).Object["resources"]!.AsArray().Count.ShouldBe(3);
        var shown = await browser.OpenAsync($"/admin/administrators/sets/{set}");
        shown.Document.QuerySelector("textarea[name=members]")!.TextContent.Trim().ShouldBe(name);
        (await browser.PressAsync(shown, "#set-form", ("all.APP", null))).Url.AbsolutePath.ShouldBe("/admin/administrators/sets");
        (await Org.Read($"/iam/resource-sets/{set}/resources")).Object["resources"]!.AsArray().Count.ShouldBe(2);
        (await browser.PressAsync(shown, "#set-form", ("label", "Paris"))).Status.ShouldBe(HttpStatusCode.Conflict);

        var person = await Org.CreatePersonAsync();
        await browser.PressAsync(await browser.OpenAsync("/admin/administrators/new"), "#assign-form", ("who", person.Login), ("role", role), ("set", set));
        (await RolesOf(person.Id!)).ShouldBe(["Front desk"]);
        (await browser.OpenAsync("/admin/administrators")).Text.ShouldContain("Berlin");
        foreach (var (kind, id, label) in ((string, string, string)[])[("roles", role, "Front desk"), ("sets", set, "Berlin")])
        {
            var ask = await browser.OpenAsync($"/admin/administrators/{kind}/{id}/delete");
            (await browser.PressAsync(ask, "#confirm", ("typed", "x"))).Status.ShouldBe(HttpStatusCode.BadRequest);
            (await browser.PressAsync(ask, "#confirm", ("typed", label))).Url.AbsolutePath.ShouldBe($"/admin/administrators/{kind}");
        }
        (await RolesOf(person.Id!)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_help_desk_sees_its_part_and_is_told_who_can_do_the_rest()
    {
        var (desk, _) = await Org.AdminOf("HELP_DESK_ADMIN");
        var person = await Org.CreatePersonAsync();
        using var browser = await Org.ConsoleAsync(desk);
        var menu = (await browser.OpenAsync("/admin")).Document.QuerySelectorAll("nav.side a").Select(link => link.GetAttribute("href")).ToArray();
        menu.ShouldContain("/admin/people");
        menu.ShouldNotContain("/admin/policies");
        menu.ShouldNotContain("/admin/administrators");
        var refused = await browser.OpenAsync("/admin/policies");
        (refused.Status, refused.TextOf("h1")).ShouldBe((HttpStatusCode.Forbidden, "This is not yours to do"));
        refused.Text.ShouldContain(Org.Facts.Admin.Login);
        (await browser.OpenAsync($"/admin/people/{person.Id}/password")).Status.ShouldBe(HttpStatusCode.OK);
        var admin = (await Org.Read("/users/me")).Id;
        (await browser.OpenAsync($"/admin/people/{admin}")).Status.ShouldBe(HttpStatusCode.OK);                       // to look is not to change
        (await browser.OpenAsync($"/admin/people/{admin}/password")).Status.ShouldBe(HttpStatusCode.Forbidden);      // ruling 16
        var token = (await browser.OpenAsync("/admin")).FormToken();
        (await browser.PostAsync($"/admin/people/{admin}/password", ("form_token", token), ("how", "temporary"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync($"/admin/people/{person.Id}/steps/suspend", ("form_token", token))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Whose_role_is_for_a_set_finds_nothing_else_in_lists()
    {
        var (inside, outside, clerk) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var group = await Org.MakeGroup(inside.Id!);
        var role = (await Org.Post("/iam/roles", JsonNode.Parse("""{"label":"Clerk","description":"","permissions":["okta.users.read","okta.groups.read"]}"""))).ShouldSucceed().Id;
        var set = (await Org.Post("/iam/resource-sets", new JsonObject { ["label"] = "One group", ["description"] = "", ["resources"] = new JsonArray($"{Org.Url}/api/v1/groups/{group}", $"{Org.Url}/api/v1/groups/{group}/users") })).ShouldSucceed().Id;
        (await Org.Post($"/users/{clerk.Id}/roles", new JsonObject { ["type"] = "CUSTOM", ["role"] = role, ["resource-set"] = set })).ShouldBe(HttpStatusCode.Created);
        using var browser = await Org.ConsoleAsync(clerk);
        foreach (var path in (string[])["/admin/people?q=", "/admin/find?q="])
        {
            (await browser.OpenAsync(path + Uri.EscapeDataString(inside.Login))).Text.ShouldContain(inside.Id!);
            (await browser.OpenAsync(path + Uri.EscapeDataString(outside.Login))).Text.ShouldNotContain(outside.Id!);
        }
        (await browser.OpenAsync($"/admin/people/{outside.Id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var groups = (await browser.OpenAsync("/admin/groups")).Text;
        groups.ShouldContain(group);
        groups.ShouldNotContain("Everyone");
        (await browser.OpenAsync("/admin/apps")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
