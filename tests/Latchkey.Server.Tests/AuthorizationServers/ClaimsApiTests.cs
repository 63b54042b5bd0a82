using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.AuthorizationServers;

/// <summary>Claims through the management API. Contract §3.4, Claim.</summary>
public sealed class ClaimsApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Claims = "/authorizationServers/default/claims";

    [Fact]                                                             // contract §3.0, §3.4
    public async Task A_claim_lives_from_its_creation_to_its_deletion()
    {
        var created = (await Org.Post(Claims, CustomServers.Claim("car", "user.department", "IDENTITY", always: false, scopes: "profile"))).ShouldBe(HttpStatusCode.Created);
        created.Id.ShouldStartWith("ocl");
        created.Object.Where(member => member.Key is not ("id" or "_links")).Select(member => $"{member.Key}={member.Value?.ToJsonString().Trim('"')}")
            .ShouldBe(["name=car", "status=ACTIVE", "claimType=IDENTITY", "valueType=EXPRESSION", "value=user.department", """conditions={"scopes":["profile"]}""", "system=false", "alwaysIncludeInToken=false"]);
        (await Org.Post(Claims, CustomServers.Claim("car", "'x'", "IDENTITY"))).ShouldBeRefused(400, "E0000001", "already exists");
        var other = (await Org.Post(Claims, CustomServers.Claim("car", "'x'"))).ShouldBe(HttpStatusCode.Created);      // for the other token
        other["alwaysIncludeInToken"].ShouldBe("true");
        (await Org.Put($"{Claims}/{other.Id}", CustomServers.Claim("car", "'x'", "IDENTITY"))).ShouldBeRefused(400, "E0000001", "already exists");

        var changed = (await Org.Put($"{Claims}/{created.Id}", CustomServers.Claim("teams", "Sales", "IDENTITY", "GROUPS", filter: "STARTS_WITH"))).ShouldSucceed();
        (changed["name"], changed["valueType"], changed["group_filter_type"]).ShouldBe(("teams", "GROUPS", "STARTS_WITH"));
        (await Org.Read($"{Claims}/{created.Id}")).ShouldSucceed()["value"].ShouldBe("Sales");
        (await Org.Delete($"{Claims}/{created.Id}")).ShouldBe(HttpStatusCode.NoContent).Text.ShouldBeEmpty();
        (await Org.Read($"{Claims}/{created.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Delete($"{Claims}/{other.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Events(created.Id)).ShouldBe(["oauth2.claim.created", "oauth2.claim.updated", "oauth2.claim.deleted"]);
    }

    [Theory]                                                           // contract §2.3, "Reserved scopes": reserved claims
    [InlineData("ver"), InlineData("jti"), InlineData("iss"), InlineData("aud"), InlineData("iat"), InlineData("exp"), InlineData("cid"), InlineData("uid"), InlineData("scp"), InlineData("sub"), InlineData("auth_time"), InlineData("cnf"), InlineData("acr")]
    [InlineData("userinfo_claims"), InlineData("nbf"), InlineData("azp"), InlineData("nonce"), InlineData("at_hash"), InlineData("s_hash"), InlineData("amr"), InlineData("sid"), InlineData("events"), InlineData("_claim_names"), InlineData("_claim_sources")]
    [InlineData("act"), InlineData("may_act"), InlineData("scope"), InlineData("client_id"), InlineData("active"), InlineData("token_introspection"), InlineData("jkt"), InlineData("ath"), InlineData("htu"), InlineData("idp"), InlineData("ds_hash")]
    [InlineData(""), InlineData("a b"), InlineData("a\"b"), InlineData("ä")]
    public async Task A_reserved_or_malformed_name_is_refused(string name)
    {
        (await Org.Post(Claims, CustomServers.Claim(name, "'x'"))).ShouldBeRefused(400, "E0000001", "name");
        (await Org.Post(Claims, CustomServers.Claim(name, "'x'", "IDENTITY"))).ShouldBeRefused(400, "E0000001", "name");
    }

    [Theory]                                                           // contract §3.4: checked when it is saved
    [InlineData("user.emial", "value: There is no 'user.emial' (at character 1)")]
    [InlineData("1 + ", "value: Expected a value, found the end (at character 5)")]
    [InlineData("", "value: The expression is empty (at character 1)")]
    [InlineData("T(java.lang.Runtime).exec('x')", "value: There is no function 'T' (at character 1)")]
    public async Task An_expression_that_cannot_be_read_is_refused_with_its_place(string value, string cause) => (await Org.Post(Claims, CustomServers.Claim("broken", value))).ShouldBeRefused(400, "E0000001", cause);

    [Fact]                                                             // contract §3.4; threats §1 row 13
    public async Task What_is_no_claim_is_refused()
    {
        (await Org.Post(Claims, CustomServers.Claim("email", "'x'", "IDENTITY"))).ShouldBeRefused(400, "E0000001", "standard claim");
        (await Org.Post(Claims, CustomServers.Claim("x", "'x'", "OTHER"))).ShouldBeRefused(400, "E0000001", "claimType");
        (await Org.Post(Claims, CustomServers.Claim("x", "'x'", valueType: "SYSTEM"))).ShouldBeRefused(400, "E0000001", "valueType");
        (await Org.Post(Claims, CustomServers.Claim("x", "'x'", scopes: "no:scope"))).ShouldBeRefused(400, "E0000001", "no:scope");
        (await Org.Post(Claims, CustomServers.Claim("x", "Sales", valueType: "GROUPS"))).ShouldBeRefused(400, "E0000001", "group_filter_type");
        (await Org.Post(Claims, CustomServers.Claim("x", "", valueType: "GROUPS", filter: "EQUALS"))).ShouldBeRefused(400, "E0000001", "value");
        foreach (var pattern in (string[])["(", "(?<=x)y", @"(a)\1", "((a{900}){900}){900}"])
            (await Org.Post(Claims, CustomServers.Claim("x", pattern, valueType: "GROUPS", filter: "REGEX"))).ShouldBeRefused(400, "E0000001", "value");
    }

    [Fact]                                                             // contract §3.4: system claims for sub, editable value
    public async Task The_subject_may_say_something_else_and_stays_what_it_is()
    {
        var server = await CustomServers.Open(Org, "Subjects");
        var claims = $"/authorizationServers/{server}/claims";
        var id = (await Org.Read(claims)).List.ShouldHaveSingleItem()!["id"]!.ToString();
        (await Org.Delete($"{claims}/{id}")).ShouldBeRefused(403, "E0000006");
        (await Org.Put($"{claims}/{id}", new JsonObject { ["name"] = "subject", ["value"] = "user.id" })).ShouldBeRefused(400, "E0000001", "name");
        (await Org.Put($"{claims}/{id}", new JsonObject { ["name"] = "sub", ["value"] = "user." })).ShouldBeRefused(400, "E0000001", "value");
        var changed = (await Org.Put($"{claims}/{id}", new JsonObject { ["name"] = "sub", ["claimType"] = "RESOURCE", ["valueType"] = "SYSTEM", ["value"] = "user != null ? user.id : app.label" })).ShouldSucceed();
        (changed["system"], changed["value"]).ShouldBe(("true", "user != null ? user.id : app.label"));

        var app = Org.NativeApp with { Issuer = $"{Org.Url}/oauth2/{server}" };
        var tokens = await app.TokensAsync(Org.Person);
        var claimsOf = tokens.ClaimsOf("access_token");
        claimsOf["sub"]!.ToString().ShouldBe(claimsOf["uid"]!.ToString());
        var asked = await app.IntrospectAsync(tokens.AccessToken);
        (asked["sub"], asked["username"]).ShouldBe((claimsOf["uid"]!.ToString(), Org.Person.Login));

        // A token without a subject is refused, and the claim is named (contract §10, pain 20).
        (await Org.Put($"{claims}/{id}", new JsonObject { ["name"] = "sub", ["value"] = "user.middleName" })).ShouldSucceed();
        (await app.RedeemAsync(await app.CodeAsync(Org.Person))).ShouldBeRefused("server_error", "The 'sub' system claim could not be evaluated.");
    }
}
