using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Directory &gt; People: found, added, changed and moved from one standing to the next by form, with the rules of the management API. Contract §3.2 and §8.6.</summary>
public sealed class ConsolePeopleTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Password = "Difference-Engine-1822";

    private static string IdOf(TestPage page) => page.Url.AbsolutePath.Split('/')[3];

    private static string FreshLogin(string name = "ada") => $"{name}-{Secrets.Digits(10)}@example.com";

    private static async Task<TestPage> Press(TestBrowser browser, string path, string form, params (string, string?)[] typed) =>
        await browser.PressAsync(await browser.OpenAsync(path), form, typed);

    /// <summary>A button of the page, whether or not it is shown.</summary>
    private static async Task<TestPage> Do(TestBrowser browser, string path, string what, string id = "") =>
        await browser.PostAsync(path, ("form_token", (await browser.OpenAsync("/admin")).FormToken()), ("do", what), ("id", id));

    private async Task<string> Status(string id) => (await Org.Read($"/users/{id}"))["status"]!;

    private async Task<TestPage> Add(TestBrowser browser, string login, params (string, string?)[] typed) =>
        await Press(browser, "/admin/people/new", "#create", [("firstName", "Ada"), ("lastName", "Lovelace"), ("email", login), .. typed]);

    [Fact]
    public async Task A_person_is_added_with_a_password_a_link_or_for_later()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var login = FreshLogin();
        var added = await Add(browser, login, ("begin", "password"), ("password", Password));
        added.TextOf("[role=status]").ShouldBe("Created.", added.Text);
        added.TextOf("h1")!.ShouldStartWith("Ada Lovelace");
        (await Status(IdOf(added))).ShouldBe("ACTIVE");
        using (var theirs = Org.Browser()) (await theirs.EnterAsync(new TestPerson(login, Password, null))).Status.ShouldBe(HttpStatusCode.Forbidden, "signed in, and no administrator");

        (await Status(IdOf(await Add(browser, FreshLogin(), ("begin", "password"), ("password", Password), ("change", "on"))))).ShouldBe("PASSWORD_EXPIRED");
        (await Status(IdOf(await Add(browser, FreshLogin(), ("begin", "later"))))).ShouldBe("STAGED");
        var mailed = FreshLogin();
        (await Status(IdOf(await Add(browser, mailed, ("begin", "mail"))))).ShouldBe("PROVISIONED");

        var linked = await Add(browser, FreshLogin(), ("begin", "link"));
        linked.TextOf("h1").ShouldBe("The person is added");
        var link = linked.TextOf("#once").ShouldNotBeNull();
        link.ShouldStartWith(Org.Url + "/welcome/");
        using var invited = Org.Browser();
        (await invited.OpenAsync(link)).Shows("input[name=password]").ShouldBeTrue();
    }

    [Theory]
    [InlineData("email", "nobody", "must be an email address")]
    [InlineData("firstName", "", "cannot be left blank")]
    [InlineData("password", "short", "Password requirements were not met")]
    public async Task What_breaks_a_rule_stands_beside_its_field_and_no_password_in_a_page(string field, string typed, string reason)
    {
        using var browser = await Org.ConsoleAsync();
        var page = await Add(browser, FreshLogin(), ("begin", "password"), ("password", Password), (field, typed));
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.TextOf("#problems")!.ShouldContain(reason);
        page.AttributeOf("#lastName", "value").ShouldBe("Lovelace");
        page.AttributeOf("#password", "value").ShouldBe("");
        page.Text.ShouldNotContain(Password);
    }

    [Fact]
    public async Task A_login_is_taken_once()
    {
        using var browser = await Org.ConsoleAsync();
        var login = FreshLogin();
        await Add(browser, login, ("begin", "later"));
        // Beside the field that was filled in.
        (await Add(browser, login, ("begin", "later"))).TextOf("#email-wrong")!.ShouldContain("already exists");
        (await Add(browser, FreshLogin(), ("begin", "later"), ("login", login))).TextOf("#login-wrong")!.ShouldContain("already exists");
    }

    /// <summary>Issue 11: no rule twice. The rows and the lines of the log are the same but for ids and times.</summary>
    [Fact]
    public async Task A_change_by_form_and_by_the_api_leaves_the_same_rows_and_the_same_log()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"Same {Secrets.Digits(10)}" } })).ShouldSucceed().Id;
        var app = (await Org.Post("/apps", ApiCalls.NewApp("native"))).ShouldSucceed().Id;
        var (loginApi, loginForm) = (FreshLogin("sameapi"), FreshLogin("sameform"));

        var byApi = (await Org.Post("/users?activate=false", ApiCalls.NewUser(loginApi, null, "Ada", "Lovelace"))).ShouldSucceed().Id;
        (await Org.Post($"/users/{byApi}", new JsonObject { ["profile"] = new JsonObject { ["nickName"] = "Countess", ["city"] = "London" } })).ShouldSucceed();
        (await Org.Post($"/users/{byApi}/lifecycle/activate?sendEmail=true")).ShouldSucceed();
        (await Org.Post($"/users/{byApi}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = Password } } })).ShouldSucceed();
        (await Org.Put($"/groups/{group}/users/{byApi}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Post($"/apps/{app}/users", new JsonObject { ["id"] = byApi })).ShouldSucceed();
        foreach (var step in new[] { "suspend", "unsuspend", "expire_password", "reset_password", "reset_factors" }) (await Org.Post($"/users/{byApi}/lifecycle/{step}")).ShouldSucceed();
        (await Org.Delete($"/users/{byApi}/sessions?oauthTokens=true")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/apps/{app}/users/{byApi}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/groups/{group}/users/{byApi}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Post($"/users/{byApi}/lifecycle/deactivate")).ShouldSucceed();

        var byForm = IdOf(await Add(browser, loginForm, ("begin", "later")));
        var here = $"/admin/people/{byForm}";
        await Press(browser, here + "?edit=profile", "#profile-form", ("nickName", "Countess"), ("city", "London"));
        await Press(browser, here, "#activate");
        (await Org.Post($"/users/{byForm}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = Password } } })).ShouldSucceed();
        await Do(browser, here + "/groups", "add", group);
        await Do(browser, here + "/apps", "assign", app);
        await Press(browser, here + "/steps/suspend", "#confirm");
        await Press(browser, here, "#unsuspend");
        await Press(browser, here + "/steps/expire_password", "#confirm");
        await Press(browser, here + "/password", "#reset", ("how", "mail"));
        await Do(browser, here + "/security", "factors");
        await Do(browser, here + "/security", "everything");
        await Do(browser, here + "/apps", "unassign", app);
        await Do(browser, here + "/groups", "remove", group);
        (await Press(browser, here + "/steps/deactivate", "#confirm")).TextOf("[role=status]").ShouldBe("Deactivated.");

        (await Row(byForm)).ShouldBe((await Row(byApi)).Replace(loginApi, loginForm, StringComparison.Ordinal));
        (await Org.Delete($"/users/{byApi}")).ShouldBe(HttpStatusCode.NoContent);
        (await Press(browser, here + "/delete", "#confirm", ("typed", loginForm))).Url.PathAndQuery.ShouldBe("/admin/people?done=deleted");
        var (form, api) = (await Lines(byForm), await Lines(byApi));
        form.ShouldBe(api);
        form.Length.ShouldBe(16);
    }

    /// <summary>Without who did it: the password was set by another administrator.</summary>
    private async Task<string[]> Lines(string id) => [.. (await Org.LogOf(id)).Select(line => System.Text.RegularExpressions.Regex.Replace(line, " by User \\w+", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromMinutes(1)))];

    private async Task<string> Row(string id) => (await Org.Services.GetRequiredService<Database>().One<string>(
        "select status || ' ' || login_key || ' ' || email_key || ' ' || last_name_key || ' ' || profile || ' ' || coalesce(password_hash, '-') || ' ' || email_verified || ' ' || era from users where id = @id", new { id }, default)).ShouldNotBeNull();

    [Fact]                                                             // contract §3.2, "Status machine"
    public async Task Each_page_offers_the_steps_that_are_possible_and_no_other_is_taken()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var id = IdOf(await Add(browser, FreshLogin(), ("begin", "later")));
        var here = $"/admin/people/{id}";
        (await browser.OpenAsync(here)).Shows("#activate").ShouldBeTrue();
        (await browser.OpenAsync(here + "/steps/suspend")).Status.ShouldBe(HttpStatusCode.NotFound);
        var refused = await browser.PostAsync(here + "/steps/suspend", ("form_token", (await browser.OpenAsync(here)).FormToken()));
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.TextOf("#problems")!.ShouldContain("Only an active user can be suspended.");
        (await Press(browser, here, "#activate")).TextOf("[role=status]").ShouldBe("Activated.");
        (await Press(browser, here, "#reactivate")).TextOf("[role=status]")!.ShouldContain("A new link");
        (await browser.PostAsync(here + "/steps/burn", ("form_token", (await browser.OpenAsync(here)).FormToken()))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.OpenAsync(here + "/delete")).Status.ShouldBe(HttpStatusCode.NotFound, "only a deactivated person is deleted, and has a page that asks");
    }

    [Fact]
    public async Task A_locked_person_is_let_try_again()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var person = await Org.CreatePersonAsync();
        using var stranger = Org.Browser();
        for (var attempt = 0; attempt < 10; attempt++) await stranger.EnterAsync(new TestPerson(person.Login, "wrong", null));
        var locked = await browser.OpenAsync($"/admin/people/{person.Id}");
        locked.TextOf("h1 .badge").ShouldBe("Locked out");
        (await browser.OpenAsync($"/admin/people?status=LOCKED_OUT&q={person.Login}")).Names().ShouldHaveSingleItem();
        (await browser.PressAsync(locked, "#unlock")).TextOf("[role=status]").ShouldBe("Unlocked.");
        (await Status(person.Id!)).ShouldBe("ACTIVE");
    }

    [Fact]
    public async Task A_temporary_password_is_shown_once_and_opens_the_way_to_another()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var person = await Org.CreatePersonAsync();
        var shown = await Press(browser, $"/admin/people/{person.Id}/password", "#reset", ("how", "temporary"));
        var password = shown.TextOf("#once").ShouldNotBeNull();
        (await Status(person.Id!)).ShouldBe("PASSWORD_EXPIRED");
        using var theirs = Org.Browser();
        (await theirs.EnterAsync(person with { Password = password })).Url.AbsolutePath.ShouldBe("/signin/password");
        var linked = await Press(browser, $"/admin/people/{person.Id}/password", "#reset", ("how", "link"));
        linked.TextOf("#once")!.ShouldStartWith(Org.Url + "/reset_password/");
        (await Status(person.Id!)).ShouldBe("RECOVERY");
    }

    [Fact]                                                             // issue 11: two at once
    public async Task The_second_to_save_is_shown_what_changed_and_loses_nothing()
    {
        using var browser = await Org.ConsoleAsync();
        var person = await Org.CreatePersonAsync();
        var form = await browser.OpenAsync($"/admin/people/{person.Id}?edit=profile");
        var saved = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => browser.PressAsync(form, "#profile-form", ("nickName", $"Nick {number}"))));
        saved.Count(page => page.Status == HttpStatusCode.OK).ShouldBe(1);
        var late = saved.First(page => page.Status == HttpStatusCode.Conflict);
        late.TextOf("#nickName-theirs").ShouldBe((await Org.Read($"/users/{person.Id}"))["profile.nickName"]);
        (await browser.PressAsync(late, "#profile-form")).TextOf("[role=status]").ShouldBe("Saved.");
        (await Org.Read($"/users/{person.Id}"))["profile.nickName"].ShouldBe(late.AttributeOf("#nickName", "value"));
    }

    [Fact]
    public async Task A_whole_profile_is_edited_and_an_emptied_attribute_is_gone()
    {
        using var browser = await Org.ConsoleAsync();
        var person = await Org.CreatePersonAsync();
        await Press(browser, $"/admin/people/{person.Id}?edit=profile", "#profile-form", ("title", "Analyst"), ("countryCode", "GB"), ("postalAddress", "St James's Square\nLondon"));
        (await Org.Read($"/users/{person.Id}"))["profile.postalAddress"].ShouldBe("St James's Square\nLondon");
        await Press(browser, $"/admin/people/{person.Id}?edit=profile", "#profile-form", ("title", ""));
        var profile = (await Org.Read($"/users/{person.Id}")).Object["profile"]!.AsObject();
        profile.ContainsKey("title").ShouldBeFalse();
        profile["countryCode"]!.ToString().ShouldBe("GB");
        var wrong = await Press(browser, $"/admin/people/{person.Id}?edit=profile", "#profile-form", ("countryCode", "Britain"));
        wrong.TextOf("#countryCode-wrong")!.ShouldContain("must have at most 2 characters");
        wrong.Shows("details.more[open]").ShouldBeTrue();
    }

    [Fact]
    public async Task Browsers_and_apps_are_signed_out_and_the_log_says_so()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var person = await Org.CreatePersonAsync();
        using var theirs = Org.Browser();
        await theirs.EnterAsync(person);
        var shown = await browser.OpenAsync($"/admin/people/{person.Id}/security");
        var button = shown.Document.QuerySelectorAll("form[id^=session-]").ShouldHaveSingleItem();
        (await browser.PressAsync(shown, "#" + button.Id, ("do", "session"))).TextOf("[role=status]").ShouldBe("Signed out.");
        (await browser.OpenAsync($"/admin/people/{person.Id}/security")).Text.ShouldContain("In no browser.");
        (await theirs.OpenAsync("/account")).Shows("input[name=password]").ShouldBeTrue();
        var activity = await browser.OpenAsync($"/admin/people/{person.Id}/activity");
        activity.Document.QuerySelectorAll(".event").Length.ShouldBeGreaterThan(1);
        activity.Text.ShouldContain("user.session.start");

        // Of somebody else's, nothing.
        using var other = Org.Browser();
        var another = await Org.CreatePersonAsync();
        await other.EnterAsync(another);
        var theirId = (await browser.OpenAsync($"/admin/people/{another.Id}/security")).Document.QuerySelector("form[id^=session-]")!.Id!["session-".Length..];
        await Do(browser, $"/admin/people/{person.Id}/security", "session", theirId);
        (await other.OpenAsync("/account")).Shows("input[name=password]").ShouldBeFalse();
    }

    [Fact]
    public async Task The_list_is_searched_narrowed_and_paged_and_shows_each_once()
    {
        using var browser = await Org.ConsoleAsync();
        var last = $"Quux{Secrets.Digits(10)}";
        for (var number = 0; number < 27; number++)
            (await Org.Post($"/users?activate={(number % 9 == 0 ? "false" : "true")}", ApiCalls.NewUser(FreshLogin("list"), Password, $"N{number:00}", last))).ShouldSucceed();
        var found = new List<string>();
        var page = await browser.OpenAsync($"/admin/people?q={last}");
        found.AddRange(page.Names());
        found.Count.ShouldBe(25);
        page = await browser.OpenAsync(page.AttributeOf("#next", "href")!);
        found.AddRange(page.Names());
        found.Order().ShouldBe(Enumerable.Range(0, 27).Select(number => $"N{number:00} {last}"));
        (await browser.OpenAsync($"/admin/people?q={last}+n07")).Names().ShouldBe([$"N07 {last}"]);
        (await browser.OpenAsync($"/admin/people?q={last}&status=STAGED")).Names().Length.ShouldBe(3);
        (await browser.OpenAsync($"/admin/people?q={last}&status=DEPROVISIONED")).Names().ShouldBeEmpty();

        // Without words everybody is in the order of names, page by page, and nobody twice.
        var all = new List<string>();
        for (page = await browser.OpenAsync("/admin/people"); ; page = await browser.OpenAsync(page.AttributeOf("#next", "href")!))
        {
            all.AddRange(page.Document.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")!));
            if (!page.Shows("#next")) break;
        }
        all.Distinct().Count().ShouldBe(all.Count);
        all.Count.ShouldBeGreaterThan(27);
        foreach (var nonsense in new[] { "?after=nowhere", "?after=nowhere&q=a", "?after=nowhere&status=ACTIVE", "?status=nothing", "?q=%25_" })
            (await browser.OpenAsync("/admin/people" + nonsense)).Status.ShouldBe(HttpStatusCode.OK, nonsense);
    }

    [Fact]                                                             // OWASP ASVS 5.3: names as an attacker chooses them
    public async Task Hostile_names_stay_text_on_every_page()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var plain = IdOf(await Add(browser, FreshLogin(), ("begin", "later"), ("firstName", "Plain"), ("lastName", "Plain")));
        foreach (var name in HostileNames.All.Where(name => !name.Any(char.IsControl)))
        {
            var id = IdOf(await Add(browser, FreshLogin(), ("begin", "later"), ("firstName", name[..Math.Min(50, name.Length)]), ("lastName", name[..Math.Min(50, name.Length)])));
            foreach (var path in new[] { "", "?edit=profile", "/groups", "/apps", "/security", "/steps/deactivate", "/activity" })
            {
                var (hostile, ordinary) = (await browser.OpenAsync($"/admin/people/{id}{path}"), await browser.OpenAsync($"/admin/people/{plain}{path}"));
                hostile.Status.ShouldBe(HttpStatusCode.OK, path);
                hostile.Shape().ShouldBe(ordinary.Shape(), $"{path} with {name}");
            }
        }
    }
}
