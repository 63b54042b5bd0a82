using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>
/// Whose role is for some of an org learns nothing of the others: by no question to a list, by no page about something else, and by nothing that is tried
/// on somebody. Contract §3.2, roles; threats row 4.
/// </summary>
public sealed class SightTests(OrgFixture fixture) : OrgTest(fixture)
{
    /// <summary>A clerk who may do that to one group, to who is in it, and to what else is named.</summary>
    private async Task<(TestPerson Clerk, TestPerson Inside, TestPerson Outside, string Group)> Clerk(string[] permissions, params string[] more)
    {
        var (clerk, inside, outside) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var group = await Org.MakeGroup(inside.Id!);
        var role = (await Org.Post("/iam/roles", new JsonObject
        {
            ["label"] = $"Clerk {Secrets.Digits(12)}", ["description"] = "", ["permissions"] = new JsonArray([.. permissions.Select(one => JsonValue.Create(one))]),
        })).ShouldSucceed().Id;
        var set = (await Org.Post("/iam/resource-sets", new JsonObject
        {
            ["label"] = $"Some {Secrets.Digits(12)}", ["description"] = "",
            ["resources"] = new JsonArray([.. ((string[])[$"groups/{group}", $"groups/{group}/users", .. more]).Select(path => JsonValue.Create($"{Org.Url}/api/v1/{path}"))]),
        })).ShouldSucceed().Id;
        (await Org.Post($"/users/{clerk.Id}/roles", new JsonObject { ["type"] = "CUSTOM", ["role"] = role, ["resource-set"] = set })).ShouldBe(HttpStatusCode.Created);
        return (clerk, inside, outside, group);
    }

