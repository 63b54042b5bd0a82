using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Revocation;

/// <summary>What each cause ends, at once: refresh token, access token, or neither. Contract §2.4, §2.7, §2.8.</summary>
public sealed class RevocationCausesTests(OrgFixture fixture) : OrgTest(fixture)
{
    /// <summary>Cause; what a refresh says (null: it works); whether the access token is still in force.</summary>
    public static TheoryData<string, string?, bool> Causes => new()
    {
        { "nothing", null, true },
        { "signed out by the app", null, true },                       // contract §2.8: tokens live on
        { "signed out at the org's page", null, true },
        { "refresh token revoked", "invalid_grant", false },           // contract §2.4: it takes its access tokens along
        { "access token revoked", null, false },
        { "sessions ended", null, true },
        { "sessions ended with tokens", "invalid_grant", false },
        { "suspended", "invalid_grant", false },
        { "deactivated", "invalid_grant", false },
        { "deleted", "invalid_grant", false },
        { "password reset with sessions", "invalid_grant", false },
        { "password expired with sessions", "invalid_grant", false },
        { "app deactivated", "invalid_client", false },
        { "app deleted", "invalid_client", false },
        { "client deleted", "invalid_client", false },
        { "app unassigned", "access_denied", true },
        { "signed out at the account page", "invalid_grant", false },
        { "signed out everywhere else", "invalid_grant", false },
    };

    [Theory, MemberData(nameof(Causes))]                               // contract §2.4
    public async Task Each_cause_ends_what_it_should_and_at_once(string cause, string? refreshSays, bool accessLives)
    {
        var app = await Org.CreateAppAsync("native", new JsonObject { ["post_logout_redirect_uris"] = new JsonArray("http://127.0.0.1/bye") });
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var tokens = await app.RedeemAsync(await app.CodeAsync(person, browser: browser));
        await Make(cause, app, person, browser, tokens);

        var refreshed = await app.RefreshAsync(tokens.RefreshToken);
        if (refreshSays is null) refreshed.Status.ShouldBe(HttpStatusCode.OK, refreshed.Text);
        else refreshed["error"].ShouldBe(refreshSays, refreshed.Text);

        (await app.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(accessLives ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
        (await Org.WebApp.IntrospectAsync(tokens.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBe(accessLives);
        if (refreshSays != "invalid_client" && refreshSays != "access_denied")
            (await app.IntrospectAsync(tokens.RefreshToken)).Json["active"]!.GetValue<bool>().ShouldBe(refreshSays is null);
        if (cause == "app unassigned") (await app.SignInAsync(person, browser: browser)).Parameter("error").ShouldBe("access_denied");
    }

    private async Task Make(string cause, TestApp app, TestPerson person, TestBrowser browser, TestAnswer tokens)
    {
        Task Lifecycle(string step) => Org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/lifecycle/{step}");
        Task Deactivated() => Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{app.ClientId}/lifecycle/deactivate");
        async Task Press(string start)
        {
            var page = await browser.OpenAsync("/account");
            await browser.SendAsync(page, "/account/sessions", ("end", page.Document.QuerySelectorAll("button[name=end]").Select(button => button.GetAttribute("value")!).Single(value => value.StartsWith(start, StringComparison.Ordinal))));
        }

        switch (cause)
        {
            case "nothing":
                break;
            case "signed out by the app":
                (await browser.OpenAsync($"{Org.Issuer}/v1/logout?id_token_hint={tokens.IdToken}&post_logout_redirect_uri={Uri.EscapeDataString("http://127.0.0.1/bye")}")).LeadsTo.ShouldBe("http://127.0.0.1/bye");
                break;
            case "signed out at the org's page":
                await browser.SubmitAsync(await browser.OpenAsync("/"));
                break;
            case "refresh token revoked":
                await app.RevokeAsync(tokens.RefreshToken);
                break;
            case "access token revoked":
                await app.RevokeAsync(tokens.AccessToken);
                break;
            case "sessions ended":
                await Org.SendAsync(HttpMethod.Delete, $"/api/v1/users/{person.Id}/sessions");
                break;
            case "sessions ended with tokens":
                await Org.SendAsync(HttpMethod.Delete, $"/api/v1/users/{person.Id}/sessions?oauthTokens=true");
                break;
            case "suspended":
                await Lifecycle("suspend");
                break;
            case "deactivated":
                await Lifecycle("deactivate");
                break;
            case "deleted":
                await Org.SendAsync(HttpMethod.Delete, $"/api/v1/users/{person.Id}");
                await Org.SendAsync(HttpMethod.Delete, $"/api/v1/users/{person.Id}");
                break;
            case "password reset with sessions":
                await Lifecycle("reset_password?sendEmail=false&revokeSessions=true");
                break;
            case "password expired with sessions":
                await Lifecycle("expire_password_with_temp_password?revokeSessions=true");
                break;
            case "app deactivated":
                await Deactivated();
                break;
            case "app deleted":
                await Deactivated();
                await Org.SendAsync(HttpMethod.Delete, $"/api/v1/apps/{app.ClientId}");
                break;
            case "client deleted":
                await Org.SendAsync(HttpMethod.Delete, $"/oauth2/v1/clients/{app.ClientId}");
                break;
            case "app unassigned":
                var everyone = (await Org.SendListAsync($"/api/v1/apps/{app.ClientId}/groups"))[0]!["id"]!.GetValue<string>();
                await Org.SendAsync(HttpMethod.Delete, $"/api/v1/apps/{app.ClientId}/groups/{everyone}");
                break;
            case "signed out at the account page":
                await Press("family ");
                break;
            case "signed out everywhere else":
                await Press("others");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(cause), cause, "Nobody knows how.");
        }
    }
}
