using System.Net;

namespace Latchkey.Native.Tests;

/// <summary>
/// The SDK at two providers of others, run as they are: OpenIddict 7.8, whose issuer ends in a slash and which forgives a repeat for 30 seconds, and
/// oidc-provider 9, which rotates strictly or not at all. Sign in, restart, refresh, lose an answer, sign out.
/// </summary>
[Trait("Speed", "slow")]
public sealed class ForeignProviderTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("latchkey-native-").FullName;
    private readonly List<LatchkeyClient> clients = [];
    private readonly LossyLine line = new();
    private readonly WanderingBrowser browser = new();
    private ForeignProvider provider = null!;

    [Theory]
    [InlineData("OpenIddict")]
    [InlineData("oidc-provider strict")]
    [InlineData("oidc-provider none")]
    [InlineData("oidc-provider own")]
    public async Task Sign_in_restart_refresh_and_sign_out(string which)
    {
        await Starts(which);
        var session = await App().SignInAsync();
        (session.User.Name, session.User.Email).ShouldBe(("Mia Martinez", "mia@example.com"));        // oidc-provider's ID tokens name nobody: LoadProfile
        session.Scopes.ShouldContain("email");          // what was granted: oidc-provider leaves out offline_access where nobody was asked (Core §11)
        (await session.GetIdTokenAsync()).ShouldNotBeNull();
        var first = await session.GetAccessTokenAsync();

        var again = (await App().GetSessionAsync()).ShouldNotBeNull();
        (again.Id, again.User.Name).ShouldBe((session.Id, "Mia Martinez"));
        await again.RefreshAsync();
        await again.RefreshAsync();
        (await again.GetAccessTokenAsync()).ShouldNotBe(first);
        again.User.Name.ShouldBe("Mia Martinez");
        (await again.GetUserInfoAsync()).Email.ShouldBe("mia@example.com");

        await again.SignOutAsync(SignOutReach.AppAndBrowser);
        (await App().GetSessionAsync()).ShouldBeNull();
        line.Answers.Last(a => a.Path.EndsWith("revoke", StringComparison.Ordinal) || a.Path.EndsWith("revocation", StringComparison.Ordinal)).Status.ShouldBe(HttpStatusCode.OK);
        if (which != "OpenIddict") (await App().TrySilentSignInAsync()).ShouldBeNull();              // the browser is signed out too; our OpenIddict has no sessions
    }

    [Theory]
    [InlineData("OpenIddict")]                                         // within its 30 seconds
    [InlineData("oidc-provider none")]
    [InlineData("oidc-provider own")]                                  // it does not rotate what is bound to a key
    public async Task A_lost_answer_is_asked_for_again_where_that_is_forgiven(string which)
    {
        await Starts(which);
        var session = await App().SignInAsync();
        line.LosesNextAnswer();
        await session.RefreshAsync();
        await session.RefreshAsync();
        (await session.GetUserInfoAsync()).Subject.ShouldBe("mia");
    }

    [Fact]                                                             // RFC 9700 §4.14.2
    public async Task Where_a_repeat_is_theft_it_ends_what_is_at_hand_and_the_setting_does_not()
    {
        await Starts("oidc-provider strict");
        var session = await App(bound: false).SignInAsync();
        var token = await session.GetAccessTokenAsync();
        line.LosesNextAnswer();
        (await Should.ThrowAsync<SignInException>(() => session.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.SessionExpired);
        (await IsGood(token)).ShouldBeFalse();                         // the alarm went off

        session = await App(RefreshRotation.Strict, bound: false).SignInAsync();
        token = await session.GetAccessTokenAsync();
        line.LosesNextAnswer();
        (await Should.ThrowAsync<SignInException>(() => session.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.Network);
        (await (await App(RefreshRotation.Strict, bound: false).GetSessionAsync())!.GetAccessTokenAsync()).ShouldBe(token);
        (await IsGood(token)).ShouldBeTrue();                          // to its end
        (await Should.ThrowAsync<SignInException>(() => session.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.SessionExpired);
        (await IsGood(token)).ShouldBeTrue();                          // still no alarm
        (await App(RefreshRotation.Strict, bound: false).SignInAsync()).User.Name.ShouldBe("Mia Martinez");
    }

    [Theory]
    [InlineData("OpenIddict")]
    [InlineData("oidc-provider strict")]
    public async Task Many_at_once_refresh_once_and_nobody_is_taken_for_a_thief(string which)
    {
        await Starts(which);
        await App(RefreshRotation.Strict).SignInAsync();
        var apps = Enumerable.Range(0, 4).Select(_ => App(RefreshRotation.Strict)).ToList();
        var sessions = new List<LatchkeySession>();
        foreach (var app in apps) sessions.Add((await app.GetSessionAsync()).ShouldNotBeNull());
        for (var round = 0; round < 3; round++)
        {
            var tokens = await Task.WhenAll(sessions.Select(async session =>
            {
                await session.RefreshAsync();
                return await session.GetAccessTokenAsync();
            }));
            (await sessions[0].GetUserInfoAsync()).Subject.ShouldBe("mia");
            tokens.ShouldAllBe(token => token.Length > 0);
        }
        line.Refreshes.ShouldBeLessThanOrEqualTo(12);
        line.Answers.ShouldAllBe(answer => answer.Status < HttpStatusCode.BadRequest);
    }

    private async Task<bool> IsGood(string token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(provider.Address, "me"));
        request.Headers.Authorization = new("Bearer", token);
        return (await http.SendAsync(request)).IsSuccessStatusCode;
    }

    private async Task Starts(string which) => provider = which == "OpenIddict" ? await ForeignProvider.OpenIddict() : await ForeignProvider.OidcProvider(which.Split(' ')[1]);

    private LatchkeyClient App(RefreshRotation rotation = RefreshRotation.Forgiving, bool bound = true)
    {
        var isOpenIddict = provider.NamesItselfWithSlash;
        var client = new LatchkeyClient(new LatchkeyOptions
        {
            Issuer = new Uri(isOpenIddict ? provider.Address.AbsoluteUri : provider.Address.AbsoluteUri.TrimEnd('/')),
            ClientId = "native",
            Scopes = ["openid", "profile", "email", "offline_access"],
            RedirectUri = RedirectTarget.Loopback(),
            PostLogoutRedirectUri = RedirectTarget.Loopback("/signed-out"),
            DataDirectory = folder,
            KeyStorage = KeyStorage.File,
            Browser = browser,
            HttpHandler = line,
            LoadProfile = !isOpenIddict,
            Rotation = rotation,
            DPoP = bound ? DPoP.Automatic : DPoP.Off,
        });
        clients.Add(client);
        return client;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var client in clients) await client.DisposeAsync();
        await provider.DisposeAsync();
        browser.Dispose();
        line.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
