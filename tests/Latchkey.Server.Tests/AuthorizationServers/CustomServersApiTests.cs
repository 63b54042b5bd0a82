using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.AuthorizationServers;

/// <summary>Custom authorization servers, set up from outside. Contract §3.4.</summary>
public sealed class CustomServersApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // contract §3.0, §3.4
    public async Task A_server_lives_from_its_creation_to_its_deletion()
    {
        var created = (await Org.Post("/authorizationServers", CustomServers.Server())).ShouldBe(HttpStatusCode.Created);
        created.Id.ShouldMatch("^aus[0-9A-Za-z]{17}$");
        (created["name"], created["status"], created["issuerMode"], created.Object["audiences"]![0]!.ToString()).ShouldBe(("Orders", "ACTIVE", "DYNAMIC", "api://orders"));
        created["issuer"].ShouldBe($"{Org.Url}/oauth2/{created.Id}");
        created["_links.deactivate.href"].ShouldBe($"{Org.Url}/api/v1/authorizationServers/{created.Id}/lifecycle/deactivate");
        (await Org.Read("/authorizationServers")).Each("id").ShouldContain(created.Id);
        (await Org.Read($"/authorizationServers/{created.Id}/scopes")).Each("name").ShouldBe((await Org.Read("/authorizationServers/default/scopes")).Each("name").Where(name => name != "orders:read" && !name.Contains(':', StringComparison.Ordinal)), ignoreOrder: true);
        (await Org.Read($"/authorizationServers/{created.Id}/claims")).Each("name").ShouldBe(["sub"]);
        (await Org.Read($"/authorizationServers/{created.Id}/policies")).List.ShouldBeEmpty();

        var body = CustomServers.Server("Shop", "https://api.example.com");
        body["issuerMode"] = "ORG_URL";
        body["credentials"] = new JsonObject { ["signing"] = new JsonObject { ["rotationMode"] = "MANUAL", ["alg"] = "ES256" } };
        var changed = (await Org.Put($"/authorizationServers/{created.Id}", body)).ShouldSucceed();
        (changed["name"], changed["issuerMode"], changed["credentials.signing.rotationMode"], changed["credentials.signing.alg"]).ShouldBe(("Shop", "ORG_URL", "MANUAL", "ES256"));
        changed["issuer"].ShouldBe(created["issuer"]);
        (await Org.Visit(changed["issuer"] + "/.well-known/openid-configuration")).Text.ShouldContain("ES256");

        (await Org.Post($"/authorizationServers/{created.Id}/lifecycle/deactivate")).ShouldBe(HttpStatusCode.NoContent).Text.ShouldBeEmpty();
        (await Org.Read($"/authorizationServers/{created.Id}"))["status"].ShouldBe("INACTIVE");
        (await Org.Visit(changed["issuer"] + "/.well-known/openid-configuration")).Status.ShouldBe(404);
        (await Org.Post($"/authorizationServers/{created.Id}/lifecycle/activate")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Visit(changed["issuer"] + "/v1/keys")).Status.ShouldBe(200);

        (await Org.Delete($"/authorizationServers/{created.Id}")).ShouldBe(HttpStatusCode.NoContent).Text.ShouldBeEmpty();
        (await Org.Read($"/authorizationServers/{created.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Visit(changed["issuer"] + "/v1/keys")).Status.ShouldBe(404);
        (await Org.Events(created.Id)).ShouldBe(["oauth2.as.created", "oauth2.as.updated", "oauth2.as.deactivated", "oauth2.as.activated", "oauth2.as.deleted"]);
    }

    [Fact]                                                             // contract §3.4
    public async Task The_default_server_cannot_be_deleted_and_every_server_has_one_audience()
    {
        (await Org.Delete("/authorizationServers/default")).ShouldBeRefused(403, "E0000006");
        foreach (var audiences in (JsonNode?[])[new JsonArray(), new JsonArray("a", "b"), new JsonArray(""), new JsonArray("a b"), null, JsonValue.Create("a"), new JsonArray(1)])
            (await Org.Post("/authorizationServers", new JsonObject { ["name"] = "X", ["audiences"] = audiences })).ShouldBeRefused(400, "E0000001");
        var (nameless, mode) = (CustomServers.Server(""), CustomServers.Server());
        (await Org.Post("/authorizationServers", nameless)).ShouldBeRefused(400, "E0000001", "name");
        mode["issuerMode"] = "ELSEWHERE";
        (await Org.Post("/authorizationServers", mode)).ShouldBeRefused(400, "E0000001", "issuerMode");
        (await Org.Put("/authorizationServers/ausNone", CustomServers.Server())).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // contract §1.2, §2.4: what apps hold of a server ends with it
    public async Task Tokens_of_a_server_are_worth_nothing_once_it_is_gone()
    {
        var id = await CustomServers.Open(Org, "Short-lived");
        var app = Org.NativeApp with { Issuer = $"{Org.Url}/oauth2/{id}" };
        var tokens = await app.TokensAsync(Org.Person);
        tokens.ClaimsOf("access_token")["aud"]!.ToString().ShouldBe("api://orders");
        tokens.ClaimsOf("access_token")["iss"]!.ToString().ShouldBe(app.Issuer);
        (tokens.Json["expires_in"]!.GetValue<int>()).ShouldBe(1800);

        (await Org.Delete($"/authorizationServers/{id}")).ShouldBe(HttpStatusCode.NoContent);
        (await app.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await app.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]                                                             // contract §3.4, Scope
    public async Task A_scope_lives_from_its_creation_to_its_deletion()
    {
        var scopes = $"/authorizationServers/{await CustomServers.Open(Org, "Scopes")}/scopes";
        var created = (await Org.Post(scopes, new JsonObject { ["name"] = "cars:drive", ["displayName"] = "Drive", ["description"] = "Drive cars", ["consent"] = "FLEXIBLE", ["default"] = true, ["optional"] = true, ["metadataPublish"] = "ALL_CLIENTS" })).ShouldBe(HttpStatusCode.Created);
        created.Id.ShouldStartWith("scp");
        created.Object.Where(member => member.Key is not ("id" or "_links")).Select(member => $"{member.Key}={member.Value}")
            .ShouldBe(["name=cars:drive", "displayName=Drive", "description=Drive cars", "system=false", "default=true", "consent=FLEXIBLE", "optional=true", "metadataPublish=ALL_CLIENTS"]);
        (await Org.Post(scopes, new JsonObject { ["name"] = "cars:drive" })).ShouldBeRefused(400, "E0000001", "already exists");

        var changed = (await Org.Put($"{scopes}/{created.Id}", new JsonObject { ["name"] = "cars:park" })).ShouldSucceed();
        (changed["name"], changed["consent"], changed["default"], changed["metadataPublish"]).ShouldBe(("cars:park", "IMPLICIT", "false", "NO_CLIENTS"));
        (await Org.Read($"{scopes}/{created.Id}")).ShouldSucceed()["name"].ShouldBe("cars:park");
        (await Org.Read($"{scopes}?q=cars")).Each("name").ShouldBe(["cars:park"]);
        (await Org.Delete($"{scopes}/{created.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"{scopes}/{created.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Events(created.Id)).ShouldBe(["oauth2.scope.created", "oauth2.scope.updated", "oauth2.scope.deleted"]);
    }

    [Theory]                                                           // contract §2.3, "Reserved scopes"; RFC 6749 §3.3
    [InlineData("openid"), InlineData("groups"), InlineData("device_sso"), InlineData("interclient_access"), InlineData("okta"), InlineData("okta.users.read"), InlineData("okta:x"), InlineData("*"), InlineData(""), InlineData("a b"), InlineData("a\\b"), InlineData("ä")]
    public async Task A_reserved_or_malformed_scope_is_refused(string name) => (await Org.Post("/authorizationServers/default/scopes", new JsonObject { ["name"] = name })).ShouldBeRefused(400, "E0000001", "name");

    [Fact]                                                             // contract §3.4: system scopes
    public async Task A_system_scope_keeps_its_name_and_stays()
    {
        var scopes = $"/authorizationServers/{await CustomServers.Open(Org, "System")}/scopes";
        var offline = (await Org.Read(scopes)).List.Single(scope => scope!["name"]!.ToString() == "offline_access")!;
        (await Org.Delete($"{scopes}/{offline["id"]}")).ShouldBeRefused(403, "E0000006");
        (await Org.Put($"{scopes}/{offline["id"]}", new JsonObject { ["name"] = "online" })).ShouldBeRefused(400, "E0000001", "system scope");
        var changed = (await Org.Put($"{scopes}/{offline["id"]}", new JsonObject { ["name"] = "offline_access", ["displayName"] = "Stay", ["consent"] = "REQUIRED" })).ShouldSucceed();
        (changed["system"], changed["consent"], changed["displayName"], changed["metadataPublish"]).ShouldBe(("true", "REQUIRED", "Stay", "ALL_CLIENTS"));
    }

    [Fact]                                                             // contract §1.2, §2.2: defaults when nothing is asked for
    public async Task A_default_scope_is_granted_to_who_asks_for_none()
    {
        var id = await CustomServers.Open(Org, "Defaults");
        (await Org.Post($"/authorizationServers/{id}/scopes", new JsonObject { ["name"] = "stock:read", ["default"] = true })).ShouldBe(HttpStatusCode.Created);
        var service = new TestApp(Org, Org.Facts.Apps.Service.ClientId, Org.Facts.Apps.Service.ClientSecret, "") { Issuer = $"{Org.Url}/oauth2/{id}" };
        (await service.TokenAsync(("grant_type", "client_credentials")))["scope"].ShouldBe("stock:read");
    }

    [Fact]                                                             // contract §3.4, Policy and Rule: moving one shifts the others
    public async Task Priorities_stay_one_two_three_whatever_moves()
    {
        var server = (await Org.Post("/authorizationServers", CustomServers.Server("Ranks"))).Id;
        var policies = $"/authorizationServers/{server}/policies";
        foreach (var name in (string[])["A", "B", "C"]) (await Org.Post(policies, CustomServers.Policy(name))).ShouldBe(HttpStatusCode.Created);
        var first = CustomServers.Policy("First");
        first["priority"] = 1;
        var id = (await Org.Post(policies, first)).ShouldBe(HttpStatusCode.Created);
        id["priority"].ShouldBe("1");
        await ShouldStand(policies, "First", "A", "B", "C");
        first["priority"] = 3;
        (await Org.Put($"{policies}/{id.Id}", first)).ShouldSucceed()["priority"].ShouldBe("3");
        await ShouldStand(policies, "A", "B", "First", "C");
        first["priority"] = 99;
        (await Org.Put($"{policies}/{id.Id}", first)).ShouldSucceed()["priority"].ShouldBe("4");
        (await Org.Delete($"{policies}/{(await Org.Read(policies)).Each("id")[1]}")).ShouldBe(HttpStatusCode.NoContent);
        await ShouldStand(policies, "A", "C", "First");

        var rules = $"{policies}/{id.Id}/rules";
        foreach (var name in (string[])["1", "2", "3"]) (await Org.Post(rules, CustomServers.Rule(name))).ShouldBe(HttpStatusCode.Created);
        var moved = CustomServers.Rule("3");
        moved["priority"] = 1;
        (await Org.Put($"{rules}/{(await Org.Read(rules)).Each("id")[2]}", moved)).ShouldSucceed();
        await ShouldStand(rules, "3", "1", "2");
        await Task.WhenAll(Enumerable.Range(0, 24).Select(async i =>
        {
            var rule = CustomServers.Rule($"race {i}");
            rule["priority"] = i % 5 + 1;
            (await Org.Post(rules, rule)).ShouldBe(HttpStatusCode.Created);
        }));
        (await Org.Read(rules)).Each("priority").ShouldBe(Enumerable.Range(1, 27).Select(priority => priority.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        (await Org.Read(policies)).Each("id").ShouldContain(id.Id);
    }

    private async Task ShouldStand(string path, params string[] names)
    {
        var list = await Org.Read(path);
        list.Each("name").ShouldBe(names);
        list.Each("priority").ShouldBe(Enumerable.Range(1, names.Length).Select(priority => priority.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]                                                             // contract §3.0, §3.4
    public async Task A_policy_and_its_rule_live_from_their_creation_to_their_deletion()
    {
        var policies = $"/authorizationServers/{(await Org.Post("/authorizationServers", CustomServers.Server("Lives"))).Id}/policies";
        var policy = (await Org.Post(policies, CustomServers.Policy("Mine", Org.NativeApp.ClientId))).ShouldBe(HttpStatusCode.Created);
        policy.Id.ShouldStartWith("00p");
        (policy["type"], policy["status"], policy["system"]).ShouldBe(("OAUTH_AUTHORIZATION_POLICY", "ACTIVE", "false"));
        (await Org.Post(policies, CustomServers.Policy("mine"))).ShouldBeRefused(400, "E0000001", "name");
        var rules = $"{policies}/{policy.Id}/rules";
        var rule = (await Org.Post(rules, CustomServers.Rule("R"))).ShouldBe(HttpStatusCode.Created);
        rule.Id.ShouldStartWith("0pr");
        (rule["type"], rule["actions.token.accessTokenLifetimeMinutes"], rule["actions.token.refreshTokenLifetimeMinutes"], rule["actions.token.refreshTokenWindowMinutes"]).ShouldBe(("RESOURCE_ACCESS", "30", "0", "10080"));
        (await Org.Post(rules, CustomServers.Rule("r"))).ShouldBeRefused(400, "E0000001", "name");

        foreach (var one in (string[])[$"{policies}/{policy.Id}", $"{rules}/{rule.Id}"])
        {
            (await Org.Post(one + "/lifecycle/deactivate")).ShouldBe(HttpStatusCode.NoContent).Text.ShouldBeEmpty();
            (await Org.Read(one)).ShouldSucceed()["status"].ShouldBe("INACTIVE");
            (await Org.Read(one))["_links.activate.href"].ShouldNotBeNull();
            (await Org.Post(one + "/lifecycle/activate")).ShouldBe(HttpStatusCode.NoContent);
            (await Org.Read(one))["status"].ShouldBe("ACTIVE");
        }
        (await Org.Delete($"{rules}/{rule.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"{rules}/{rule.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Delete($"{policies}/{policy.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read(rules)).ShouldBeRefused(404, "E0000007");
        (await Org.Events(rule.Id)).ShouldBe(["policy.rule.add", "policy.rule.deactivate", "policy.rule.activate", "policy.rule.delete"]);
        (await Org.Events(policy.Id)).Where(name => name.StartsWith("policy.lifecycle", StringComparison.Ordinal)).ShouldBe(["policy.lifecycle.create", "policy.lifecycle.deactivate", "policy.lifecycle.activate", "policy.lifecycle.delete"]);
    }

    [Theory]                                                           // contract §1.2, §3.4: lifetimes and their limits
    [InlineData(4, 0, 10080), InlineData(1441, 0, 10080), InlineData(60, 9, 60), InlineData(60, 2628001, 10080), InlineData(60, 0, 9), InlineData(60, 30, 30), InlineData(60, 120, 180), InlineData(60, 0, 30)]
    public async Task A_lifetime_out_of_bounds_is_refused(int access, int refresh, int window) => (await PostLifetimes(access, refresh, window)).ShouldBeRefused(400, "E0000001", "Minutes");

    [Theory]                                                           // contract §1.2, §3.4
    [InlineData(5, 0, 10), InlineData(1440, 2628000, 2628000), InlineData(60, 60, 60)]
    public async Task A_lifetime_within_bounds_is_taken(int access, int refresh, int window) => (await PostLifetimes(access, refresh, window)).ShouldBe(HttpStatusCode.Created);

    private async Task<ApiAnswer> PostLifetimes(int access, int refresh, int window)
    {
        var policy = (await Org.Read("/authorizationServers/default/policies")).Each("id")[0];
        var rule = CustomServers.Rule($"Lifetimes {access} {refresh} {window}");
        rule["actions"]!["token"] = new JsonObject { ["accessTokenLifetimeMinutes"] = access, ["refreshTokenLifetimeMinutes"] = refresh, ["refreshTokenWindowMinutes"] = window };
        return await Org.Post($"/authorizationServers/default/policies/{policy}/rules", rule);
    }

    [Fact]                                                             // contract §3.4
    public async Task A_policy_or_rule_that_names_what_is_not_there_is_refused()
    {
        var policies = "/authorizationServers/default/policies";
        (await Org.Post(policies, CustomServers.Policy("X", "0oaNobody"))).ShouldBeRefused(400, "E0000001", "0oaNobody");
        (await Org.Post(policies, new JsonObject { ["name"] = "X" })).ShouldBeRefused(400, "E0000001", "clients");
        var rules = $"{policies}/{(await Org.Read(policies)).Each("id")[0]}/rules";
        (await Org.Post(rules, CustomServers.Rule("X", "no:scope"))).ShouldBeRefused(400, "E0000001", "no:scope");
        (await Org.Post(rules, CustomServers.Rule("X", group: "00gNobody"))).ShouldBeRefused(400, "E0000001", "00gNobody");
        (await Org.Post(rules, CustomServers.Rule("X", grants: "telepathy"))).ShouldBeRefused(400, "E0000001", "telepathy");
        (await Org.Post(rules, new JsonObject { ["name"] = "X" })).ShouldBeRefused(400, "E0000001", "conditions");
        var user = CustomServers.Rule("X");
        user["conditions"]!["people"]!["users"] = new JsonObject { ["exclude"] = new JsonArray("00uNobody") };
        (await Org.Post(rules, user)).ShouldBeRefused(400, "E0000001", "00uNobody");
        var hook = CustomServers.Rule("X");
        hook["actions"]!["token"]!["inlineHook"] = new JsonObject { ["id"] = "cal" };
        (await Org.Post(rules, hook)).ShouldBeRefused(400, "E0000001", "not an inline hook");
    }

    [Fact]                                                             // contract §3.4: what is configured decides, in the next request
    public async Task A_rule_for_a_group_lets_in_its_members_alone()
    {
        var server = (await Org.Post("/authorizationServers", CustomServers.Server("Staff only"))).Id;
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Staff only" } })).ShouldSucceed().Id;
        var policy = (await Org.Post($"/authorizationServers/{server}/policies", CustomServers.Policy("Staff"))).Id;
        (await Org.Post($"/authorizationServers/{server}/policies/{policy}/rules", CustomServers.Rule("Staff", group: group))).ShouldBe(HttpStatusCode.Created);
        var app = Org.NativeApp with { Issuer = $"{Org.Url}/oauth2/{server}" };
        var person = await Org.CreatePersonAsync();
        (await app.SignInAsync(person)).Parameter("error").ShouldBe("access_denied");
        (await Org.Put($"/groups/{group}/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        var tokens = await app.TokensAsync(person);

        // Excluded again through another group: the refresh that would have worked does not.
        var barred = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Barred" } })).Id;
        var rule = CustomServers.Rule("Staff", group: group);
        rule["conditions"]!["people"]!["groups"]!["exclude"] = new JsonArray(barred);
        (await Org.Put($"/authorizationServers/{server}/policies/{policy}/rules/{(await Org.Read($"/authorizationServers/{server}/policies/{policy}/rules")).Each("id")[0]}", rule)).ShouldSucceed();
        (await app.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.Put($"/groups/{barred}/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await app.RefreshAsync(tokens.RefreshToken))["error"].ShouldBe("access_denied");
    }
}
