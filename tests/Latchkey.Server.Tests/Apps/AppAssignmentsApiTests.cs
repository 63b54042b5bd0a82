using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Management.Clients;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Apps;

public sealed class AppAssignmentsApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // contract §3.1, Assignments
    public async Task Assigned_is_who_was_put_there_by_name_or_by_group()
    {
        var app = await Org.CreateAppAsync(assigned: false);
        var (ann, ben, cem) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Assigned" } })).ShouldSucceed().Id;
        await Org.Put($"/groups/{group}/users/{ben.Id}");

        var assigned = (await Org.Post($"/apps/{app.ClientId}/users", new JsonObject { ["id"] = ann.Id, ["scope"] = "USER" })).ShouldSucceed();
        assigned["scope"].ShouldBe("USER");
        assigned["status"].ShouldBe("ACTIVE");
        assigned["syncState"].ShouldBe("DISABLED");
        assigned["credentials.userName"].ShouldBe(ann.Login);
        (await Org.Put($"/apps/{app.ClientId}/groups/{group}")).ShouldSucceed()["priority"].ShouldBe("0");

        (await IsAssigned(app.ClientId, ann.Id!)).ShouldBeTrue();
        (await IsAssigned(app.ClientId, ben.Id!)).ShouldBeTrue();
        (await IsAssigned(app.ClientId, cem.Id!)).ShouldBeFalse();
        (await Org.Read($"/apps/{app.ClientId}/users/{ben.Id}")).ShouldSucceed()["scope"].ShouldBe("GROUP");
        (await Org.Read($"/apps/{app.ClientId}/users/{cem.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.AllPages($"/apps/{app.ClientId}/users?limit=1")).ShouldBe([ann.Id!, ben.Id!], ignoreOrder: true);
        foreach (var (person, assignedTo) in ((string?, bool)[])[(ann.Id, true), (ben.Id, true), (cem.Id, false)])
            (await Org.AllPages($"/apps?filter={Uri.EscapeDataString($"user.id eq \"{person}\"")}")).Contains(app.ClientId).ShouldBe(assignedTo);
        (await Org.AllPages($"/apps?filter={Uri.EscapeDataString($"group.id eq \"{group}\"")}")).ShouldBe([app.ClientId]);
        (await Org.Read($"/groups/{group}/apps")).ShouldSucceed().Each("id").ShouldBe([app.ClientId]);

        (await Org.Delete($"/apps/{app.ClientId}/users/{ann.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/groups/{group}/users/{ben.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await IsAssigned(app.ClientId, ann.Id!)).ShouldBeFalse();
        (await IsAssigned(app.ClientId, ben.Id!)).ShouldBeFalse();
        (await Org.Delete($"/apps/{app.ClientId}/users/{ann.Id}")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // contract §3.1, Assignments
    public async Task Who_is_assigned_and_what_is_granted_come_along_where_they_are_asked_for()
    {
        var app = await Org.CreateAppAsync(assigned: false);
        var (ann, ben) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Comes along" } })).ShouldSucceed().Id;
        await Org.Put($"/groups/{group}/users/{ben.Id}");
        (await Org.Post($"/apps/{app.ClientId}/users", new JsonObject { ["id"] = ann.Id })).ShouldSucceed();
        (await Org.Put($"/apps/{app.ClientId}/groups/{group}")).ShouldSucceed();

        var people = (await Org.Read($"/apps/{app.ClientId}/users?expand=user")).ShouldSucceed().List;
        people.Select(one => one!["_embedded"]!["user"]!["profile"]!["login"]!.ToString()).ShouldBe([ann.Login, ben.Login], ignoreOrder: true);
        (await Org.Read($"/apps/{app.ClientId}/users/{ben.Id}?expand=user")).ShouldSucceed()["_embedded.user.id"].ShouldBe(ben.Id);
        (await Org.Read($"/apps/{app.ClientId}/groups?expand=group")).ShouldSucceed().List.Single()!["_embedded"]!["group"]!["profile"]!["name"]!.ToString().ShouldBe("Comes along");
        (await Org.Read($"/apps/{app.ClientId}/groups/{group}?expand=group")).ShouldSucceed()["_embedded.group.id"].ShouldBe(group);
        foreach (var path in (string[])["users", $"users/{ann.Id}", "groups", $"groups/{group}"])
        {
            (await Org.Read($"/apps/{app.ClientId}/{path}")).ShouldSucceed().Text.ShouldNotContain("_embedded");
            (await Org.Read($"/apps/{app.ClientId}/{path}?expand=nothing")).ShouldBeRefused(400, "E0000001", "expand");
        }
        (await Org.Post($"/apps/{app.ClientId}/grants", new JsonObject { ["scopeId"] = "okta.users.read", ["issuer"] = Org.Url })).ShouldBe(HttpStatusCode.Created);
        (await Org.Read($"/apps/{app.ClientId}/grants?expand=scope")).ShouldSucceed().List.Single()!["_embedded"]!["scope"]!["id"]!.ToString().ShouldBe("okta.users.read");
    }

    [Fact]                                                             // contract §3.0 and §3.1: POST is partial
    public async Task A_change_of_somebody_assigned_leaves_what_it_does_not_name()
    {
        var app = await Org.CreateAppAsync(assigned: false);
        var ann = await Org.CreatePersonAsync();
        var path = $"/apps/{app.ClientId}/users";
        (await Org.Post(path, JsonNode.Parse($$$"""{"id":"{{{ann.Id}}}","credentials":{"userName":"custom@x"},"profile":{"a":"1","b":"2"}}"""))).ShouldSucceed();
        await Holds(await Org.Post($"{path}/{ann.Id}", JsonNode.Parse("""{"profile":{"a":"3"}}""")), "custom@x", "3", "2");
        await Holds(await Org.Post($"{path}/{ann.Id}", JsonNode.Parse("""{"credentials":{"userName":"other@x"}}""")), "other@x", "3", "2");
        await Holds(await Org.Post($"{path}/{ann.Id}", new JsonObject()), "other@x", "3", "2");
        await Holds(await Org.Post(path, new JsonObject { ["id"] = ann.Id }), "other@x", "3", "2");
        await Holds(await Org.Post($"{path}/{ann.Id}", JsonNode.Parse("""{"profile":{"b":null}}""")), "other@x", "3", null);
        (await Org.Post(path, new JsonObject { ["id"] = ann.Id, ["scope"] = "ZORK" })).ShouldBeRefused(400, "E0000001", "scope");

        async Task Holds(ApiAnswer answer, string userName, string? a, string? b)
        {
            foreach (var one in (ApiAnswer[])[answer.ShouldSucceed(), (await Org.Read($"{path}/{ann.Id}")).ShouldSucceed()])
                (one["credentials.userName"], one["profile.a"], one["profile.b"]).ShouldBe((userName, a, b));
        }
    }

    [Fact]                                                             // contract §3.1: list has q, after, limit, filter
    public async Task The_people_of_an_app_are_found_by_how_their_names_begin()
    {
        var app = await Org.CreateAppAsync(assigned: false);
        var (ann, ben) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var path = $"/apps/{app.ClientId}/users";
        (await Org.Post(path, JsonNode.Parse($$$"""{"id":"{{{ann.Id}}}","credentials":{"userName":"Zeno@x"}}"""))).ShouldSucceed();
        (await Org.Post(path, new JsonObject { ["id"] = ben.Id })).ShouldSucceed();
        (await Org.AllPages($"{path}?q=zork")).ShouldBeEmpty();
        (await Org.AllPages($"{path}?q=zeno&limit=1")).ShouldBe([ann.Id!]);
        (await Org.AllPages($"{path}?q={Uri.EscapeDataString(ben.Login)}&limit=1")).ShouldBe([ben.Id!]);
        (await Org.AllPages($"{path}?filter={Uri.EscapeDataString("credentials.userName eq \"Zeno@x\"")}")).ShouldBe([ann.Id!]);
        (await Org.Read($"{path}?filter={Uri.EscapeDataString("zork eq \"a\"")}")).ShouldBeRefused(400, "E0000031");
    }

    [Fact]                                                             // contract §5.5: the command line assigns Everyone with priority 2
    public async Task Everyone_assigned_is_everyone()
    {
        var app = await Org.CreateAppAsync(assigned: false);
        var person = await Org.CreatePersonAsync();
        (await app.SignInAsync(person)).Parameter("error").ShouldBe("access_denied");

        var everyone = (await Org.Read("/groups?search=" + Uri.EscapeDataString("profile.name eq \"everyone\""))).ShouldSucceed();
        everyone.List.Count.ShouldBe(1);                               // contract §11.15
        var assigned = (await Org.Put($"/apps/{app.ClientId}/groups/{everyone.Each("id")[0]}", new JsonObject { ["priority"] = 2 })).ShouldSucceed();
        assigned["priority"].ShouldBe("2");
        (await Org.Read($"/apps/{app.ClientId}/groups")).ShouldSucceed().Each("id").ShouldBe([assigned.Id]);
        (await app.SignInAsync(person)).Parameter("code").ShouldNotBeNull();
        (await Org.AllPages($"/apps/{app.ClientId}/users")).ShouldContain(person.Id!);
        (await Org.AllPages($"/apps?filter={Uri.EscapeDataString($"user.id eq \"{person.Id}\"")}")).ShouldContain(app.ClientId);
        (await Org.AllPages($"/apps?filter={Uri.EscapeDataString("user.id eq \"00unobody\"")}")).ShouldBeEmpty();

        (await Org.Delete($"/apps/{app.ClientId}/groups/{assigned.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/apps/{app.ClientId}/groups/{assigned.Id}")).ShouldBeRefused(404, "E0000007");
        (await app.SignInAsync(person)).Parameter("error").ShouldBe("access_denied");
    }

    [Fact]
    public async Task Who_or_what_does_not_exist_cannot_be_assigned()
    {
        (await Org.Post($"/apps/{Org.NativeApp.ClientId}/users", new JsonObject { ["id"] = "00unobody" })).ShouldBeRefused(404, "E0000007");
        (await Org.Post($"/apps/{Org.NativeApp.ClientId}/users", new JsonObject())).ShouldBeRefused(400, "E0000001");
        (await Org.Put($"/apps/{Org.NativeApp.ClientId}/groups/00gnothing")).ShouldBeRefused(404, "E0000007");
        (await Org.Put("/apps/0oanothing/groups/00gnothing")).ShouldBeRefused(404, "E0000007");
    }

    private async Task<bool> IsAssigned(string appId, string userId)
    {
        var users = Org.Services.GetRequiredService<Core.People.Users>();
        var apps = Org.Services.GetRequiredService<Core.Clients.Apps>();
        var org = (await Org.Services.GetRequiredService<Core.Orgs.OrgDirectory>().Default(default))!;
        return await Org.Services.GetRequiredService<Assignments>().IsAssigned((await apps.Find(org.Id, appId, default))!, (await users.Find(org.Id, userId, default))!, default);
    }

    [Fact]                                                             // contract §3.1: Assignments: who is deactivated has no apps
    public async Task Somebody_deactivated_is_assigned_to_nothing()
    {
        var app = await Org.CreateAppAsync(assigned: false);
        var (ann, ben, cem) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Leavers" } })).ShouldSucceed().Id;
        foreach (var person in (string[])[ben.Id!, cem.Id!]) await Org.Put($"/groups/{group}/users/{person}");
        await Org.Post($"/apps/{app.ClientId}/users", new JsonObject { ["id"] = ann.Id });
        (await Org.Put($"/apps/{app.ClientId}/groups/{group}")).ShouldSucceed();
        foreach (var person in (string[])[ann.Id!, ben.Id!]) (await Org.Post($"/users/{person}/lifecycle/deactivate?sendEmail=false")).ShouldSucceed();

        (await Org.AllPages($"/apps/{app.ClientId}/users?limit=1")).ShouldBe([cem.Id!]);
        (await Org.Read($"/apps/{app.ClientId}/users/{ben.Id}")).ShouldBeRefused(404, "E0000007");
        var everyone = (await Org.Read("/groups?q=everyone")).Each("id")[0];
        (await Org.Put($"/apps/{app.ClientId}/groups/{everyone}")).ShouldSucceed();
        var all = await Org.AllPages($"/apps/{app.ClientId}/users?limit=50");
        all.ShouldContain(cem.Id!);
        all.ShouldNotContain(ann.Id!);
        all.ShouldNotContain(ben.Id!);
        (await Org.Read($"/apps/{app.ClientId}/users/{ann.Id}")).ShouldBeRefused(404, "E0000007");
        // Group memberships stay, as at Okta: they are what somebody comes back to.
        (await Org.AllPages($"/groups/{group}/users")).ShouldBe([ben.Id!, cem.Id!], ignoreOrder: true);
    }

    [Theory]                                                           // RFC 8259 §6: 2.0 is a whole number as well
    [InlineData("2.0", "2")]
    [InlineData("2e0", "2")]
    [InlineData("2.5", null)]
    [InlineData("1e99", null)]
    public async Task A_number_is_whole_however_it_is_written(string written, string? read)
    {
        var app = await Org.CreateAppAsync(assigned: false);
        var everyone = (await Org.Read("/groups?q=everyone")).Each("id")[0];
        var answer = await Org.CallRaw(HttpMethod.Put, $"/apps/{app.ClientId}/groups/{everyone}", $$"""{"priority":{{written}}}""");
        if (read is null) answer.ShouldBeRefused(400, "E0000001", "whole number");
        else answer.ShouldSucceed()["priority"].ShouldBe(read);
    }

    [Fact]                                                             // contract §3.1: POST /apps: an app that signs nobody in
    public async Task Addresses_of_an_app_that_signs_nobody_in_are_refused()
    {
        (await Org.Post("/apps", ApiCalls.NewApp("service", new JsonObject { ["redirect_uris"] = new JsonArray("https://app.example.com/callback") }))).ShouldBeRefused(400, "E0000001", "service");
        (await Org.Post("/apps", ApiCalls.NewApp("service", new JsonObject { ["post_logout_redirect_uris"] = new JsonArray("https://app.example.com/") }))).ShouldBeRefused(400, "E0000001", "service");
        (await Org.Post("/apps", ApiCalls.NewApp("service", new JsonObject { ["redirect_uris"] = new JsonArray() }))).ShouldSucceed();
    }
}
