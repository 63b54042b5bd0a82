using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Tokens;

/// <summary>One gate: whatever ends an account's right to act ends it at every door at once. Threats §1 row 7, contract §2.4.</summary>
public sealed class GrantAllowanceTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string InvalidRefresh = "The refresh token is invalid or expired.";

    /// <summary>All a person can hold: a code, a refresh family, an access token, a session.</summary>
    private sealed record Holdings(TestPerson Person, TestApp App, string Code, TestAnswer Tokens, TestBrowser Browser) : IDisposable
    {
        public void Dispose() => Browser.Dispose();
    }

    private async Task<Holdings> Signed()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.CreateAppAsync("native", new JsonObject { ["refresh_token"] = new JsonObject { ["rotation_type"] = "ROTATE" } });
        var browser = Org.Browser();
        var tokens = await app.RedeemAsync(await app.CodeAsync(person, browser: browser));
        var code = await app.CodeAsync(person, browser: browser);
        Clock.Advance(TimeSpan.FromSeconds(5));
        return new(person, app, code, tokens, browser);
    }

    private Task Lifecycle(TestPerson person, string step) => Org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/lifecycle/{step}", new JsonObject());

    private async Task<bool> Active(Holdings held) => (await Org.WebApp.IntrospectAsync(held.Tokens.AccessToken)).Json["active"]!.GetValue<bool>();

    private static async Task<string?> Silently(Holdings held) => (await held.Browser.OpenAsync(held.App.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error");

    [Fact]                                                             // threats §1 row 7: the lock is on guessing, and no stranger can turn it on who is signed in
    public async Task A_strangers_guesses_shut_the_door_to_signing_in_and_take_nothing_from_who_is_signed_in()
    {
        using var held = await Signed();
        using (var guesser = Org.Browser())
        {
            var page = await guesser.OpenAsync(held.App.AuthorizeUrl());
            for (var i = 0; i < 10; i++) await guesser.SubmitAsync(page, ("identifier", held.Person.Login), ("password", "Wrong-Horse-7"));
        }

        (await Org.SendAsync(HttpMethod.Get, $"/api/v1/users/{held.Person.Id}"))["status"]!.GetValue<string>().ShouldBe("LOCKED_OUT");
        (await held.App.SignInAsync(held.Person)).Parameter("code").ShouldBeNull();                       // the right password does not help
        (await held.Browser.OpenAsync(held.App.AuthorizeUrl(changes: [("prompt", "login")]))).Parameter("code").ShouldBeNull();

        (await held.App.RedeemAsync(held.Code)).Status.ShouldBe(HttpStatusCode.OK);
        (await held.App.RefreshAsync(held.Tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Silently(held)).ShouldBeNull();
        (await held.App.UserInfoAsync(held.Tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Active(held)).ShouldBeTrue();

        Clock.Advance(TimeSpan.FromMinutes(16));
        (await held.App.SignInAsync(held.Person)).Parameter("code").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("suspend", "unsuspend")]
    [InlineData("deactivate", "activate?sendEmail=false")]
    public async Task A_suspended_or_deactivated_account_holds_nothing_and_gets_nothing_back(string end, string again)
    {
        using var held = await Signed();
        await Lifecycle(held.Person, end);

        await HoldsNothing(held);
        await Lifecycle(held.Person, again);
        await HoldsNothing(held);
    }

    [Theory]
    [InlineData("reset_password?sendEmail=false&revokeSessions=true")]
    [InlineData("expire_password_with_temp_password?revokeSessions=true")]
    public async Task A_password_taken_away_together_with_the_sessions_ends_everything(string step)
    {
        using var held = await Signed();
        await Lifecycle(held.Person, step);
        await HoldsNothing(held);
    }

    private async Task HoldsNothing(Holdings held)
    {
        (await held.App.RedeemAsync(held.Code)).ShouldBeRefused("invalid_grant");
        (await held.App.RefreshAsync(held.Tokens.RefreshToken)).ShouldBeRefused("invalid_grant", InvalidRefresh);
        (await Silently(held)).ShouldBe("login_required");
        (await held.App.UserInfoAsync(held.Tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Active(held)).ShouldBeFalse();
        (await held.App.IntrospectAsync(held.Tokens.RefreshToken)).Json["active"]!.GetValue<bool>().ShouldBeFalse();
        (await held.App.IntrospectAsync(held.Tokens.IdToken)).Json["active"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]                                                           // the password no longer counts; the person has not been shut out
    [InlineData("expire_password"), InlineData("reset_password?sendEmail=false")]
    public async Task Until_a_new_password_is_set_no_door_opens(string step)
    {
        using var held = await Signed();
        await Lifecycle(held.Person, step);
        (await held.App.RedeemAsync(held.Code)).ShouldBeRefused("invalid_grant");
        (await held.App.RefreshAsync(held.Tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await Silently(held)).ShouldBe("login_required");
        (await held.App.UserInfoAsync(held.Tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Active(held)).ShouldBeFalse();
    }

    [Fact]                                                             // contract §2.2
    public async Task Who_is_no_longer_assigned_gets_no_more_tokens()
    {
        using var held = await Signed();
        var groups = await Org.SendListAsync($"/api/v1/apps/{held.App.ClientId}/groups");
        foreach (var group in groups) await Org.SendAsync(HttpMethod.Delete, $"/api/v1/apps/{held.App.ClientId}/groups/{group!["id"]!.GetValue<string>()}");

        const string refusal = "User is not assigned to the client application.";
        (await held.App.RedeemAsync(held.Code)).ShouldBeRefused("access_denied", refusal);
        (await held.App.RefreshAsync(held.Tokens.RefreshToken)).ShouldBeRefused("access_denied", refusal);
        (await Silently(held)).ShouldBe("access_denied");
    }

    [Fact]                                                             // contract §2.4
    public async Task An_app_switched_off_ends_what_it_holds_for_good()
    {
        using var held = await Signed();
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{held.App.ClientId}/lifecycle/deactivate");
        (await held.App.RedeemAsync(held.Code)).ShouldBeRefused("invalid_client", status: 401);
        (await held.App.RefreshAsync(held.Tokens.RefreshToken)).ShouldBeRefused("invalid_client", status: 401);
        (await held.App.UserInfoAsync(held.Tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Active(held)).ShouldBeFalse();

        await Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{held.App.ClientId}/lifecycle/activate");
        (await held.App.RefreshAsync(held.Tokens.RefreshToken)).ShouldBeRefused("invalid_grant", InvalidRefresh);
        (await held.App.UserInfoAsync(held.Tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]                                                             // threats §1 row 5: nothing slips through while the door closes
    public async Task Refreshes_under_way_while_the_family_ends_leave_nothing_alive()
    {
        for (var round = 0; round < 5; round++)
        {
            var tokens = await Org.NativeApp.TokensAsync(Org.Person);
            var refreshes = Enumerable.Range(0, 32).Select(_ => Org.NativeApp.RefreshAsync(tokens.RefreshToken)).ToList();
            var revoked = Org.NativeApp.RevokeAsync(tokens.RefreshToken);
            var answers = await Task.WhenAll(refreshes);
            (await revoked).Status.ShouldBe(HttpStatusCode.OK);

            foreach (var answer in answers)
            {
                if (answer.Status != HttpStatusCode.OK) { answer.ShouldBeRefused("invalid_grant", InvalidRefresh); continue; }
                (await Org.NativeApp.UserInfoAsync(answer.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
                (await Org.NativeApp.RefreshAsync(answer.RefreshToken)).ShouldBeRefused("invalid_grant", InvalidRefresh);
            }
        }
    }

    [Fact]
    public async Task Codes_redeemed_while_the_account_is_suspended_leave_nothing_alive()
    {
        var person = await Org.CreatePersonAsync();
        var codes = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Org.NativeApp.CodeAsync(person)));
        var redeems = codes.Select(code => Org.NativeApp.RedeemAsync(code)).ToList();
        await Lifecycle(person, "suspend");
        foreach (var answer in await Task.WhenAll(redeems))
        {
            if (answer.Status != HttpStatusCode.OK) { answer.ShouldBeRefused("invalid_grant"); continue; }
            (await Org.NativeApp.UserInfoAsync(answer.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await Org.NativeApp.RefreshAsync(answer.RefreshToken)).ShouldBeRefused("invalid_grant");
        }
    }
}
