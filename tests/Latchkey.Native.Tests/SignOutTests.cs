using System.Web;

namespace Latchkey.Native.Tests;

public sealed class SignOutTests : NativeTest
{
    [Fact]                                                             // RFC 7009 §2.1
    public async Task Signing_out_of_the_app_forgets_and_revokes_and_leaves_the_browser_alone()
    {
        var app = App();
        var session = await app.SignInAsync();
        var changes = new List<SessionChange>();
        session.Changed += (_, e) => changes.Add(e.Change);
        await session.SignOutAsync();

        (await app.GetSessionAsync()).ShouldBeNull();
        changes.ShouldBe([SessionChange.SignedOut]);
        Revocation().Values["token_type_hint"].ShouldBe("refresh_token");
        Browser.Opened.Count.ShouldBe(1);
        Directory.GetFiles(Folder, "credential-*.secret").ShouldBeEmpty();
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.SessionExpired);
    }

    [Fact]
    public async Task Signing_out_works_offline()
    {
        var app = App();
        var session = await app.SignInAsync();
        await Provider.DisposeAsync();
        await session.SignOutAsync();
        (await app.GetSessionAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Everywhere_means_nothing_changes_unless_the_provider_confirms()
    {
        var app = App();
        var session = await app.SignInAsync();
        Provider.OnRevoke = http =>
        {
            http.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        (await Refused(() => session.SignOutAsync(SignOutReach.Everywhere))).IsTransient.ShouldBeTrue();
        (await app.GetSessionAsync()).ShouldNotBeNull();

        Provider.OnRevoke = null;
        Browser.Says = BrowserAnswer.Opened;
        await session.SignOutAsync(SignOutReach.Everywhere);
        (await app.GetSessionAsync()).ShouldBeNull();
    }

    [Fact]                                                             // OpenID Connect RP-Initiated Logout 1.0 §2
    public async Task The_browser_is_sent_to_sign_out_and_comes_back()
    {
        var app = App(o => o.PostLogoutRedirectUri = RedirectTarget.Loopback("/signed-out"));
        var session = await app.SignInAsync();
        await session.SignOutAsync(SignOutReach.AppAndBrowser);

        var query = HttpUtility.ParseQueryString(Browser.Opened.Last().Query);
        query["id_token_hint"]!.Split('.').Length.ShouldBe(3);
        query["post_logout_redirect_uri"].ShouldNotBeNull().ShouldEndWith("/signed-out");
        query["state"].ShouldNotBeNull();
        (await (await Browser.Page!).Content.ReadAsStringAsync()).ShouldContain("You are signed out");
    }

    [Fact]
    public async Task Without_an_address_to_return_to_the_browser_is_only_sent()
    {
        var session = await App().SignInAsync();
        Browser.Says = BrowserAnswer.Opened;
        await session.SignOutAsync(SignOutReach.AppAndBrowser);
        HttpUtility.ParseQueryString(Browser.Opened.Last().Query)["post_logout_redirect_uri"].ShouldBeNull();
    }

    [Fact]
    public async Task A_browser_that_does_not_come_back_is_said_so_and_the_app_is_signed_out()
    {
        var app = App(o => o.PostLogoutRedirectUri = RedirectTarget.Loopback("/signed-out"));
        var session = await app.SignInAsync();
        Browser.Says = BrowserAnswer.Opened;
        var leaving = session.SignOutAsync(SignOutReach.AppAndBrowser);
        await Clock.HasTimers(1);
        Clock.Advance(TimeSpan.FromMinutes(3));
        (await Refused(() => leaving)).Kind.ShouldBe(SignInErrorKind.TimedOut);
        (await app.GetSessionAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_refresh_under_way_cannot_bring_a_signed_out_session_back()
    {
        var app = App();
        var session = await app.SignInAsync();
        Clock.Advance(TimeSpan.FromHours(2));
        var asked = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        Provider.BeforeNextTokenAnswer(async () =>
        {
            asked.SetResult();
            await go.Task;
        });
        var refreshing = session.GetAccessTokenAsync();
        await asked.Task;
        var leaving = session.SignOutAsync();
        go.SetResult();
        await refreshing;
        await leaving;
        (await App().GetSessionAsync()).ShouldBeNull();
        Directory.GetFiles(Folder, "credential-*.secret").ShouldBeEmpty();
        Revocation().Values["token"].ShouldEndWith(".1");       // the newest, not the one from before
    }

    [Fact]
    public async Task Revoked_tokens_turn_out_expired_at_the_next_refresh()
    {
        var session = await SignedIn();
        await session.RevokeAsync();
        Clock.Advance(TimeSpan.FromHours(2));
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.SessionExpired);
    }

    private ScriptedProvider.Seen Revocation() => Provider.Requests.Single(r => r.Path.EndsWith("/revoke", StringComparison.Ordinal));
}