    [Fact]
    public async Task A_list_answers_a_question_about_somebody_elses_people_as_if_there_were_none()
    {
        var (clerk, inside, outside, _) = await Clerk(["okta.users.read", "okta.groups.read"]);
        using var api = await Org.ApiOf(clerk.Id!);
        // Whether there is a second page must not say whether the question fits somebody who is not shown.
        string Asked(string login) => "/users?limit=1&search=" + Uri.EscapeDataString($"id eq \"{inside.Id}\" or (id eq \"{outside.Id}\" and profile.login sw \"{login}\")");
        foreach (var login in (string[])[outside.Login, "nobody at all"])
        {
            var answer = (await Org.As(api, HttpMethod.Get, Asked(login))).ShouldSucceed();
            answer.Each("id").ShouldBe([inside.Id!]);
            answer.Link("next").ShouldBeNull();
        }
        // Nor does the address of the next page say where it begins.
        var (path, told) = ((string?)"/users?limit=1&sortBy=profile.login", new List<string>());
        for (var page = 0; path is not null && page < 20; page++)
        {
            var answer = (await Org.As(api, HttpMethod.Get, path)).ShouldSucceed();
            told.AddRange(answer.Each("id"));
            path = answer.Link("next");
            if (path is not null && path.Split("after=") is [_, var cursor])
                Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(Uri.UnescapeDataString(cursor))).ShouldNotContain("example.com");
            path = path?[(Org.Url.Length + "/api/v1".Length)..];
        }
        told.ShouldBe([inside.Id!]);
    }

    [Fact, Trait("Speed", "slow")]                                     // threats row 4: a page reads 20,000 rows and stops wherever that is
    public async Task Where_a_page_stops_at_people_who_are_not_shown_its_link_says_nothing_of_them()
    {
        var (clerk, inside, _, _) = await Clerk(["okta.users.read"]);
        var db = Org.Services.GetRequiredService<Database>();
        var orgId = await db.One<string>("select id from orgs", null, CancellationToken.None);
        await db.Write(writing => writing.Change("""
            insert into users (id, org_id, status, login, login_key, short_login_key, email, email_key, first_name_key, last_name_key, profile, created_at, updated_at)
            with recursive n (i) as (select 100000 union all select i + 1 from n where i < 120500)
            select '00uhidden' || i, @orgId, 'ACTIVE', 'hidden' || i || '@example.com', 'hidden' || i || '@example.com', 'hidden' || i, 'hidden' || i || '@example.com',
              'hidden' || i || '@example.com', 'h', 'h', '{"login":"hidden' || i || '@example.com","email":"hidden' || i || '@example.com","firstName":"H","lastName":"H"}', 1, 1 from n
            """, new { orgId }), CancellationToken.None);
        try
        {
            using var api = await Org.ApiOf(clerk.Id!);
            var (path, told, closed) = ((string?)"/users?limit=1&sortBy=profile.login", new List<string>(), 0);
            for (var page = 0; path is not null && page < 20; page++)
            {
                var answer = (await Org.As(api, HttpMethod.Get, path)).ShouldSucceed();
                told.AddRange(answer.Each("id"));
                path = answer.Link("next")?[(Org.Url.Length + "/api/v1".Length)..];
                if (path?.Split("after=") is not [_, var said]) continue;
                var cursor = Uri.UnescapeDataString(said);
                if (cursor[0] == '~') closed++;
                else Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(cursor)).ShouldNotContain("hidden");
            }
            told.ShouldBe([inside.Id!]);
            closed.ShouldBeGreaterThan(0);
            (await Org.As(api, HttpMethod.Get, "/users?sortBy=profile.login&after=~made-up")).ShouldBeRefused(400, "E0000001");
        }
        finally
        {
            await db.Write(writing => writing.Change("delete from users where id like '00uhidden%'", new { }), CancellationToken.None);
        }
    }

    [Fact]
    public async Task Who_is_assigned_to_an_app_is_told_of_those_alone_whom_the_role_is_for()
    {
        var app = (await Org.CreateAppAsync("web", assigned: false)).ClientId;
        var (clerk, inside, outside, group) = await Clerk(["okta.apps.read", "okta.users.read", "okta.groups.read"], $"apps/{app}");
        var other = await Org.MakeGroup();
        foreach (var person in (TestPerson[])[inside, outside]) (await Org.Post($"/apps/{app}/users", new JsonObject { ["id"] = person.Id })).ShouldSucceed();
        foreach (var id in (string[])[group, other]) (await Org.Put($"/apps/{app}/groups/{id}", new JsonObject())).ShouldSucceed();
        using var api = await Org.ApiOf(clerk.Id!);
        (await Org.As(api, HttpMethod.Get, $"/apps/{app}/users/{inside.Id}")).ShouldSucceed();
        (await Org.As(api, HttpMethod.Get, $"/apps/{app}/users/{outside.Id}")).ShouldBeRefused(403, "E0000006", "not for this person");
        (await Org.As(api, HttpMethod.Get, $"/apps/{app}/groups/{group}")).ShouldSucceed();
        (await Org.As(api, HttpMethod.Get, $"/apps/{app}/groups/{other}")).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Get, $"/apps/{app}/users")).ShouldSucceed().Each("id").ShouldBe([inside.Id!]);

        using var browser = await Org.ConsoleAsync(clerk);
        var people = (await browser.OpenAsync("/admin/people")).Text;
        (people.Contains(inside.Login, StringComparison.Ordinal), people.Contains(outside.Login, StringComparison.Ordinal), people.Contains("after=", StringComparison.Ordinal))
            .ShouldBe((true, false, false));
        var assigned = (await browser.OpenAsync($"/admin/apps/{app}/assignments?q={Uri.EscapeDataString(outside.Login)}")).Text;
        (assigned.Contains(inside.Login, StringComparison.Ordinal), assigned.Contains(outside.Id!, StringComparison.Ordinal), assigned.Contains(other, StringComparison.Ordinal)).ShouldBe((true, false, false));
        var hidden = await Org.CreateAppAsync("web", assigned: false);
        (await Org.Put($"/apps/{hidden.ClientId}/groups/{group}", new JsonObject())).ShouldSucceed();
        (await browser.OpenAsync($"/admin/groups/{group}/apps")).Text.ShouldNotContain(hidden.ClientId);
        var members = await browser.OpenAsync($"/admin/groups/{group}?q={Uri.EscapeDataString(outside.Login)}");
        (members.Text.Contains(inside.Login, StringComparison.Ordinal), members.Text.Contains(outside.Id!, StringComparison.Ordinal)).ShouldBe((true, false));
        (await Org.Put($"/groups/{other}/users/{inside.Id}")).ShouldBe(HttpStatusCode.NoContent);
        var groups = (await browser.OpenAsync($"/admin/people/{inside.Id}/groups")).Text;
        (groups.Contains(group, StringComparison.Ordinal), groups.Contains(other, StringComparison.Ordinal)).ShouldBe((true, false));
        (await browser.OpenAsync($"/admin/people/{inside.Id}/apps")).Text.ShouldNotContain(hidden.ClientId);
    }

    /// <summary>A page is made of what is seen: no empty one comes before the one that shows something.</summary>
    [Fact]
    public async Task What_a_role_is_for_stands_on_the_first_page_however_much_comes_before_it()
    {
        var mark = Secrets.Digits(8);
        async Task<string> Group(string name) => (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"{name} {mark}" } })).ShouldSucceed().Id;
        foreach (var number in Enumerable.Range(10, 30))
        {
            await Group($"A {number}");
            (await Org.Post("/apps", ApiCalls.NewApp("native", label: $"A {number} {mark}"))).ShouldSucceed();
        }
        var others = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Org.CreatePersonAsync()));
        var (last, big) = (await Group("Z"), await Org.MakeGroup([.. others.Select(person => person.Id!)]));
        var app = (await Org.Post("/apps", ApiCalls.NewApp("native", label: $"Z {mark}"))).ShouldSucceed().Id;
        var (clerk, inside, _, group) = await Clerk(["okta.apps.read", "okta.users.read", "okta.groups.read"], $"groups/{last}", $"groups/{big}", $"apps/{app}");
        using var browser = await Org.ConsoleAsync(clerk);
        foreach (var (path, id) in ((string Path, string Id)[])[("/admin/groups", last), ("/admin/apps", app), ($"/admin/groups?q={mark}", ""), ($"/admin/find?q={mark}", app)])
        {
            var page = await browser.OpenAsync(path);
            page.Text.ShouldContain(id, customMessage: path);
            page.Text.ShouldNotContain("after=", customMessage: path);
        }

        // Thirty others are in a group with whom they see: what is between is read over.
        (await Org.Put($"/groups/{big}/users/{inside.Id}")).ShouldBe(HttpStatusCode.NoContent);
        var members = await browser.OpenAsync($"/admin/groups/{big}");
        members.Text.ShouldContain(inside.Login);
        members.Text.ShouldNotContain("after=");

        // And of the rules that put people into groups, those that put them into theirs alone.
        async Task<string> Rule(params string[] into) => (await Org.Post("/groups/rules", new JsonObject
        {
            ["type"] = "group_rule", ["name"] = $"Rule {Secrets.Digits(8)}",
            ["conditions"] = new JsonObject { ["expression"] = new JsonObject { ["type"] = "urn:okta:expression:1.0", ["value"] = "user.title == \"A\"" } },
            ["actions"] = new JsonObject { ["assignUserToGroups"] = new JsonObject { ["groupIds"] = new JsonArray([.. into.Select(id => JsonValue.Create(id))]) } },
        })).ShouldSucceed().Id;
        var (seen, unseen) = (await Rule(group, last), await Rule(group, await Org.MakeGroup()));
        using var api = await Org.ApiOf(clerk.Id!);
        (await Org.As(api, HttpMethod.Get, "/groups/rules")).ShouldSucceed().Each("id").ShouldBe([seen]);
        (await Org.As(api, HttpMethod.Get, $"/groups/rules/{unseen}")).ShouldBeRefused(404, "E0000007");
        var rules = (await browser.OpenAsync("/admin/groups/rules")).Text;
        (rules.Contains(seen, StringComparison.Ordinal), rules.Contains(unseen, StringComparison.Ordinal)).ShouldBe((true, false));
        (await browser.OpenAsync($"/admin/groups/rules/{unseen}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nothing_is_tried_on_somebody_whom_the_role_is_not_for()
    {
        var (clerk, inside, outside, _) = await Clerk(["okta.authzServers.manage", "okta.policies.read", "okta.users.read"], "authorizationServers/default", "policies");
        using var api = await Org.ApiOf(clerk.Id!);
        JsonObject Preview(TestPerson person) => new() { ["clientId"] = Org.NativeApp.ClientId, ["userId"] = person.Id, ["scopes"] = new JsonArray("openid", "profile") };
        (await Org.As(api, HttpMethod.Post, "/authorizationServers/default/tokenPreview", Preview(inside))).ShouldSucceed();
        (await Org.As(api, HttpMethod.Post, "/authorizationServers/default/tokenPreview", Preview(outside))).ShouldBeRefused(403, "E0000006", "not for this person");
        string Simulated(TestPerson person) => $"/policies/simulate?appInstance={Org.NativeApp.ClientId}&userId={person.Id}";
        (await Org.As(api, HttpMethod.Get, Simulated(inside))).ShouldSucceed();
        (await Org.As(api, HttpMethod.Get, Simulated(outside))).ShouldBeRefused(403, "E0000006", "not for this person");

        using var browser = await Org.ConsoleAsync(clerk);
        foreach (var path in (string[])["/admin/api/servers/default/preview?scopes=openid&grant=authorization_code", "/admin/policies/simulate?ip="])
        {
            string At(TestPerson person) => $"{path}&client={Org.NativeApp.ClientId}&person={Uri.EscapeDataString(person.Login)}";
            foreach (var (person, status) in ((TestPerson, HttpStatusCode)[])[(clerk, HttpStatusCode.OK), (inside, HttpStatusCode.OK), (outside, HttpStatusCode.BadRequest)])
                (await browser.OpenAsync(At(person))).Status.ShouldBe(status, path);
        }
    }

    [Fact]                                                             // who puts people into the group whose people they see would see everybody
    public async Task Nobody_comes_to_see_somebody_by_putting_them_into_a_group()
    {
        var (clerk, inside, outside, group) = await Clerk(["okta.users.read", "okta.groups.members.manage"]);
        using var api = await Org.ApiOf(clerk.Id!);
        (await Org.As(api, HttpMethod.Put, $"/groups/{group}/users/{outside.Id}")).ShouldBeRefused(403, "E0000006", "in none of them");
        (await Org.As(api, HttpMethod.Get, $"/users/{outside.Id}")).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Delete, $"/groups/{group}/users/{inside.Id}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // threats row 8
    public async Task Who_may_change_profiles_alone_sets_no_recovery_question()
    {
        var (clerk, inside, _, _) = await Clerk(["okta.users.userprofile.manage"]);
        using var api = await Org.ApiOf(clerk.Id!);
        JsonObject Question() => new() { ["recovery_question"] = new JsonObject { ["question"] = "What is it?", ["answer"] = "Nobody knows" } };
        (await Org.As(api, HttpMethod.Post, $"/users/{inside.Id}", new JsonObject { ["credentials"] = Question() })).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Post, $"/users/{inside.Id}", Question())).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Post, $"/users/{inside.Id}", new JsonObject { ["profile"] = new JsonObject { ["nickName"] = "Nick" } })).ShouldSucceed();
    }

    /// <summary>Threats row 4; decisions 0030 and 0044: what the body names, and what a page about something else names, is asked for like what the address names.</summary>
    [Fact]
    public async Task What_a_body_or_another_page_names_is_out_of_reach_all_the_same()
    {
        var (app, policies) = ((await Org.CreateAppAsync("web", assigned: false)).ClientId, $"{Org.Url}/api/v1/policies");
        var (clerk, inside, outside, group) = await Clerk(["okta.apps.assignment.manage", "okta.apps.read", "okta.groups.manage"], $"apps/{app}");
        using var api = await Org.ApiOf(clerk.Id!);
        var other = await Org.MakeGroup();
        foreach (var path in (string[])[$"/apps/{app}/users", $"/apps/{app}/users/{outside.Id}"])
            (await Org.As(api, HttpMethod.Post, path, new JsonObject { ["id"] = outside.Id })).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Put, $"/apps/{app}/groups/{other}")).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Put, $"/apps/{app}/groups/{group}")).ShouldSucceed();
        foreach (var (type, id) in ((string, string)[])[("USER", outside.Id!), ("GROUP", other)])
        {
            var owner = new JsonObject { ["type"] = type, ["id"] = id };
            var refused = await Org.As(api, HttpMethod.Post, $"/groups/{group}/owners", owner);
            refused.ShouldBeRefused(403, "E0000006");
            refused.Text.ShouldNotContain(outside.Login);
        }
    }

    [Fact]                                                             // threats row 4: how people sign in to what administers the org is changed by who could do as much
    public async Task The_policy_of_an_app_that_holds_scopes_is_changed_by_no_page_or_call_about_the_policy()
    {
        var service = await SigningApp.Create(Org, "client_secret_jwt", new AppKey(), "service", ["okta.users.manage"], role: "SUPER_ADMIN");
        var policy = (await Org.Post("/policies", new JsonObject { ["type"] = "ACCESS_POLICY", ["name"] = $"Weak {Secrets.Digits(12)}" })).ShouldSucceed().Id;
        var (admin, _) = await Org.AdminOf("ORG_ADMIN");
        using var api = await Org.ApiOf(admin.Id!);
        var mapping = new JsonObject { ["resourceId"] = service.Id, ["resourceType"] = "APP" };
        (await Org.As(api, HttpMethod.Put, $"/apps/{service.Id}/policies/{policy}")).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Post, $"/policies/{policy}/mappings", mapping.DeepClone())).ShouldBeRefused(403, "E0000006");
        using (var console = await Org.ConsoleAsync(admin))
        {
            var page = await console.OpenAsync($"/admin/policies/{policy}/apps");
            var answer = await console.PostAsync($"/admin/policies/{policy}/apps", ("form_token", page.FormToken()), ("id", service.Id), ("do", "assign"));
            answer.Status.ShouldBe(HttpStatusCode.Forbidden, answer.Text);
        }
        (await Org.Read($"/policies/{policy}/app")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Post($"/policies/{policy}/mappings", mapping)).ShouldSucceed();
        (await Org.As(api, HttpMethod.Delete, $"/policies/{policy}/mappings/{service.Id}")).ShouldBeRefused(403, "E0000006");
    }

    [Fact]                                                             // decision 0030: an administrator is changed by who may do all that they may and more
    public async Task Nobody_opens_an_app_above_their_role_or_ends_a_token_of_somebody_above_them()
    {
        var service = await SigningApp.Create(Org, "client_secret_jwt", new AppKey(), "service", ["okta.users.manage"], role: "ORG_ADMIN");
        var (person, group) = (await Org.CreatePersonAsync(), await Org.MakeGroup());
        var (admin, _) = await Org.AdminOf("APP_ADMIN");
        using (var console = await Org.ConsoleAsync(admin))
        {
            foreach (var address in (string[])[$"/admin/people/{person.Id}/apps", $"/admin/groups/{group}/apps"])
            {
                var page = await console.OpenAsync(address);
                var answer = await console.PostAsync(address, ("form_token", page.FormToken()), ("id", service.Id), ("do", "assign"));
                answer.Status.ShouldBe(HttpStatusCode.Forbidden, answer.Text);
            }
        }
        (await Org.Read($"/apps/{service.Id}/groups")).ShouldSucceed().Each("id").ShouldNotContain(group);

        var (super, below) = ((await Org.AdminOf("SUPER_ADMIN")).Person, (await Org.AdminOf("ORG_ADMIN")).Person);
        using var theirs = await Org.ApiOf(super.Id!);
        using var api = await Org.ApiOf(below.Id!);
        var tokens = (await Org.Read("/api-tokens")).ShouldSucceed().List;
        string TokenOf(string userId) => tokens.Single(token => token!["userId"]!.ToString() == userId)!["id"]!.ToString();
        (await Org.As(api, HttpMethod.Put, $"/api-tokens/{TokenOf(super.Id!)}", new JsonObject { ["name"] = "Mine now" })).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Delete, $"/api-tokens/{TokenOf(super.Id!)}")).ShouldBeRefused(403, "E0000006");
        (await Org.As(theirs, HttpMethod.Get, "/users/me")).ShouldSucceed();
        (await Org.As(api, HttpMethod.Put, $"/api-tokens/{TokenOf(below.Id!)}", new JsonObject { ["name"] = "Mine" })).ShouldSucceed();
        (await Org.As(theirs, HttpMethod.Delete, $"/api-tokens/{TokenOf(below.Id!)}")).ShouldBe(HttpStatusCode.NoContent);
    }
}
