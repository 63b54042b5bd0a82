using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Tokens;

/// <summary>What tokens say because an administrator said so. Contract §2.3, §3.4.</summary>
public sealed class CustomClaimsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<(TestApp App, string Server)> Fresh(params JsonObject[] claims)
    {
        var server = await CustomServers.Open(Org, "Claims");
        foreach (var scope in (string[])["cars:drive", "cars:park"]) (await Org.Post($"/authorizationServers/{server}/scopes", new JsonObject { ["name"] = scope })).ShouldBe(HttpStatusCode.Created);
        foreach (var claim in claims) (await Org.Post($"/authorizationServers/{server}/claims", claim)).ShouldBe(HttpStatusCode.Created);
        return (Org.NativeApp with { Issuer = $"{Org.Url}/oauth2/{server}" }, server);
    }

    private async Task<TestPerson> Member(params string[] groups)
    {
        var person = await Org.CreatePersonAsync();
        foreach (var group in groups)
        {
            var known = (await Org.Read($"/groups?search={Uri.EscapeDataString($"profile.name eq \"{group}\"")}")).List;
            var id = known.Count > 0 ? known[0]!["id"]!.ToString() : (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = group } })).ShouldSucceed().Id;
            (await Org.Put($"/groups/{id}/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        }
        return person;
    }

    [Fact]                                                             // contract §2.3, "act / custom claims / groups"
    public async Task An_access_token_says_what_is_configured_with_its_types()
    {
        var (app, server) = await Fresh(
            CustomServers.Claim("https://example.com/name", "user.firstName + ' ' + user.lastName"), CustomServers.Claim("level", "7"), CustomServers.Claim("ratio", "0.5"),
            CustomServers.Claim("member", "isMemberOfGroupName('Everyone')"), CustomServers.Claim("list", "{'a', 1, true, null}"), CustomServers.Claim("absent", "user.middleName"),
            CustomServers.Claim("email", "user.email"), CustomServers.Claim("driver", "'yes'", scopes: "cars:drive"), CustomServers.Claim("scoped", "Arrays.contains(access.scope, 'cars:park')"));
        var claims = (await app.TokensAsync(Org.Person, "openid cars:park")).ClaimsOf("access_token");
        claims["https://example.com/name"]!.ToJsonString().ShouldBe("\"Mia Meier\"".Replace("Mia Meier", await Name(), StringComparison.Ordinal));
        claims["level"]!.ToJsonString().ShouldBe("7");
        claims["ratio"]!.ToJsonString().ShouldBe("0.5");
        claims["member"]!.ToJsonString().ShouldBe("true");
        claims["list"]!.ToJsonString().ShouldBe("""["a",1,true,null]""");
        claims["email"]!.ToString().ShouldBe(Org.Person.Login);
        claims["scoped"]!.GetValue<bool>().ShouldBeTrue();
        claims.ContainsKey("absent").ShouldBeFalse();
        claims.ContainsKey("driver").ShouldBeFalse();
        (await app.TokensAsync(Org.Person, "openid cars:drive")).ClaimsOf("access_token")["driver"]!.ToString().ShouldBe("yes");

        // An app on its own has no person to speak of.
        var service = new TestApp(Org, Org.Facts.Apps.Service.ClientId, Org.Facts.Apps.Service.ClientSecret, "") { Issuer = app.Issuer };
        var alone = (await service.TokenAsync(("grant_type", "client_credentials"), ("scope", "cars:drive"))).ClaimsOf("access_token");
        alone.ContainsKey("email").ShouldBeFalse();
        alone["member"]!.GetValue<bool>().ShouldBeFalse();
        alone["driver"]!.ToString().ShouldBe("yes");
        alone["sub"]!.ToString().ShouldBe(service.ClientId);

        // Switched off, a claim is silent.
        var id = (await Org.Read($"/authorizationServers/{server}/claims")).List.Single(claim => claim!["name"]!.ToString() == "level")!["id"];
        var off = CustomServers.Claim("level", "7");
        off["status"] = "INACTIVE";
        (await Org.Put($"/authorizationServers/{server}/claims/{id}", off)).ShouldSucceed();
        (await app.TokensAsync(Org.Person, "openid")).ClaimsOf("access_token").ContainsKey("level").ShouldBeFalse();
    }

    private async Task<string> Name()
    {
        var profile = (await Org.Read($"/users/{Org.Person.Login}")).Object["profile"]!;
        return $"{profile["firstName"]} {profile["lastName"]}";
    }

    [Fact]                                                             // contract §2.3, "Fat vs thin"
    public async Task A_thin_id_token_says_what_it_always_says_and_userinfo_the_rest()
    {
        var (app, server) = await Fresh(
            CustomServers.Claim("always", "'a'", "IDENTITY"), CustomServers.Claim("asked", "'b'", "IDENTITY", always: false),
            CustomServers.Claim("by_profile", "user.firstName", "IDENTITY", scopes: "profile"), CustomServers.Claim("for_apis", "'c'"));
        var tokens = await app.TokensAsync(Org.Person, "openid email");
        var id = tokens.ClaimsOf("id_token");
        id["always"]!.ToString().ShouldBe("a");
        foreach (var absent in (string[])["asked", "by_profile", "for_apis"]) id.ContainsKey(absent).ShouldBeFalse(absent);
        var info = (await app.UserInfoAsync(tokens.AccessToken)).Json;
        (info["always"]!.ToString(), info["asked"]!.ToString()).ShouldBe(("a", "b"));
        info.ContainsKey("by_profile").ShouldBeFalse();
        info.ContainsKey("for_apis").ShouldBeFalse();
        tokens.ClaimsOf("access_token").ContainsKey("always").ShouldBeFalse();
        (await app.TokensAsync(Org.Person, "openid profile")).ClaimsOf("id_token").ContainsKey("by_profile").ShouldBeTrue();

        // contract §1.3: what a token may say is advertised, and to a client the scopes it may have.
        var document = await Org.CallRaw(HttpMethod.Get, app.Issuer + "/.well-known/openid-configuration", null);
        document.Object["claims_supported"]!.AsArray().Select(claim => claim!.ToString()).ShouldBeSubsetOfAtLeast("always", "asked", "by_profile");
        document.Text.ShouldNotContain("cars:drive");
        (await Org.CallRaw(HttpMethod.Get, $"{app.Issuer}/.well-known/openid-configuration?client_id={app.ClientId}", null)).Text.ShouldContain("cars:drive");
        (await Org.Put($"/authorizationServers/{server}/scopes/{(await Org.Read($"/authorizationServers/{server}/scopes?q=cars:drive")).Each("id")[0]}", new JsonObject { ["name"] = "cars:drive", ["metadataPublish"] = "ALL_CLIENTS" })).ShouldSucceed();
        (await Org.CallRaw(HttpMethod.Get, app.Issuer + "/.well-known/oauth-authorization-server", null)).Text.ShouldContain("cars:drive");
    }

    [Theory]                                                           // contract §2.3: our own claims are not an administrator's, not even those from before
    [InlineData("userinfo_claims", "RESOURCE", "'address'"), InlineData("userinfo_claims", "RESOURCE", "{'address', 'phone_number', 7}"), InlineData("userinfo_claims", "IDENTITY", "'address'")]
    [InlineData("scp", "RESOURCE", "'admin:all'"), InlineData("nonce", "IDENTITY", "'mine'"), InlineData("iss", "IDENTITY", "'https://else.example'"), InlineData("email", "IDENTITY", "'else@example.com'"), InlineData("cnf", "RESOURCE", "'x'")]
    public async Task A_claim_whose_name_was_reserved_after_it_was_saved_says_nothing(string name, string type, string value)
    {
        var (app, server) = await Fresh();
        var org = (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        var servers = Org.Services.GetRequiredService<Core.Issuers.AuthorizationServers>();
        await Org.Services.GetRequiredService<Database>().Write(writing =>
            servers.Add(writing, org.Id, server, new ClaimDefinition(Ids.New(Ids.Claim), name, Active: true, type, ClaimValueType.Expression, value, AlwaysInclude: true, Scopes: [], GroupFilter: null, System: false)), default);

        var tokens = await app.TokensAsync(Org.Person, "openid");
        var info = await app.UserInfoAsync(tokens.AccessToken);
        info.Status.ShouldBe(HttpStatusCode.OK);
        info.Json.Select(claim => claim.Key).ShouldBe(["sub"]);
        tokens.ClaimsOf("access_token").ContainsKey("userinfo_claims").ShouldBeFalse();
        tokens.ClaimsOf("access_token")["scp"]!.ToJsonString().ShouldBe("""["openid"]""");
        tokens.ClaimsOf("id_token")["nonce"]!.ToString().ShouldBe("nonce-1");
        (await app.IntrospectAsync(tokens.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]                                                           // contract §3.4, group_filter_type
    [InlineData("STARTS_WITH", "Team ", "Team Blue,Team Red"), InlineData("EQUALS", "Team Red", "Team Red"), InlineData("CONTAINS", "eam B", "Team Blue"), InlineData("REGEX", "Team (Red|Green)|Every.*", "Everyone,Team Red"), InlineData("REGEX", "Team", null), InlineData("EQUALS", "team red", null)]
    public async Task A_groups_claim_lists_the_groups_that_its_filter_finds(string filter, string value, string? expected)
    {
        var person = await Member("Team Red", "Team Blue", "Other");
        var (app, _) = await Fresh(CustomServers.Claim("groups", value, "IDENTITY", "GROUPS", filter: filter), CustomServers.Claim("groups", value, valueType: "GROUPS", filter: filter));
        var tokens = await app.TokensAsync(person);
        foreach (var token in (string[])["id_token", "access_token"])
            (tokens.ClaimsOf(token)["groups"] is JsonArray groups ? string.Join(',', groups.Select(group => group!.ToString()).Order(StringComparer.Ordinal)) : null).ShouldBe(expected);
    }

    [Fact]                                                             // contract §2.3: >100 matches
    public async Task More_than_a_hundred_groups_are_refused_by_name()
    {
        var person = await Member([.. Enumerable.Range(0, 101).Select(i => $"Crowd {i}")]);
        var (app, _) = await Fresh(CustomServers.Claim("groups", "Crowd", "IDENTITY", "GROUPS", filter: "STARTS_WITH"));
        var answer = await app.RedeemAsync(await app.CodeAsync(person));
        answer.ShouldBeRefused("server_error", "The groups claim matched too many groups and must be configured to match fewer groups.");
        var clients = (await Org.Read($"/logs?filter={Uri.EscapeDataString("eventType eq \"app.oauth2.as.evaluate.claim\"")}&limit=1000")).List;
        clients.ShouldContain(entry => entry!["outcome"]!["result"]!.ToString() == "FAILURE" && entry["outcome"]!["reason"]!.ToString().StartsWith("groups: ", StringComparison.Ordinal));
    }

    [Fact]                                                             // contract §10, pain 20: always interpolated
    public async Task A_claim_that_has_no_value_is_named_and_the_reason_is_in_the_log()
    {
        var (app, _) = await Fresh(CustomServers.Claim("number", "Convert.toInt(user.firstName)"));
        (await app.RedeemAsync(await app.CodeAsync(Org.Person))).ShouldBeRefused("server_error", "The 'number' claim could not be evaluated.");
        var reasons = (await Org.Read($"/logs?filter={Uri.EscapeDataString("eventType eq \"app.oauth2.as.evaluate.claim\"")}&limit=1000")).List.Select(entry => entry!["outcome"]!["reason"]!.ToString());
        reasons.ShouldContain("number: 'Convert.toInt' takes a number (at character 1)");
    }

    [Fact]                                                             // contract §3.4: appuser.userName
    public async Task What_a_person_is_called_in_an_app_can_be_told()
    {
        var (app, _) = await Fresh(CustomServers.Claim("called", "appuser.userName"));
        var person = await Org.CreatePersonAsync();
        (await app.TokensAsync(person)).ClaimsOf("access_token")["called"]!.ToString().ShouldBe(person.Login);
        (await Org.Post($"/apps/{app.ClientId}/users", new JsonObject { ["id"] = person.Id, ["scope"] = "USER", ["credentials"] = new JsonObject { ["userName"] = "nick" } })).ShouldSucceed();
        (await app.TokensAsync(person)).ClaimsOf("access_token")["called"]!.ToString().ShouldBe("nick");
    }

    [Fact]                                                             // contract §1.2: only a groups claim filter on the app
    public async Task The_orgs_own_server_tells_an_app_the_groups_it_is_configured_to_hear_of()
    {
        var person = await Member("Org Red", "Org Blue", "Else");
        var app = (await Org.CreateAppAsync(client: new JsonObject { ["groups_claim"] = new JsonObject { ["type"] = "FILTER", ["filter_type"] = "STARTS_WITH", ["name"] = "groups", ["value"] = "Org " } })) with { Issuer = Org.Url };
        var tokens = await app.TokensAsync(person, "openid groups");
        tokens.ClaimsOf("id_token")["groups"]!.AsArray().Select(group => group!.ToString()).ShouldBe(["Org Red", "Org Blue"], ignoreOrder: true);
        (await app.UserInfoAsync(tokens.AccessToken)).Json["groups"]!.AsArray().Count.ShouldBe(2);
        (await app.TokensAsync(person, "openid")).ClaimsOf("id_token").ContainsKey("groups").ShouldBeFalse();
        (await (Org.NativeApp with { Issuer = Org.Url }).TokensAsync(person, "openid groups")).ClaimsOf("id_token").ContainsKey("groups").ShouldBeFalse();
        (await Org.Read($"/apps/{app.ClientId}"))["settings.oauthClient.groups_claim.value"].ShouldBe("Org ");
        (await Org.Post("/apps", ApiCalls.NewApp("web", new JsonObject { ["groups_claim"] = new JsonObject { ["filter_type"] = "REGEX", ["value"] = "(" } }))).ShouldBeRefused(400, "E0000001", "groups_claim");
    }
}

internal static class Sets
{
    public static void ShouldBeSubsetOfAtLeast(this IEnumerable<string> found, params string[] needed) => needed.Except(found).ShouldBeEmpty();
}
