using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Testing;

namespace Latchkey.Native.Tests;

/// <summary>docs/guide/share-sessions.md, walked with two apps of one maker in one browser; its pieces of code stand here, and the guide's own tests hold the two together.</summary>
public sealed class ShareSessionsTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("latchkey-native-").FullName;
    private readonly List<IDisposable> made = [];
    private TestOrg org = null!;
    private OrgBrowser browser = null!;
    private TestApp sibling = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        browser = new OrgBrowser(org, org.Person);
        sibling = await org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", GrantType.TokenExchange) });
    }

    [Fact]
    public async Task The_second_app_comes_in_by_the_browsers_session()
    {
        (await Silent(App(org.NativeApp))).ShouldBeNull();
        var first = await Plain(App(org.NativeApp));
        browser.Passwords.ShouldBe(1);

        (await Silent(App(sibling))).ShouldNotBeNull().User.Subject.ShouldBe(first.User.Subject);
        (await Plain(App(sibling))).User.Subject.ShouldBe(first.User.Subject);
        browser.Passwords.ShouldBe(1, "nothing was typed for the second app");

        await Again(App(sibling));
        browser.Passwords.ShouldBe(2);

        // The browser's session ends for whoever comes next; an app that is signed in stays so.
        await first.SignOutAsync(SignOutReach.AppAndBrowser);
        (await Silent(App(sibling))).ShouldBeNull();
        await (await App(sibling).GetSessionAsync()).ShouldNotBeNull().RefreshAsync();
    }

    [Fact]
    public async Task A_guest_leaves_nothing_to_share()
    {
        await Guest(App(org.NativeApp));
        (await App(org.NativeApp).GetSessionAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_cookie_outlives_the_browser_where_the_org_says_so(bool stays)
    {
        await org.SendAsync(HttpMethod.Put, "/api/v1/org/settings", new JsonObject { ["usePersistentCookie"] = stays });
        await Plain(App(org.NativeApp));
        // Closed and opened again: what has no end of its own is gone.
        foreach (var cookie in browser.Browser.Cookies.GetAllCookies().Where(cookie => cookie.Expires == default)) cookie.Expired = true;
        (await Silent(App(sibling)) is not null).ShouldBe(stays);
    }

    [Fact]
    public async Task The_device_secret_opens_the_second_app_without_a_browser_and_ends_for_both()
    {
        using var place = SharedSignIn.InFolder(Path.Combine(folder, "shared"), KeyStorage.File);
        var first = await FirstOf(App(org.NativeApp, place));
        var opened = browser.Opened.Count;
        var second = await FirstOf(App(sibling, place));
        browser.Opened.Count.ShouldBe(opened);
        second.User.Subject.ShouldBe(first.User.Subject);

        await Everywhere(first);
        (await Should.ThrowAsync<SignInException>(() => second.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.SessionExpired);
        (await App(sibling, place).SignInWithDeviceSecretAsync()).ShouldBeNull();
    }

    [Fact]
    public void The_place_is_named_the_same_in_every_app()
    {
        var options = new LatchkeyOptions { ClientId = "0oa" };
        Share(options);
        options.SharedSignIn.ShouldNotBeNull().Description.ShouldNotBeEmpty();
        options.SharedSignIn.Dispose();
    }

    private static async Task<LatchkeySession> Plain(LatchkeyClient auth)
    {
        var session = await auth.SignInAsync();
        return session;
    }

    private static async Task<LatchkeySession?> Silent(LatchkeyClient auth)
    {
        var session = await auth.TrySilentSignInAsync();
        return session;
    }

    private static async Task<LatchkeySession> Again(LatchkeyClient auth)
    {
        var session = await auth.SignInAsync(new() { Prompt = Prompts.Login });
        return session;
    }

    private static async Task<LatchkeySession> Guest(LatchkeyClient auth)
    {
        var session = await auth.SignInAsync(new() { Ephemeral = true });
        return session;
    }

    private static void Share(LatchkeyOptions options)
    {
        options.SharedSignIn = SharedSignIn.Of("example.com");
    }

    private static async Task<LatchkeySession> FirstOf(LatchkeyClient auth)
    {
        var session = await auth.GetSessionAsync() ?? await auth.SignInWithDeviceSecretAsync() ?? await auth.SignInAsync();
        return session;
    }

    private static async Task Everywhere(LatchkeySession session)
    {
        await session.SignOutAsync(SignOutReach.Everywhere);
    }

    private LatchkeyClient App(TestApp registered, SharedSignIn? place = null)
    {
        var handler = TestOrg.LoopbackHandler();
        var client = new LatchkeyClient(new LatchkeyOptions
        {
            Issuer = new Uri(org.Issuer), ClientId = registered.ClientId, DataDirectory = Path.Combine(folder, registered.ClientId),
            KeyStorage = KeyStorage.File, Browser = browser, Clock = org.Clock, HttpHandler = handler, SharedSignIn = place,
        });
        made.AddRange([client, handler]);
        return client;
    }

    public async Task DisposeAsync()
    {
        made.ForEach(one => one.Dispose());
        browser.Dispose();
        await org.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
