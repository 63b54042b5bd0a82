using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Tokens;

/// <summary>An app vouches with its key for a person. RFC 7523 §2.1 and §3.</summary>
public sealed class JwtBearerGrantTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private readonly AppKey key = new();

    private Task<SigningApp> App(JsonObject? client = null) => SigningApp.Create(Org, "private_key_jwt", key, client: client);

    /// <summary>A rule that lists the grant: no rule of a new org does.</summary>
    private async Task AllowOnDefault()
    {
        var org = (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        var servers = Org.Services.GetRequiredService<Core.Issuers.AuthorizationServers>();
        await Org.Services.GetRequiredService<Database>().Write(w => servers.Add(w, org.Id, "default", new AccessPolicy(Ids.New("00p"), "Vouching", "", 2, true, false, ["ALL_CLIENTS"],
            [new(Ids.New("0pr"), "Vouching", 1, true, false, [], [], ["EVERYONE"], [GrantType.JwtBearer], ["*"], 30, 0, 10080)])), default);
    }

    [Fact]                                                             // RFC 7523 §2.1
    public async Task An_app_gets_an_access_token_for_whom_it_vouches()
    {
        var app = await App();
        (await app.VouchAsync(Org.Issuer, Org.Person.Login)).ShouldBeRefused("access_denied", "Policy evaluation failed for this request, please check the policy configurations.", 401);
        await AllowOnDefault();
        var person = await Org.CreatePersonAsync();
        foreach (var subject in (string[])[person.Login, person.Id!])
        {
            var answer = await app.VouchAsync(Org.Issuer, subject, "openid profile offline_access");
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
            answer["scope"].ShouldBe("openid profile");
            answer.Json.ContainsKey("refresh_token").ShouldBeFalse();  // RFC 7521 §4.1
            answer.Json.ContainsKey("id_token").ShouldBeFalse();       // nobody signed in
            answer.Json["expires_in"]!.GetValue<int>().ShouldBe(1800);
            var claims = answer.ClaimsOf("access_token");
            (claims["sub"]!.GetValue<string>(), claims["uid"]!.GetValue<string>(), claims["cid"]!.GetValue<string>()).ShouldBe((person.Login, person.Id!, app.Id));
            claims.ContainsKey("auth_time").ShouldBeFalse();
            (await Org.NativeApp.UserInfoAsync(answer.AccessToken)).Json["sub"]!.GetValue<string>().ShouldBe(person.Id);
        }
    }

    [Fact]                                                             // RFC 7523 §3
    public async Task Each_claim_of_the_assertion_is_checked()
    {
        var app = await App();
        async Task Refused(string because, params (string, JsonNode?)[] changes)
        {
            var answer = await app.VouchAsync(Org.Url, Org.Person.Login, changes: changes);
            answer.ShouldBeRefused("invalid_grant");
            answer["error_description"]!.ShouldContain(because);
        }
        await Refused("'iss' must be the client_id", ("iss", "someone"));
        await Refused("'aud' must be", ("aud", "https://elsewhere.example"));
        await Refused("'aud' must be", ("aud", Org.Issuer));
        await Refused("no 'exp'", ("exp", null));
        await Refused("expired", ("exp", app.Now - 60));
        await Refused("more than 60 minutes", ("exp", app.Now + 3700));
        await Refused("'iat' is in the future", ("iat", app.Now + 61));
        await Refused("no 'sub'", ("sub", null));
        await Refused("of nobody here", ("sub", "nobody@example.com"));
        (await app.VouchAsync(Org.Url, Org.Person.Login, changes: ("aud", Org.Url + "/oauth2/v1/token"))).Status.ShouldBe(HttpStatusCode.OK);

        using var other = new AppKey();
        (await app.Post(Org.Url, $"grant_type={Uri.EscapeDataString(Grant)}&scope=openid&assertion={other.Sign(app.Claims(Org.Url, ("sub", Org.Person.Login)))}")).ShouldBeRefused("invalid_grant");
        (await app.Post(Org.Url, $"grant_type={Uri.EscapeDataString(Grant)}&scope=openid&assertion=a.b.c")).ShouldBeRefused("invalid_grant");
        (await app.Post(Org.Url, $"grant_type={Uri.EscapeDataString(Grant)}&scope=openid")).ShouldBeRefused("invalid_request");
        (await app.VouchAsync(Org.Url, Org.Person.Login, "")).ShouldBeRefused("invalid_scope");
        (await app.VouchAsync(Org.Url, Org.Person.Login, "unheard:of")).ShouldBeRefused("invalid_scope");
    }

    [Fact]                                                             // RFC 7523 §3 rule 7
    public async Task Of_64_uses_of_one_assertion_one_wins()
    {
        var app = await App();
        var assertion = key.Sign(app.Claims(Org.Url, ("sub", Org.Person.Login)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => app.Post(Org.Url, $"grant_type={Uri.EscapeDataString(Grant)}&scope=openid&assertion={assertion}")));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer["error"] == "invalid_grant").ShouldBe(63);
    }

    [Fact]                                                             // threats row 7: one gate at every door
    public async Task Whoever_may_not_act_is_not_vouched_for()
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        var held = (await app.VouchAsync(Org.Url, person.Login)).AccessToken;
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/lifecycle/suspend");
        (await app.VouchAsync(Org.Url, person.Login)).ShouldBeRefused("invalid_grant");
        ((int)(await (Org.NativeApp with { Issuer = Org.Url }).UserInfoAsync(held)).Status).ShouldBe(401);
    }

    [Fact]                                                             // RFC 6749 §5.2: off unless the app has it
    public async Task An_app_without_the_grant_cannot_use_it() =>
        (await (await App(new() { ["grant_types"] = new JsonArray("authorization_code") })).VouchAsync(Org.Url, Org.Person.Login)).ShouldBeRefused("unauthorized_client");
}
