using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Tests.Users;

/// <summary>What belongs to a person and is only looked at. Contract §3.2, appLinks.</summary>
public sealed class UserListsTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // contract §3.2, appLinks; OpenID Connect Core §4
    public async Task Apps_that_say_where_they_begin_are_links()
    {
        var person = (await Org.Post("/users?activate=false", ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com"))).ShouldSucceed().Id;
        async Task<string> App(string label, JsonObject? client = null, bool hidden = false)
        {
            var body = ApiCalls.NewApp("web", client, label: label);
            body["visibility"] = new JsonObject { ["hide"] = new JsonObject { ["iOS"] = hidden, ["web"] = hidden } };
            var app = (await Org.Post("/apps", body)).ShouldSucceed().Id;
            (await Org.Post($"/apps/{app}/users", new JsonObject { ["id"] = person })).ShouldSucceed();
            return app;
        }
        await App("Without an address");
        await App("Hidden", new JsonObject { ["initiate_login_uri"] = "https://shop.example.com/start" }, hidden: true);
        var app = await App("Shop", new JsonObject { ["initiate_login_uri"] = "https://shop.example.com/start?x=1" });
        var links = (await Org.Read($"/users/{person}/appLinks")).ShouldSucceed();
        links.Each("appInstanceId").ShouldBe([app]);
        (links.Each("label")[0], links.Each("linkUrl")[0]).ShouldBe(("Shop", $"https://shop.example.com/start?x=1&iss={Uri.EscapeDataString(Org.Url)}"));
    }

    [Fact]
    public async Task What_nobody_has_is_an_empty_list_and_what_nobody_can_have_is_refused()
    {
        var person = (await Org.Post("/users?activate=false", ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com"))).ShouldSucceed().Id;
        (await Org.Read($"/users/{person}/idps")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Read($"/users/{person}/subscriptions")).ShouldSucceed().Each("status").Distinct().ShouldBe(["unsubscribed"]);
        (await Org.Read($"/users/{person}/subscriptions/user_locked_out")).ShouldSucceed()["notificationType"].ShouldBe("USER_LOCKED_OUT");
        (await Org.Post($"/users/{person}/subscriptions/USER_LOCKED_OUT/unsubscribe")).ShouldSucceed();
        (await Org.Post($"/users/{person}/subscriptions/USER_LOCKED_OUT/subscribe")).ShouldBeRefused(400, "E0000001", "administers nothing");
        (await Org.Read($"/users/{person}/subscriptions/NONE")).ShouldBeRefused(404, "E0000007");
    }
}
