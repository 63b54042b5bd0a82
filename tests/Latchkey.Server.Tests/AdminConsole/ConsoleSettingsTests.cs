using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Operation;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Settings: the org, what people may do, mail, keys, backup, health, limits and what runs here. Contract §3.10 and §8.6.</summary>
public sealed class ConsoleSettingsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static async Task<TestPage> Press(TestBrowser browser, string path, string form, params (string, string?)[] typed) =>
        await browser.PressAsync(await browser.OpenAsync(path), form, typed);

    /// <summary>Issue 11: no rule twice. What a form says and what the API is told come out alike, and leave the same line in the log.</summary>
    [Fact]
    public async Task What_an_org_says_of_itself_is_the_same_by_form_and_by_the_api()
    {
        using var browser = await Org.ConsoleAsync();
        var before = (await Org.Read("/org")).Object;
        var (name, id) = (before["companyName"]!.ToString(), before["id"]!.ToString());
        (await Press(browser, "/admin/settings", "#general-form", ("website", "https://by.example"), ("city", "Zürich"))).TextOf("[role=status]").ShouldBe("Saved.");
        var byForm = (await Org.Read("/org")).Object;
        byForm["city"]!.ToString().ShouldBe("Zürich");
        var log = (await Org.LogOf(id))[^1];
        (await Press(browser, "/admin/settings", "#general-form", ("website", ""), ("city", ""))).TextOf("[role=status]").ShouldBe("Saved.");
        var byApi = (await Org.Put("/org", new JsonObject { ["companyName"] = name, ["website"] = "https://by.example", ["city"] = "Zürich" })).ShouldSucceed().Object;
        foreach (var field in new[] { "companyName", "website", "city", "phoneNumber" }) byApi[field]?.ToString().ShouldBe(byForm[field]?.ToString(), field);
        static string Whoever(string line) => line[..line.IndexOf(" by ", StringComparison.Ordinal)] + line[line.IndexOf(" on ", StringComparison.Ordinal)..];
        Whoever((await Org.LogOf(id))[^1]).ShouldBe(Whoever(log));
        (await Press(browser, "/admin/settings", "#general-form", ("website", "not a page"))).Document.GetElementById("website-wrong").ShouldNotBeNull();
        (await Press(browser, "/admin/settings", "#general-form", ("companyName", " "))).Document.GetElementById("companyName-wrong").ShouldNotBeNull();
        (await Org.Put("/org", new JsonObject { ["companyName"] = name })).ShouldSucceed();
    }

    [Fact]                                                             // issue 11: two at once
    public async Task The_second_to_save_is_shown_what_changed_and_loses_nothing()
    {
        using var browser = await Org.ConsoleAsync();
        foreach (var (path, form, field, values) in new[]
        {
            ("/admin/settings", "#general-form", "city", new[] { "a", "b", "c", "d" }),
            ("/admin/settings/preferences", "#preferences-form", "selfServiceProfileAttributes.mobilePhone", ["on", "on", "on", "on"]),
        })
        {
            var open = await browser.OpenAsync(path);
            var saved = await Task.WhenAll(values.Select(value => browser.PressAsync(open, form, (field, value))));
            saved.Count(page => page.Status == HttpStatusCode.OK).ShouldBe(1, path);
            var late = saved.First(page => page.Status == HttpStatusCode.Conflict);
            (await browser.PressAsync(late, form)).TextOf("[role=status]").ShouldBe("Saved.", path);
            await Press(browser, path, form, (field, path.EndsWith("preferences", StringComparison.Ordinal) ? null : ""));
        }
    }

    [Fact]
    public async Task What_people_may_do_themselves_and_who_registers_apps_is_decided_here()
    {
        using var browser = await Org.ConsoleAsync();
        var (settings, open) = ((await Org.Read("/org/settings")).Object, (await Org.Read("/org/settings/clientRegistration")).Object["open"]!.GetValue<bool>());
        (await Press(browser, "/admin/settings/preferences", "#preferences-form", ("selfServiceAccountDeletion", "on"), ("selfServiceProfileAttributes.nickName", null))).TextOf("[role=status]").ShouldBe("Saved.");
        var changed = (await Org.Read("/org/settings")).Object;
        changed["selfServiceAccountDeletion"]!.GetValue<bool>().ShouldBeTrue();
        changed["selfServiceProfileAttributes"]!.AsArray().Select(one => one!.ToString()).ShouldNotContain("nickName");
        settings.Remove("_links");
        (await Org.Put("/org/settings", settings)).ShouldSucceed();
        foreach (var what in new[] { open ? "close" : "open", open ? "open" : "close" })
        {
            (await Press(browser, "/admin/settings/preferences", "#registration-form", ("do", what))).TextOf("[role=status]").ShouldBe("Saved.");
            (await Org.Read("/org/settings/clientRegistration")).Object["open"]!.GetValue<bool>().ShouldBe(what == "open");
        }
    }

    [Fact]
    public async Task Contacts_are_named_by_what_they_sign_in_with()
    {
        using var browser = await Org.ConsoleAsync();
        var person = await Org.CreatePersonAsync();
        (await Press(browser, "/admin/settings", "#contacts-form", ("TECHNICAL", "nobody@nowhere.example"))).Document.GetElementById("TECHNICAL-wrong").ShouldNotBeNull();
        (await Press(browser, "/admin/settings", "#contacts-form", ("TECHNICAL", person.Login))).TextOf("[role=status]").ShouldBe("Saved.");
        (await Org.Read("/org/contacts/technical")).Object["userId"]!.ToString().ShouldBe(person.Id);
    }

    [Fact]                                                             // contract §2.9, §3.4: rotate, and withdraw what got into wrong hands
    public async Task Keys_are_rotated_and_a_retired_one_is_withdrawn_once_its_name_is_typed()
    {
        using var browser = await Org.ConsoleAsync();
        var server = (await Org.Post("/authorizationServers", new JsonObject { ["name"] = $"Keys {Secrets.Digits(8)}", ["description"] = "", ["audiences"] = new JsonArray("api://keys") })).ShouldBe(HttpStatusCode.Created).Id;
        async Task<JsonNode[]> Keys() => [.. (await Org.Read($"/authorizationServers/{server}/credentials/keys")).List.Select(key => key!)];
        var kid = (await Keys())[0]["kid"]!.ToString();
        var here = $"/admin/settings/keys/{server}";
        (await browser.OpenAsync("/admin/settings/keys")).Text.ShouldContain(kid);
        (await browser.OpenAsync($"{here}/{kid}/withdraw")).Status.ShouldBe(HttpStatusCode.NotFound);        // it signs
        (await Press(browser, here + "/rotate", "#confirm")).TextOf("[role=status]").ShouldBe("Saved.");
        (await Keys()).Single(key => key["kid"]!.ToString() == kid)["status"]!.ToString().ShouldBe("EXPIRED");
        (await Press(browser, here + "/rotate", "#confirm")).TextOf("#problems")!.ShouldContain("minutes");   // not before everybody knows the next
        (await Press(browser, $"{here}/{kid}/withdraw", "#confirm", ("typed", "another"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Press(browser, $"{here}/{kid}/withdraw", "#confirm", ("typed", kid))).TextOf("[role=status]").ShouldBe("Removed.");
        (await Keys()).ShouldAllBe(key => key["kid"]!.ToString() != kid);
        (await Org.Events(kid)).ShouldContain("app.keys.withdraw");
        (await browser.OpenAsync("/admin/settings/keys/org/rotate")).TextOf("h1")!.ShouldStartWith("Rotate the keys of");
    }

    [Fact]                                                             // made while the server runs, and found whole
    public async Task A_backup_is_made_and_opens()
    {
        using var browser = await Org.ConsoleAsync();
        var page = await browser.OpenAsync("/admin/settings/backup");
        var backups = Org.Services.GetRequiredService<Backups>();
        if (!backups.Here)
        {
            page.TextOf("#command")!.ShouldStartWith("pg_dump --format=custom");
            page.Text.ShouldNotContain("password", Case.Insensitive);
            return;
        }
        var made = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => browser.PressAsync(page, "#make")));
        made.ShouldAllBe(one => one.Status == HttpStatusCode.OK);
        var files = backups.All();
        files.Count.ShouldBeInRange(1, Backups.Kept);
        (await browser.OpenAsync("/admin/settings/backup")).Text.ShouldContain(files[0].Name);
        await using var copy = new SqliteConnection($"Data Source={Path.Combine(backups.Folder, files[0].Name)};Mode=ReadOnly;Pooling=False");
        await copy.OpenAsync();
        await using var count = copy.CreateCommand();
        count.CommandText = "select count(*) from orgs";
        ((long)(await count.ExecuteScalarAsync())!).ShouldBeGreaterThan(0);
        (await Org.Events(files[0].Name)).ShouldContain("system.backup.create");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Path.Combine(backups.Folder, files[0].Name)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]                                                             // every org of a server is in its backup
    public async Task Another_orgs_console_makes_no_backup_and_names_no_folder()
    {
        var (url, api) = await Org.AnotherOrg();
        var login = $"admin-{Secrets.Digits(10)}@example.com";
        var made = await Org.CallRaw(HttpMethod.Post, url + "/api/v1/users?activate=true", ApiCalls.NewUser(login, "Difference-Engine-1822").ToJsonString(), client: api);
        var admin = new TestPerson(login, "Difference-Engine-1822", made.ShouldSucceed().Id);
        api.Dispose();
        await Org.SetAdminAsync(admin, admin: true);
        using var browser = new TestBrowser(new Uri(url));
        await browser.EnterAsync(admin);
        var page = await browser.OpenAsync("/admin/settings/backup");
        page.Shows("#make").ShouldBeFalse();
        page.Text.ShouldNotContain(Org.Services.GetRequiredService<Backups>().Folder);
        // What the server runs on is for those alone whose org owns it; the others hear of their own.
        var health = await browser.OpenAsync("/admin/settings/health");
        health.Document.QuerySelectorAll(".deeds > li").Length.ShouldBe(2, health.Text);
        health.Text.ShouldNotContain("Free disk space");
        var about = await browser.OpenAsync("/admin/settings/about");
        about.Text.ShouldNotContain(ServerFacts.Runtime);
        about.Shows("#org-id").ShouldBeTrue();
        (await browser.OpenAsync("/admin/reports/slow")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.PostAsync("/admin/settings/backup", ("form_token", page.FormToken()))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_test_mail_goes_to_who_asks_and_the_log_says_so()
    {
        var admin = await Org.CreateAdminAsync();
        using var browser = await Org.ConsoleAsync(admin);
        (await Press(browser, "/admin/settings/mail", "#try")).TextOf("[role=status]")!.ShouldContain(admin.Login);
        (await Org.LogOf(admin.Id!)).ShouldContain(line => line.StartsWith("system.email.test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Health_limits_and_version_are_shown_and_the_switches_have_their_calls()
    {
        using var browser = await Org.ConsoleAsync();
        var health = await browser.OpenAsync("/admin/settings/health");
        health.Document.QuerySelectorAll(".deeds > li").Length.ShouldBeGreaterThan(9);
        health.Document.QuerySelectorAll(".deeds .badge.bad").Length.ShouldBe(0, health.Text);
        (await browser.OpenAsync("/admin/settings/limits")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(9);
        (await browser.OpenAsync("/admin/settings/about")).TextOf("#version").ShouldBe(ServerFacts.Version);
        (await browser.OpenAsync("/admin/settings/preferences")).Text.ShouldContain("/api/v1/org/settings");
    }
}
