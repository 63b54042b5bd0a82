using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Applications &gt; Applications: made, changed and taken away by form, with the rules of the management API. Contract §3.1 and §8.6.</summary>
public sealed class ConsoleAppsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string New = "/admin/apps/new?method=oidc&type=";

    private Database Db => Org.Services.GetRequiredService<Database>();

    private static string IdOf(TestPage page) => page.Url.AbsolutePath.Split('/')[3];

    private async Task<TestPage> Create(TestBrowser browser, string type, params (string, string?)[] typed)
    {
        var made = await browser.PressAsync(await browser.OpenAsync(New + type), "#create", typed);
        made.Status.ShouldBe(HttpStatusCode.OK, made.Text);
        made.Url.PathAndQuery.ShouldEndWith("?done=created");
        return made;
    }

    private static async Task<TestPage> Edit(TestBrowser browser, string id, string section, params (string, string?)[] typed) =>
        await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{id}?edit={section}"), $"#{section}-form", typed);

    [Fact]                                                             // contract §8.6, step by step
    public async Task The_guides_path_makes_a_native_app_that_everyone_may_use()
    {
        using var browser = await Org.ConsoleAsync();
        var apps = await browser.OpenAsync("/admin/apps");
        apps.TextOf("h1").ShouldBe("Applications");
        apps.TextOf("a.button.primary").ShouldBe("Create App Integration");
        var choose = await browser.OpenAsync("/admin/apps/new");
        choose.Text.ShouldContain("OIDC - OpenID Connect");
        choose.Text.ShouldContain("Native Application");
        var form = await browser.PressAsync(choose, "#choose");
        foreach (var label in new[] { "App integration name", "Grant type", "Refresh Token", "Sign-in redirect URIs", "Sign-out redirect URIs", "Allow everyone in your organization to access", "Limit access to selected groups", "Skip group assignment for now" })
            form.Text.ShouldContain(label);
        var made = await browser.PressAsync(form, "#create", ("label", "Quickstart"), ("redirect_uris", "com.example.quickstart:/callback"), ("post_logout_redirect_uris", "com.example.quickstart:/"));
        made.TextOf("[role=status]").ShouldBe("Created.");
        made.TextOf("#client-id").ShouldBe(IdOf(made));

        var app = (await Org.Read($"/apps/{IdOf(made)}")).ShouldSucceed();
        app["label"].ShouldBe("Quickstart");
        app["settings.oauthClient.application_type"].ShouldBe("native");
        app.Object["settings"]!["oauthClient"]!["redirect_uris"]![0]!.ToString().ShouldBe("com.example.quickstart:/callback");
        app["credentials.oauthClient.token_endpoint_auth_method"].ShouldBe("none");
        app["credentials.oauthClient.pkce_required"].ShouldBe("true");
        app.Object["settings"]!["oauthClient"]!["grant_types"]!.AsArray().Select(grant => grant!.ToString()).ShouldBe(["authorization_code"]);
        (await new TestApp(Org, IdOf(made), null, "com.example.quickstart:/callback").SignInAsync(Org.Person)).Parameter("code").ShouldNotBeNull();

        // Keep the user signed in: General Settings > Edit > Refresh Token > Save.
        var saved = await Edit(browser, IdOf(made), "settings", ("grant_types.refresh_token", "on"));
        saved.TextOf("[role=status]").ShouldBe("Saved.");
        var tokens = await new TestApp(Org, IdOf(made), null, "com.example.quickstart:/callback").TokensAsync(Org.Person);
        tokens.Json.ContainsKey("refresh_token").ShouldBeTrue(tokens.Text);
    }

    /// <summary>Issue 11: no rule twice. The rows and the lines of the log are the same but for ids and times.</summary>
    [Fact]
    public async Task A_change_by_form_and_by_the_api_leaves_the_same_rows_and_the_same_log()
    {
        using var browser = await Org.ConsoleAsync();
        var everyone = (await Org.Read("/groups?q=Everyone")).Each("id")[0];
        var person = await Org.CreatePersonAsync();
        JsonObject Client(params string[] grants) => new() { ["application_type"] = "native", ["grant_types"] = new JsonArray([.. grants.Select(grant => JsonValue.Create(grant))]), ["redirect_uris"] = new JsonArray("com.example.app:/callback"), ["post_logout_redirect_uris"] = new JsonArray() };
        JsonObject Body(string label, JsonObject client) => new() { ["label"] = label, ["name"] = "oidc_client", ["signOnMode"] = "OPENID_CONNECT", ["settings"] = new JsonObject { ["oauthClient"] = client } };

        var byApi = (await Org.Post("/apps", Body("Same", Client("authorization_code")))).ShouldSucceed().Id;
        (await Org.Put($"/apps/{byApi}/groups/{everyone}")).ShouldSucceed();
        var whole = (await Org.Read($"/apps/{byApi}")).Object;
        whole["label"] = "Same, changed";
        whole["settings"]!["oauthClient"]!["grant_types"] = new JsonArray("authorization_code", "refresh_token");
        (await Org.Put($"/apps/{byApi}", whole.DeepClone())).ShouldSucceed();
        (await Org.Post($"/apps/{byApi}/users", new JsonObject { ["id"] = person.Id })).ShouldSucceed();
        (await Org.Delete($"/apps/{byApi}/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/apps/{byApi}/groups/{everyone}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Post($"/apps/{byApi}/lifecycle/deactivate")).ShouldSucceed();

        var made = await Create(browser, "native", ("label", "Same"), ("redirect_uris", "com.example.app:/callback"), ("post_logout_redirect_uris", ""));
        var byForm = IdOf(made);
        await Edit(browser, byForm, "settings", ("label", "Same, changed"), ("grant_types.refresh_token", "on"));
        await Assign(browser, byForm, "assign-user", person.Id!);
        await Assign(browser, byForm, "remove-user", person.Id!);
        await Assign(browser, byForm, "remove-group", everyone);
        await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{byForm}/deactivate"), "#confirm");

        (await Row(byForm)).ShouldBe(await Row(byApi));
        (await Lines(byForm)).ShouldBe(await Lines(byApi));

        (await Org.Delete($"/apps/{byApi}")).ShouldBe(HttpStatusCode.NoContent);
        var deleted = await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{byForm}/delete"), "#confirm", ("typed", "Same, changed"));
        deleted.Url.PathAndQuery.ShouldBe("/admin/apps?done=deleted");
        (await Lines(byForm)).ShouldBe(await Lines(byApi));
        (await Lines(byForm)).Length.ShouldBe(8);
    }

    private async Task<TestPage> Assign(TestBrowser browser, string id, string what, string whom)
    {
        var token = (await browser.OpenAsync($"/admin/apps/{id}/assignments")).FormToken();
        return await browser.PostAsync($"/admin/apps/{id}/assignments", ("form_token", token), ("do", what), ("id", whom));
    }

    private async Task<string> Row(string id) => (await Db.One<string>("select label || ' ' || status || ' ' || application_type || ' ' || elliptic || ' ' || document from apps where id = @id", new { id }, default)).ShouldNotBeNull();

    /// <summary>As the log has them: what happened, who did it, to what, how it ended.</summary>
    private async Task<string[]> Lines(string id)
    {
        await Org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
        var filter = Uri.EscapeDataString($"target.id eq \"{id}\"");
        return [.. (await Org.Read($"/logs?limit=1000&filter={filter}")).ShouldSucceed().List
            .Where(line => !line!["eventType"]!.ToString().StartsWith("app.oauth2", StringComparison.Ordinal))
            .Select(line => $"{line!["eventType"]} {line["displayMessage"]} {line["severity"]} {line["outcome"]!["result"]} by {line["actor"]!["type"]} {line["actor"]!["id"]} on {string.Join(", ", line["target"]!.AsArray().Select(target => $"{target!["type"]} {(target["id"]!.ToString() == id ? "it" : target["id"])} {target["displayName"]}"))}")];
    }

    [Theory]
    [InlineData("label", "", "must have between 1 and 100 characters")]
    [InlineData("redirect_uris", "javascript:alert(1)", "must not use the scheme javascript")]
    [InlineData("redirect_uris", "http://app.example.com/callback", "must use https")]
    [InlineData("redirect_uris", "", "at least one is required")]
    [InlineData("grant_types.authorization_code", null, "must not be empty")]
    public async Task What_breaks_a_rule_stands_beside_its_field_and_what_was_typed_stays(string field, string? typed, string reason)
    {
        using var browser = await Org.ConsoleAsync();
        var page = await browser.PressAsync(await browser.OpenAsync(New + "native"), "#create", ("label", "Typed by me"), (field, typed));
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.TextOf("#problems").ShouldNotBeNull();
        page.TextOf($"#{field.Split('.')[0]}-wrong")!.ShouldContain(reason);
        if (typed is { Length: > 0 }) page.Document.GetElementById(field)!.TextContent.ShouldBe(typed);
        if (field != "label") page.AttributeOf("#label", "value").ShouldBe("Typed by me");
        (await Org.AllPages("/apps?q=Typed&limit=200")).ShouldBeEmpty();
    }

    [Fact]                                                             // issue 11: two at once
    public async Task The_second_to_save_is_shown_what_changed_and_loses_nothing()
    {
        using var first = await Org.ConsoleAsync();
        using var second = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var id = IdOf(await Create(first, "native", ("label", "Two at once")));
        var (ofFirst, ofSecond) = (await first.OpenAsync($"/admin/apps/{id}?edit=settings"), await second.OpenAsync($"/admin/apps/{id}?edit=settings"));
        (await first.PressAsync(ofFirst, "#settings-form", ("label", "The first's"))).TextOf("[role=status]").ShouldBe("Saved.");

        var overtaken = await second.PressAsync(ofSecond, "#settings-form", ("label", "The second's"), ("redirect_uris", "com.example.second:/callback"));
        overtaken.Status.ShouldBe(HttpStatusCode.Conflict);
        overtaken.TextOf("#overtaken").ShouldNotBeNull();
        overtaken.AttributeOf("#label", "value").ShouldBe("The second's");
        overtaken.TextOf("#label-theirs").ShouldBe("The first's");
        overtaken.TextOf("#redirect_uris")!.ShouldBe("com.example.second:/callback");
        (await Org.Read($"/apps/{id}"))["label"].ShouldBe("The first's");

        (await second.PressAsync(overtaken, "#settings-form")).TextOf("[role=status]").ShouldBe("Saved.");
        (await Org.Read($"/apps/{id}"))["label"].ShouldBe("The second's");
    }

    [Fact]
    public async Task Two_who_change_different_parts_at_the_same_moment_both_keep_theirs()
    {
        using var browser = await Org.ConsoleAsync();
        var id = IdOf(await Create(browser, "web", ("label", "Different parts")));
        var (settings, about) = (await browser.OpenAsync($"/admin/apps/{id}?edit=settings"), await browser.OpenAsync($"/admin/apps/{id}?edit=about"));
        var saved = await Task.WhenAll(browser.PressAsync(settings, "#settings-form", ("label", "Renamed")), browser.PressAsync(about, "#about-form", ("client_uri", "https://app.example.com/")));
        saved.ShouldAllBe(page => page.TextOf("[role=status]") == "Saved.");
        var app = await Org.Read($"/apps/{id}");
        app["label"].ShouldBe("Renamed");
        app["settings.oauthClient.client_uri"].ShouldBe("https://app.example.com/");
    }

    [Fact]                                                             // one form at a time, decided by the database
    public async Task Of_many_who_save_the_same_part_at_once_one_wins_and_the_others_are_told()
    {
        using var browser = await Org.ConsoleAsync();
        var id = IdOf(await Create(browser, "native", ("label", "Race")));
        var form = await browser.OpenAsync($"/admin/apps/{id}?edit=settings");
        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => browser.PressAsync(form, "#settings-form", ("label", $"Race {number}"))));
        saved.Count(page => page.Status == HttpStatusCode.OK).ShouldBe(1);
        saved.Count(page => page.Status == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Fact]                                                             // OWASP ASVS 5.3: names as an attacker chooses them
    public async Task Hostile_names_and_addresses_stay_text_on_every_page()
    {
        using var browser = await Org.ConsoleAsync();
        var plain = IdOf(await Create(browser, "native", ("label", "Plain")));
        foreach (var name in HostileNames.All.Where(name => !name.Contains('\0', StringComparison.Ordinal)))
        {
            var id = IdOf(await Create(browser, "native", ("label", name), ("redirect_uris", "com.example.x:/callback?a='&b=;(x)")));
            foreach (var path in new[] { "", "?edit=settings", "/assignments", "/quickstart", "/quickstart?for=ios", "/quickstart?for=react-native", "/delete", "/deactivate", "/secrets" })
            {
                var (hostile, ordinary) = (await browser.OpenAsync($"/admin/apps/{id}{path}"), await browser.OpenAsync($"/admin/apps/{plain}{path}"));
                hostile.Status.ShouldBe(HttpStatusCode.OK, path);
                Shape(hostile).ShouldBe(Shape(ordinary), $"{path} with {name}");
            }
            var list = await browser.OpenAsync("/admin/apps?q=" + Uri.EscapeDataString(name.Length > 20 ? name[..20] : name));
            list.Document.QuerySelectorAll("script:not([src]), img, iframe, object, embed").Length.ShouldBe(0);
            list.Document.All.SelectMany(element => element.Attributes).ShouldAllBe(attribute => !attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        }
    }

    private static string Shape(TestPage page) => string.Join(' ', page.Document.All.Select(element => $"{element.LocalName}[{string.Join(',', element.Attributes.Select(attribute => attribute.Name))}]"));

    [Fact]
    public async Task The_list_is_searched_narrowed_and_paged()
    {
        using var browser = await Org.ConsoleAsync();
        var prefix = $"list-{Secrets.Digits(10)}"[..12];
        for (var number = 0; number < 27; number++)
            (await Org.Post("/apps", ApiCalls.NewApp(number % 2 == 0 ? "web" : "native", label: $"Z{prefix} {number:00}"))).ShouldSucceed();
        string[] Names(TestPage page) => [.. page.Document.QuerySelectorAll("tbody th").Select(row => row.TextContent.Trim())];

        var first = await browser.OpenAsync($"/admin/apps?q={prefix}");
        Names(first).ShouldBe([.. Enumerable.Range(0, 25).Select(number => $"Z{prefix} {number:00}")]);
        var second = await browser.OpenAsync(first.AttributeOf("#next", "href")!);
        Names(second).ShouldBe([$"Z{prefix} 25", $"Z{prefix} 26"]);
        Names(await browser.OpenAsync($"/admin/apps?q={prefix}&type=native")).Length.ShouldBe(13);
        Names(await browser.OpenAsync($"/admin/apps?q={prefix}&status=INACTIVE")).ShouldBeEmpty();
        Names(await browser.OpenAsync("/admin/apps?q=%25")).ShouldBeEmpty();
        Names(await browser.OpenAsync("/admin/apps?q=nothing-is-called-so")).ShouldBeEmpty();
        (await browser.OpenAsync("/admin/apps?q=nothing-is-called-so")).Text.ShouldContain("Nothing found");
        var id = (await Org.Read($"/apps?q=Z{prefix}&limit=1")).Each("id")[0];
        Names(await browser.OpenAsync($"/admin/apps?q={id}")).ShouldHaveSingleItem();
    }

    [Fact]                                                             // dangerous things want a sign-in of now
    public async Task Secrets_are_shown_to_who_signed_in_a_short_while_ago_and_the_log_says_so()
    {
        var admin = await Org.CreateAdminAsync();
        using var browser = await Org.ConsoleAsync(admin);
        var id = IdOf(await Create(browser, "web", ("label", "With secrets")));
        var shown = await browser.OpenAsync($"/admin/apps/{id}/secrets");
        shown.TextOf("td code").ShouldBe((await Org.Read($"/apps/{id}"))["credentials.oauthClient.client_secret"]);
        (await Org.Events(id)).ShouldContain("app.oauth2.client.read_client_secret");

        Org.Clock.Advance(TimeSpan.FromMinutes(16));
        var asked = await browser.OpenAsync($"/admin/apps/{id}/secrets");
        asked.Shows("input[name=password]").ShouldBeTrue("OpenID Connect Core §3.1.2.1, max_age");
        var again = await browser.Onward(browser.SubmitAsync(asked, ("identifier", admin.Login), ("password", admin.Password)));
        again.Url.AbsolutePath.ShouldBe($"/admin/apps/{id}/secrets");

        var two = await browser.PressAsync(again, "#new-secret", ("do", "new"));
        two.Document.QuerySelectorAll("td code").Length.ShouldBe(2);
        two.Shows("#new-secret").ShouldBeFalse();
        var first = two.Document.QuerySelectorAll("td code")[0].Id!;
        (await browser.PressAsync(two, $"#of-{first}", ("do", "deactivate"))).TextOf("[role=status]").ShouldBe("Saved.");
        (await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{id}/secrets"), $"#of-{first}", ("do", "delete"), ("typed", (await Org.Read($"/apps/{id}"))["label"]))).TextOf("[role=status]").ShouldBe("Saved.");
        var last = await browser.OpenAsync($"/admin/apps/{id}/secrets");
        var refused = await browser.PressAsync(last, $"#of-{last.Document.QuerySelector("td code")!.Id}", ("do", "deactivate"));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Text.ShouldContain("the only active secret of an app stays active");
    }

    [Fact]
    public async Task An_app_is_deleted_only_when_it_is_inactive_and_its_name_was_typed()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var id = IdOf(await Create(browser, "native", ("label", "To be deleted")));
        (await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{id}/delete"), "#confirm", ("typed", "To be deleted"))).Text.ShouldContain("is active: deactivate it first");
        (await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{id}/deactivate"), "#confirm")).TextOf("[role=status]").ShouldBe("Deactivated.");
        (await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{id}/delete"), "#confirm", ("typed", "Something else"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{id}"), $"form[action='/admin/apps/{id}/activate']")).TextOf("[role=status]").ShouldBe("Activated.");
        await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{id}/deactivate"), "#confirm");
        (await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{id}/delete"), "#confirm", ("typed", "To be deleted"))).TextOf("[role=status]").ShouldBe("Deleted.");
        (await Org.Read($"/apps/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.OpenAsync($"/admin/apps/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task People_and_groups_are_looked_for_assigned_and_taken_off()
    {
        using var browser = await Org.ConsoleAsync();
        var person = await Org.CreatePersonAsync($"zora-{Secrets.Digits(10)}@example.com");
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"Zebras {Secrets.Digits(10)}" } })).ShouldSucceed();
        var id = IdOf(await Create(browser, "native", ("label", "Assigned"), ("access", "skip")));
        (await browser.OpenAsync($"/admin/apps/{id}/assignments")).Text.ShouldContain("Nobody may use this app yet");
        var app = new TestApp(Org, id, null, (await Org.Read($"/apps/{id}")).Object["settings"]!["oauthClient"]!["redirect_uris"]![0]!.ToString());
        (await app.SignInAsync(person)).Parameter("error").ShouldBe("access_denied");

        var found = await browser.OpenAsync($"/admin/apps/{id}/assignments?q={person.Login[..8]}");
        (await browser.PressAsync(found, $"#assign-user-{person.Id}", ("do", "assign-user"))).TextOf("[role=status]").ShouldBe("Assigned.");
        (await app.SignInAsync(person)).Parameter("code").ShouldNotBeNull();
        found = await browser.OpenAsync($"/admin/apps/{id}/assignments?q=zebras");
        var both = await browser.PressAsync(found, $"#assign-group-{group.Id}", ("do", "assign-group"));
        both.Shows($"#remove-group-{group.Id}").ShouldBeTrue();
        var left = await browser.PressAsync(both, $"#remove-user-{person.Id}", ("do", "remove-user"));
        left.TextOf("[role=status]").ShouldBe("No longer assigned.");
        (await app.SignInAsync(person)).Parameter("error").ShouldBe("access_denied");
    }

    [Fact]
    public async Task However_many_groups_an_app_is_assigned_to_each_stands_on_a_page()
    {
        using var browser = await Org.ConsoleAsync();
        var mark = $"Crew {Secrets.Digits(10)}";
        var id = IdOf(await Create(browser, "native", ("label", "Many groups"), ("access", "everyone")));
        var groups = new List<string>();
        foreach (var number in Enumerable.Range(10, 30))
        {
            groups.Add((await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"{mark} {number}" } })).ShouldSucceed().Id);
            (await Org.Put($"/apps/{id}/groups/{groups[^1]}", new JsonObject())).ShouldSucceed();
        }
        var shown = new HashSet<string>();
        var page = await browser.OpenAsync($"/admin/apps/{id}/assignments");
        for (var pages = 0; pages < 3; pages++)
        {
            page.Text.ShouldContain("Everyone in your organization may use this app");
            foreach (var group in groups.Where(group => page.Shows($"#remove-group-{group}"))) shown.Add(group);
            if (page.Document.GetElementById("next-groups")?.GetAttribute("href") is not { } next) break;
            page = await browser.OpenAsync(next);
        }
        shown.Count.ShouldBe(30);
        page.Shows("#next-groups").ShouldBeFalse();
        // What is assigned already is not offered, on whichever page it stands.
        (await browser.OpenAsync($"/admin/apps/{id}/assignments?q={Uri.EscapeDataString(mark)}")).Document.QuerySelectorAll("[id^=assign-group-]").ShouldBeEmpty();
    }

    [Fact]                                                             // issue 11: empty states that teach
    public async Task A_bookmark_is_told_of_in_words_of_its_own()
    {
        using var browser = await Org.ConsoleAsync();
        var form = await browser.OpenAsync("/admin/apps/new?method=bookmark");
        form.Document.QuerySelector("#label")!.GetAttribute("value").ShouldBe("My Bookmark");
        form.Shows("#label-hint").ShouldBeFalse();
        var made = await browser.PressAsync(form, "#create", ("settings.app.url", "https://wiki.example.com/"));
        made.Text.ShouldContain("Nobody sees an inactive link among their apps");
        made.Document.QuerySelectorAll("#as-call").Length.ShouldBe(1, "one card says what programs call");
        made.Text.ShouldNotContain("every token it holds");
    }

    [Fact]
    public async Task An_app_for_selected_groups_is_assigned_to_them_alone()
    {
        using var browser = await Org.ConsoleAsync();
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"00 first {Secrets.Digits(10)}" } })).ShouldSucceed().Id;
        var none = await browser.PressAsync(await browser.OpenAsync(New + "native"), "#create", ("label", "For some"), ("access", "groups"));
        none.TextOf("#groups-wrong")!.ShouldContain("choose at least one");
        var id = IdOf(await browser.PressAsync(none, "#create", ($"group.{group}", "on")));
        (await Org.AllPages($"/apps/{id}/groups?limit=200")).ShouldBe([group]);
    }

    [Fact]                                                             // as the guides have it; a value in them is the app's own
    public async Task The_quick_start_holds_the_apps_own_values()
    {
        using var browser = await Org.ConsoleAsync();
        foreach (var (type, platforms) in new[] { ("native", new[] { "maui", "android", "ios", "react-native" }), ("browser", ["javascript"]), ("web", ["aspnet", "node"]), ("service", ["curl"]) })
        {
            var id = IdOf(await Create(browser, type));
            foreach (var platform in platforms)
            {
                var snippet = (await browser.OpenAsync($"/admin/apps/{id}/quickstart?for={platform}")).TextOf("#snippet").ShouldNotBeNull();
                snippet.ShouldContain(id);
                snippet.ShouldContain(Org.Issuer);
            }
        }
    }

    [Fact]
    public async Task What_is_copied_as_a_call_makes_the_app_what_it_is()
    {
        using var browser = await Org.ConsoleAsync();
        var id = IdOf(await Create(browser, "native", ("label", "It's \"mine\"")));
        var before = await Row(id);
        var call = (await browser.OpenAsync($"/admin/apps/{id}")).TextOf("#api").ShouldNotBeNull();
        call.ShouldStartWith($"curl -X PUT {Org.Url}/api/v1/apps/{id} ");
        var body = call[(call.IndexOf("-d '", StringComparison.Ordinal) + 4)..^1].Replace(@"'\''", "'", StringComparison.Ordinal);
        (await Org.Put($"/apps/{id}", JsonNode.Parse(body)!)).ShouldSucceed();
        (await Row(id)).ShouldBe(before);
        (await browser.OpenAsync($"/admin/apps/{id}")).TextOf("#cli")!.ShouldStartWith($"latchkey apps update {id} --app-name 'It'\\''s \"mine\"'");
    }

    [Fact]                                                             // contract §8.6
    public async Task A_bookmark_is_made_and_edited_by_form()
    {
        using var browser = await Org.ConsoleAsync();
        var form = await browser.PressAsync(await browser.OpenAsync("/admin/apps/new"), "#choose", ("method", "bookmark"));
        var wrong = await browser.PressAsync(form, "#create", ("label", "Lunch"), ("settings.app.url", "lunch"));
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Document.QuerySelector("[name='settings.app.url']")!.GetAttribute("aria-invalid").ShouldBe("true");
        var made = await browser.PressAsync(form, "#create", ("label", "Lunch"), ("settings.app.url", "https://lunch.example.com/"));
        made.Status.ShouldBe(HttpStatusCode.OK, made.Text);
        var id = made.Url.AbsolutePath.Split('/')[3];
        made.Text.ShouldContain("https://lunch.example.com/");
        made.Shows("a[href$='/quickstart']").ShouldBeFalse();
        (await Org.Read($"/apps/{id}")).ShouldSucceed()["settings.app.url"].ShouldBe("https://lunch.example.com/");
        (await Org.AllPages($"/apps/{id}/groups")).Count.ShouldBe(1);

        var edited = await browser.PressAsync(await browser.OpenAsync($"/admin/apps/{id}?edit=link"), "#link-form", ("settings.app.url", "https://lunch.example.com/menu"));
        edited.TextOf("[role=status]").ShouldBe("Saved.");
        (await Org.Read($"/apps/{id}")).ShouldSucceed()["settings.app.url"].ShouldBe("https://lunch.example.com/menu");
        (await browser.OpenAsync($"/admin/apps/{id}/assignments")).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var page in (string[])["quickstart", "try", "scopes", "signon", "activity"])
            (await browser.OpenAsync($"/admin/apps/{id}/{page}")).Status.ShouldBe(HttpStatusCode.NotFound, page);
        (await browser.OpenAsync("/admin/apps?type=bookmark")).Text.ShouldContain("Lunch");
    }
}
