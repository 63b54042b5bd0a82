using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Roles;

/// <summary>How far a role reaches: its targets, other administrators, and what leads to more than it says. Contract §3.2, roles; threats rows 4 and 8.</summary>
public sealed class RoleReachTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly JsonObject Nick = new() { ["profile"] = new JsonObject { ["nickName"] = "Nick" } };

    private async Task<(HttpClient Api, string UserId, string RoleId)> Admin(string type)
    {
        var (person, role) = await Org.AdminOf(type);
        return (await Org.ApiOf(person.Id!), person.Id!, role);
    }

    private async Task<string> App() => (await Org.CreateAppAsync("web")).ClientId;

    [Fact]
    public async Task A_group_administrator_of_one_group_touches_its_people_alone()
    {
        var (inside, outside) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var (mine, other) = (await Org.MakeGroup(inside.Id!), await Org.MakeGroup(outside.Id!));
        var (api, me, role) = await Admin("USER_ADMIN");
        using var _ = api;
        var targets = $"/users/{me}/roles/{role}/targets/groups";
        (await Org.As(api, HttpMethod.Post, $"/users/{outside.Id}", Nick.DeepClone())).ShouldSucceed();             // without targets: of everybody
        (await Org.Put($"{targets}/{mine}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read(targets)).ShouldSucceed().Each("id").ShouldBe([mine]);
        (await Org.As(api, HttpMethod.Post, $"/users/{inside.Id}", Nick.DeepClone())).ShouldSucceed();
        (await Org.As(api, HttpMethod.Post, $"/users/{inside.Login}/lifecycle/expire_password")).ShouldSucceed();
        (await Org.As(api, HttpMethod.Post, $"/users/{outside.Id}", Nick.DeepClone())).ShouldBeRefused(403, "E0000006", "not for this person");
        (await Org.As(api, HttpMethod.Post, $"/users/{Uri.EscapeDataString(outside.Login)}/lifecycle/suspend")).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Put, $"/groups/{other}/users/{inside.Id}")).ShouldBeRefused(403, "E0000006");
        // Threats row 4: nobody comes to administer somebody by putting them in; whom they administer, they put.
        (await Org.As(api, HttpMethod.Put, $"/groups/{mine}/users/{outside.Id}")).ShouldBeRefused(403, "E0000006", "in none of them");
        (await Org.As(api, HttpMethod.Put, $"/groups/{mine}/users/{inside.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.As(api, HttpMethod.Post, "/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Another" } })).ShouldBeRefused(403, "E0000006");
        var made = ApiCalls.NewUser($"{Secrets.Digits(12)}@example.com", "Correct-Horse-7");
        (await Org.As(api, HttpMethod.Post, "/users", made.DeepClone())).ShouldBeRefused(403, "E0000006", "put the new person into one of them");
        made["groupIds"] = new JsonArray(other);
        (await Org.As(api, HttpMethod.Post, "/users", made.DeepClone())).ShouldBeRefused(403, "E0000006");
        made["groupIds"] = new JsonArray(mine);
        (await Org.As(api, HttpMethod.Post, "/users", made)).ShouldSucceed();
        (await Org.As(api, HttpMethod.Get, $"/users/{outside.Id}")).ShouldSucceed();                                 // to look is to look at all
        (await Org.Delete($"{targets}/{mine}")).ShouldBeRefused(403, "E0000038", "for everything");
        (await Org.Put($"{targets}/{other}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"{targets}/{mine}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/users/{me}/roles/{role}/targets")).ShouldSucceed().Each("orn").ShouldHaveSingleItem().ShouldEndWith($":groups:{other}");
    }

    [Fact]
    public async Task An_app_administrator_of_some_apps_touches_these_alone()
    {
        var (mine, other) = (await App(), await App());
        var (api, me, role) = await Admin("APP_ADMIN");
        using var _ = api;
        var catalogue = $"/users/{me}/roles/{role}/targets/catalog/apps";
        (await Org.As(api, HttpMethod.Post, $"/apps/{other}/lifecycle/deactivate")).ShouldSucceed();
        (await Org.Put($"{catalogue}/oidc_client/{mine}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read(catalogue)).ShouldSucceed().Each("id").ShouldBe([mine]);
        (await Org.As(api, HttpMethod.Post, $"/apps/{other}/lifecycle/activate")).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Post, $"/apps/{mine}/lifecycle/deactivate")).ShouldSucceed();
        (await Org.As(api, HttpMethod.Post, "/apps", ApiCalls.NewApp("web"))).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Get, $"/apps/{other}")).ShouldSucceed()["credentials.oauthClient.client_secret"].ShouldBeNull();
        (await Org.Put($"{catalogue}/oidc_client")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.As(api, HttpMethod.Post, $"/apps/{other}/lifecycle/activate")).ShouldSucceed();
        (await Org.Put(catalogue)).ShouldBe(HttpStatusCode.OK);
        (await Org.Read(catalogue)).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Put($"{catalogue}/salesforce")).ShouldBeRefused(404, "E0000007");
        var (_, someone, desk) = await Admin("REPORT_ADMIN");
        (await Org.Put($"/users/{someone}/roles/{desk}/targets/catalog/apps/oidc_client/{mine}")).ShouldBeRefused(400, "E0000001", "is for everything");
    }

    [Fact]                                                             // ruling 16: a temporary password is not for somebody above one's role
    public async Task A_help_desk_touches_no_administrator()
    {
        var (api, _, _) = await Admin("HELP_DESK_ADMIN");
        using var __ = api;
        var person = await Org.CreatePersonAsync();
        string[] steps = ["expire_password", "expire_password_with_temp_password", "reset_factors", "reset_password?sendEmail=false"];
        foreach (var step in steps) (await Org.As(api, HttpMethod.Post, $"/users/{person.Id}/lifecycle/{step}")).ShouldSucceed();
        (await Org.As(api, HttpMethod.Post, $"/users/{person.Id}/lifecycle/deactivate")).ShouldBeRefused(403, "E0000006");
        // Whoever adds a factor for somebody holds it.
        var app = new JsonObject { ["factorType"] = "token:software:totp", ["provider"] = "GOOGLE" };
        (await Org.As(api, HttpMethod.Post, $"/users/{person.Id}/factors", app)).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Post, $"/users/{person.Id}", Nick.DeepClone())).ShouldBeRefused(403, "E0000006");
        var grouped = await Org.CreatePersonAsync();
        (await Org.Post($"/groups/{await Org.MakeGroup(grouped.Id!)}/roles", RoleCalls.Role("REPORT_ADMIN"))).ShouldBe(HttpStatusCode.Created);
        foreach (var above in (string[])[Org.Facts.Admin.Login, (await Admin("ORG_ADMIN")).UserId, (await Admin("HELP_DESK_ADMIN")).UserId, grouped.Id!])
            foreach (var step in steps)
                (await Org.As(api, HttpMethod.Post, $"/users/{Uri.EscapeDataString(above)}/lifecycle/{step}")).ShouldBeRefused(403, "E0000006", "above theirs");
        (await Org.As(api, HttpMethod.Delete, $"/users/{Uri.EscapeDataString(Org.Facts.Admin.Login)}/sessions")).ShouldBeRefused(403, "E0000006");
    }

    [Fact]                                                             // threats row 4: nobody gives a role, or a right through a group, that they do not hold
    public async Task Nobody_gives_what_they_do_not_hold_by_name_by_group_or_by_an_app()
    {
        var (api, me, _) = await Admin("ORG_ADMIN");
        using var __ = api;
        var person = await Org.CreatePersonAsync();
        // Whoever says which provider is believed says who anybody is.
        (await Org.As(api, HttpMethod.Post, "/idps", new JsonObject())).ShouldBeRefused(403, "E0000006");
        foreach (var type in (string[])["SUPER_ADMIN", "ORG_ADMIN", "REPORT_ADMIN"])
            (await Org.As(api, HttpMethod.Post, $"/users/{me}/roles", RoleCalls.Role(type))).ShouldBeRefused(403, "E0000006", "super administrator");
        (await Org.As(api, HttpMethod.Post, "/iam/roles", JsonNode.Parse("""{"label":"Mine","description":"","permissions":["okta.users.manage"]}"""))).ShouldBeRefused(403, "E0000006");

        var (supers, desk) = (await Org.MakeGroup(), await Org.MakeGroup());
        (await Org.Post($"/groups/{supers}/roles", RoleCalls.Role("SUPER_ADMIN"))).ShouldBe(HttpStatusCode.Created);
        (await Org.Post($"/groups/{desk}/roles", RoleCalls.Role("HELP_DESK_ADMIN"))).ShouldBe(HttpStatusCode.Created);
        (await Org.As(api, HttpMethod.Put, $"/groups/{supers}/users/{me}")).ShouldBeRefused(403, "E0000006", "a role that you do not have");
        (await Org.As(api, HttpMethod.Delete, $"/groups/{supers}")).ShouldBeRefused(403, "E0000006");
        var made = ApiCalls.NewUser($"{Secrets.Digits(12)}@example.com", "Correct-Horse-7");
        made["groupIds"] = new JsonArray(supers);
        (await Org.As(api, HttpMethod.Post, "/users", made)).ShouldBeRefused(403, "E0000006", "a role that you do not have");
        (await Org.As(api, HttpMethod.Put, $"/groups/{desk}/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);         // theirs and more

        var service = await SigningApp.Create(Org, "client_secret_jwt", new AppKey(), "service", ["okta.users.manage"], role: "SUPER_ADMIN");
        (await Org.As(api, HttpMethod.Get, $"/apps/{service.Id}")).ShouldSucceed()["credentials.oauthClient.client_secret"].ShouldBeNull();
        (await Org.As(api, HttpMethod.Get, $"/oauth2/v1/clients/{service.Id}")).ShouldSucceed()["client_secret"].ShouldBeNull();
        (await Org.As(api, HttpMethod.Post, $"/apps/{service.Id}/credentials/secrets")).ShouldBeRefused(403, "E0000006", "a role that you do not have");
        (await Org.As(api, HttpMethod.Post, $"/oauth2/v1/clients/{service.Id}/lifecycle/newSecret")).ShouldBeRefused(403, "E0000006");
        var scope = new JsonObject { ["scopeId"] = "okta.users.manage", ["issuer"] = Org.Url };
        (await Org.As(api, HttpMethod.Post, $"/apps/{await App()}/grants", scope)).ShouldBeRefused(403, "E0000006", "super administrator");
    }

    [Fact]
    public async Task Who_only_looks_sees_no_secret_and_changes_nothing()
    {
        var (api, _, _) = await Admin("READ_ONLY_ADMIN");
        using var __ = api;
        var app = await App();
        (await Org.Read($"/apps/{app}"))["credentials.oauthClient.client_secret"].ShouldNotBeNull();
        (await Org.As(api, HttpMethod.Get, $"/apps/{app}")).ShouldSucceed()["credentials.oauthClient.client_secret"].ShouldBeNull();
        (await Org.As(api, HttpMethod.Get, $"/apps/{app}/credentials/secrets")).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Get, $"/internal/apps/{app}/settings/clientcreds")).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Get, "/iam/roles")).ShouldSucceed();
        (await Org.As(api, HttpMethod.Get, "/logs?limit=1")).ShouldSucceed();
        (await Org.As(api, HttpMethod.Post, $"/apps/{app}/lifecycle/deactivate")).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Delete, "/api-tokens/current")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // RFC 9068 §5, RFC 9700 §4.15: nobody takes an app for a person; threats row 4
    public async Task An_app_is_named_like_no_person_and_no_group_and_has_no_role_of_theirs()
    {
        var (api, me, _) = await Admin("APP_ADMIN");
        using var __ = api;
        var group = await Org.MakeGroup(me);
        foreach (var id in (string[])[me, group, (await Org.Read("/org")).Id!])
        {
            (await Org.As(api, HttpMethod.Post, "/apps", ApiCalls.NewApp("web", credentials: new JsonObject { ["client_id"] = id })))
                .ShouldBeRefused(400, "E0000001", "client_id");
        }
        (await Org.As(api, HttpMethod.Post, "/apps", ApiCalls.NewApp("web", credentials: new JsonObject { ["client_id"] = "0oa" + Secrets.Digits(17) })))
            .ShouldSucceed();                                          // one that comes along from elsewhere keeps its id
        var now = DateTimeOffset.UnixEpoch;
        var ofPerson = new RoleAssignment
        {
            Id = "ra1", OrgId = "00o", AssigneeId = me, UserId = me, Type = "SUPER_ADMIN", RoleId = "", SetId = "", CreatedAt = now, UpdatedAt = now,
        };
        var book = new RoleBook([ofPerson], [], [], []);
        book.Of(RoleHolder.OfUser(me)).IsSuper.ShouldBeTrue();
        book.Of(RoleHolder.OfClient(me)).IsNone.ShouldBeTrue();
        book.Of(RoleHolder.OfGroup(me)).IsNone.ShouldBeTrue();
    }

    [Fact]                                                             // threats row 4; decision 0018: it may use the passkeys of whoever administers more
    public async Task Which_programs_on_phones_use_everybodys_passkeys_a_super_administrator_says()
    {
        var mobile = JsonNode.Parse("""{"apple":[{"teamId":"ABCDE12345","bundleId":"com.example.bakery"}],"android":[]}""")!;
        var (api, _, _) = await Admin("APP_ADMIN");
        using var __ = api;
        JsonObject Native(JsonNode? programs)
        {
            var app = ApiCalls.NewApp("native", new JsonObject { ["redirect_uris"] = new JsonArray("com.example.bakery:/callback") });
            if (programs is not null) app["settings"]!["mobile"] = programs.DeepClone();
            return app;
        }
        (await Org.As(api, HttpMethod.Post, "/apps", Native(mobile))).ShouldBeRefused(403, "E0000006", "super administrator");
        var mine = (await Org.As(api, HttpMethod.Post, "/apps", Native(null))).ShouldSucceed();
        (await Org.As(api, HttpMethod.Put, $"/apps/{mine.Id}", Native(mobile))).ShouldBeRefused(403, "E0000006", "super administrator");
        (await Org.Put($"/apps/{mine.Id}", Native(mobile))).ShouldSucceed()["settings.mobile.apple"].ShouldNotBeNull();
        (await Org.As(api, HttpMethod.Put, $"/apps/{mine.Id}", Native(mobile))).ShouldSucceed()["settings.mobile.apple"].ShouldNotBeNull();  // as it is
        var other = JsonNode.Parse("""{"apple":[{"teamId":"ABCDE12345","bundleId":"com.evil.app"}],"android":[]}""")!;
        (await Org.As(api, HttpMethod.Put, $"/apps/{mine.Id}", Native(other))).ShouldBeRefused(403, "E0000006");
        (await Org.As(api, HttpMethod.Put, $"/apps/{mine.Id}", Native(JsonNode.Parse("""{"apple":[],"android":[]}""")))).ShouldSucceed()
            ["settings.mobile"].ShouldBeNull();
    }
}
