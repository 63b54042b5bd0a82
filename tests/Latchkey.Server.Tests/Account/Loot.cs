using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Account;

/// <summary>Everything that whoever knows somebody's password can have in hand: begun, half-way and finished.</summary>
public sealed class Loot : IDisposable
{
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string Ciba = "urn:openid:params:grant-type:ciba";
    private const string TokenType = "urn:ietf:params:oauth:token-type:";

    private readonly TestOrg org;
    private readonly TestBrowser browser;

    private Loot(TestOrg org) => (this.org, browser) = (org, org.Browser());

    private TestApp App { get; init; } = null!;
    private TestApp Second { get; init; } = null!;
    private TestApp Teller { get; init; } = null!;
    private TestAnswer Tokens { get; set; } = null!;
    private TestAnswer Waiting { get; set; } = null!;
    private TestAnswer Approved { get; set; } = null!;
    private string Code { get; set; } = null!;
    private string SessionToken { get; set; } = null!;
    private string Link { get; set; } = null!;
    private string LinkState { get; set; } = null!;
    private string WayIn { get; set; } = null!;

    public static async Task<Loot> Of(TestOrg org, TestPerson person)
    {
        var grants = new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", Exchange) };
        var loot = new Loot(org)
        {
            App = org.NativeApp, Second = await org.CreateAppAsync("native", grants),
            Teller = await org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray(Ciba), ["response_types"] = new JsonArray() }),
        };
        var web = await org.CreateAppAsync("web");
        (await org.Post($"/apps/{web.ClientId}/interclient-allowed-apps", new JsonObject { ["id"] = loot.App.ClientId })).ShouldBe(HttpStatusCode.Created);

        loot.Tokens = await loot.App.RedeemAsync(await loot.App.CodeAsync(person, "openid profile offline_access device_sso interclient_access", loot.browser));
        loot.Tokens["device_secret"].ShouldNotBeNull(loot.Tokens.Text);
        loot.Code = await loot.App.CodeAsync(person, browser: loot.browser);
        loot.SessionToken = await org.SessionToken(person);
        loot.Waiting = await loot.Teller.PostAsync("/bc/authorize", ("scope", "openid"), ("login_hint", person.Login));
        loot.Approved = await loot.Teller.PostAsync("/bc/authorize", ("scope", "openid"), ("login_hint", person.Login));
        var question = await loot.browser.OpenAsync("/approve");
        await loot.browser.SubmitAsync(await loot.browser.OpenAsync(question.Document.QuerySelector("a[href^='/approve/']")!.GetAttribute("href")!), ("answer", "approve"));
        var way = await loot.App.TokenAsync(("grant_type", Exchange), ("subject_token", loot.Tokens.IdToken), ("subject_token_type", TokenType + "id_token"), ("actor_token", loot.Tokens.AccessToken),
            ("actor_token_type", TokenType + "access_token"), ("requested_token_type", "urn:okta:params:oauth:token-type:interclient_token"), ("audience", "urn:okta:apps:" + web.ClientId));
        loot.WayIn = web.AuthorizeUrl(changes: [("interclient_token", way.AccessToken), ("prompt", "none")]);

        // A link of another purpose than the ones a reset issues.
        var user = (await org.Services.GetRequiredService<Core.People.Users>().FindByLogin((await org.Services.GetRequiredService<OrgDirectory>().Default(default))!.Id, person.Login, default))!;
        loot.Link = await org.Services.GetRequiredService<OneTimeLinks>().Issue(user, OneTimeLinks.Welcome, TimeSpan.FromDays(7), default);
        loot.LinkState = (await org.Authn("", new JsonObject { ["token"] = loot.Link })).ShouldSucceed()["stateToken"]!;
        return loot;
    }

    /// <summary>Each piece is tried.</summary>
    public async Task ShouldBeWorthless(string why)
    {
        (await org.WithCookies(browser, HttpMethod.Get, "/sessions/me")).ShouldBeRefused(404, "E0000007");
        (await browser.OpenAsync(App.AuthorizeUrl(changes: ("prompt", "none")))).Parameter("error").ShouldBe("login_required", why);
        (await App.RefreshAsync(Tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await App.UserInfoAsync(Tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized, why);
        foreach (var token in (string[])[Tokens.AccessToken, Tokens.RefreshToken, Tokens.IdToken, Tokens["device_secret"]!])
            (await App.IntrospectAsync(token)).Json["active"]!.GetValue<bool>().ShouldBeFalse($"{why}: {token[..8]}…");
        (await Second.TokenAsync(("grant_type", Exchange), ("subject_token", Tokens.IdToken), ("subject_token_type", TokenType + "id_token"), ("actor_token", Tokens["device_secret"]!),
            ("actor_token_type", "urn:x-oath:params:oauth:token-type:device-secret"), ("scope", "openid offline_access"))).ShouldBeRefused("invalid_grant");
        (await App.TokenAsync(("grant_type", Exchange), ("subject_token", Tokens.IdToken), ("subject_token_type", TokenType + "id_token"), ("actor_token", Tokens.AccessToken),
            ("actor_token_type", TokenType + "access_token"), ("requested_token_type", "urn:okta:params:oauth:token-type:interclient_token"), ("audience", "urn:okta:apps:" + Second.ClientId))).ShouldBeRefused("invalid_request");
        (await App.RedeemAsync(Code)).ShouldBeRefused("invalid_grant");
        (await org.CallRaw(HttpMethod.Post, "/sessions", new JsonObject { ["sessionToken"] = SessionToken }.ToJsonString(), client: org.Http)).ShouldBeRefused(401, "E0000004");
        (await Teller.TokenAsync(("grant_type", Ciba), ("auth_req_id", Waiting["auth_req_id"]!))).ShouldBeRefused("access_denied");
        (await Teller.TokenAsync(("grant_type", Ciba), ("auth_req_id", Approved["auth_req_id"]!))).ShouldBeRefused("access_denied");
        using (var another = org.Browser()) (await another.OpenAsync(WayIn)).Parameter("error").ShouldBe("login_required", why);
        (await org.Visit("/welcome/" + Link)).Status.ShouldBe(410, why);
        (await org.Authn("", new JsonObject { ["token"] = Link })).ShouldBeRefused(401, "E0000004");
        (await org.Authn("", new JsonObject { ["stateToken"] = LinkState })).ShouldBeRefused(401, "E0000011");
    }

    public void Dispose() => browser.Dispose();
}
