using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>The first page, and the ways through the console. Issue 11.</summary>
public sealed class ConsoleFindingTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task One_box_finds_apps_people_and_groups_and_an_id_leads_there_at_once()
    {
        using var browser = await Org.ConsoleAsync();
        var mark = $"Qix{Secrets.Digits(10)}";
        var app = (await Org.Post("/apps", ApiCalls.NewApp("native", label: mark + " app"))).ShouldSucceed().Id;
        var person = (await Org.Post("/users?activate=false", ApiCalls.NewUser($"{mark.ToLowerInvariant()}@example.com", null, mark, "Person"))).ShouldSucceed().Id;
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = mark + " group" } })).ShouldSucceed().Id;
        var home = await browser.OpenAsync("/admin");
        var found = await browser.PressAsync(home, "form.find", ("q", mark));
        found.Document.QuerySelectorAll(".hits a").Select(link => link.GetAttribute("href")).ShouldBe([$"/admin/apps/{app}", $"/admin/people/{person}", $"/admin/groups/{group}"]);
        foreach (var (id, path) in new[] { (app, "apps"), (person, "people"), (group, "groups") })
            (await browser.OpenAsync("/admin/find?q=" + id)).Url.AbsolutePath.ShouldBe($"/admin/{path}/{id}");
        foreach (var nothing in new[] { "", "?q=nothing-is-called-so", "?q=%25_", "?q=%3Cscript%3E" })
        {
            var page = await browser.OpenAsync("/admin/find" + nothing);
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Document.QuerySelectorAll("script:not([src])").Length.ShouldBe(0);
        }
    }

    [Fact]
    public async Task The_first_page_leads_through_three_steps_and_then_is_silent()
    {
        await using var org = await TestOrg.StartAsync();
        using var browser = await org.ConsoleAsync();
        int Done(TestPage page) => page.Document.QuerySelectorAll(".steps > li.is-done").Length;
        var before = await browser.OpenAsync("/admin");
        before.Document.QuerySelectorAll(".steps > li").Length.ShouldBe(3);
        Done(before).ShouldBe(2, "a development org has apps and people");
        (await org.NativeApp.TokensAsync(org.Person)).Status.ShouldBe(HttpStatusCode.OK);
        await org.Services.GetRequiredService<Server.Core.Log.SystemLog>().Flush(default);
        var after = await browser.OpenAsync("/admin");
        after.Shows(".steps").ShouldBeFalse();
        after.Text.ShouldContain(org.Issuer);
    }

    [Fact]                                                             // WCAG 2.2 §2.1.4
    public async Task The_keys_stand_on_a_page_with_the_switch_that_turns_them_off()
    {
        using var browser = await Org.ConsoleAsync();
        var page = await browser.OpenAsync("/admin/keyboard");
        page.Document.QuerySelectorAll("kbd").Length.ShouldBeGreaterThan(10);
        page.Shows("#keys-off").ShouldBeTrue();
        var shown = page.Document.QuerySelectorAll(".side .menu a").Select(link => link.GetAttribute("data-key")).ToArray();
        shown.Distinct().Count().ShouldBe(shown.Length, "no key leads to two places");
    }
}
