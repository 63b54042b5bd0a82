using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>What is wrong with a form of the console is said at once, each beside its field, and the person goes on at the first.</summary>
public sealed class AllFaultsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Blank = "The field cannot be left blank";

    private static string[] Ids(TestPage page, string selector) => [.. page.Document.QuerySelectorAll(selector).Select(element => element.Id!)];

    private async Task<TestPage> Refused(string address, params (string, string)[] typed)
    {
        using var browser = await Org.ConsoleAsync();
        var page = await browser.PostAsync(address, [("form_token", (await browser.OpenAsync(address)).FormToken()), .. typed]);
        page.Status.ShouldBe(HttpStatusCode.BadRequest, page.Text);
        return page;
    }

    [Fact]                                                             // WCAG 2.2 §3.3.1
    public async Task Nobody_is_added_without_a_name_and_an_address_and_the_username_is_not_to_blame()
    {
        var page = await Refused("/admin/people/new", ("begin", "later"));
        Ids(page, "[aria-invalid=true]").ShouldBe(["firstName", "lastName", "email"]);
        Ids(page, "[autofocus]")[0].ShouldBe("firstName");
        page.TextOf("#email-wrong").ShouldBe(Blank);
        page = await Refused("/admin/people/new", ("begin", "later"), ("firstName", "Ada"), ("lastName", "Lovelace"), ("email", "nowhere"));
        Ids(page, "[aria-invalid=true]").ShouldBe(["email"]);
        Ids(page, "[autofocus]").ShouldBe(["email"]);
        page.TextOf("#email-wrong").ShouldBe("must be an email address");
    }

    [Fact]                                                             // WCAG 2.2 §3.3.1
    public async Task A_rule_of_groups_says_all_that_is_missing()
    {
        var page = await Refused("/admin/groups/rules/new");
        Ids(page, "[aria-invalid=true]").ShouldBe(["name", "expression", "groupIds"]);
        Ids(page, "[autofocus]")[0].ShouldBe("name");
    }

    [Fact]
    public async Task An_app_is_opened_to_a_group_beyond_those_that_are_listed()
    {
        var last = "zz-" + Secrets.Digits(8);
        async Task<string> Make(string name) => (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = name } })).ShouldSucceed().Id;
        for (var number = 0; number < 31; number++) await Make($"aa-{number:00}-{Secrets.Digits(8)}");
        var id = await Make(last);
        const string address = "/admin/apps/new?method=bookmark";
        using var browser = await Org.ConsoleAsync();
        var form = await browser.OpenAsync(address);
        form.TextOf("#otherGroups-hint").ShouldBe(Texts.English.Console.OtherGroupsHint);
        (string, string)[] typed = [("form_token", form.FormToken()), ("label", "Wiki"), ("access", "groups"), ("settings.app.url", "https://wiki.example.com/")];
        (await browser.PostAsync(address, [.. typed, ("otherGroups", "nobody-is-called-so")])).Shows("#otherGroups[aria-invalid=true]").ShouldBeTrue();
        var made = await browser.PostAsync(address, [.. typed, ("otherGroups", last)]);
        made.Status.ShouldBe(HttpStatusCode.OK, made.Text);
        var appId = made.Url.AbsolutePath.Split('/')[3];
        (await Org.Read($"/apps/{appId}/groups")).Each("id").ShouldBe([id]);
    }
}
