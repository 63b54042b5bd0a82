using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Native.Tests;

/// <summary>Every part an app can give throws, one after another: what the app sees is the one exception of the SDK, with a name.</summary>
public sealed class FailureTests : NativeTest
{
    private static readonly Exception Odd = new InvalidOperationException("a part of the app's own");

    public static TheoryData<string> Odds => [nameof(InvalidOperationException), nameof(NotSupportedException), nameof(IOException), nameof(ObjectDisposedException), nameof(TaskCanceledException)];

    [Theory]
    [MemberData(nameof(Odds))]
    public async Task A_browser_that_throws_is_named(string type)
    {
        var refusal = await Refused(() => App(o => o.Browser = new ThrowingBrowser(Of(type))).SignInAsync());
        refusal.Kind.ShouldBe(type == nameof(TaskCanceledException) ? SignInErrorKind.Cancelled : SignInErrorKind.BrowserFailed);
        if (type != nameof(TaskCanceledException)) refusal.Message.ShouldContain($"ThrowingBrowser) failed: {type}");
        (await SignedIn()).User.Name.ShouldBe("Mia Muster");           // and the next try is none the worse
    }

    [Theory]
    [MemberData(nameof(Odds))]
    public async Task A_page_of_a_phone_that_throws_is_named_at_sign_in_and_at_sign_out(string type)
    {
        var session = await SignedIn();
        var page = new ThrowingPage(Of(type));
        (await Refused(() => App(o => (o.Browser, o.RedirectUri) = (page, RedirectTarget.Scheme("com.example.app"))).SignInAsync()))
            .Kind.ShouldBe(type == nameof(TaskCanceledException) ? SignInErrorKind.Cancelled : SignInErrorKind.BrowserFailed);
        if (type == nameof(TaskCanceledException)) return;
        var again = (await App(o => o.Browser = page).GetSessionAsync())!;
        (await Refused(() => again.SignOutAsync(SignOutReach.AppAndBrowser))).Kind.ShouldBe(SignInErrorKind.BrowserFailed);
        (await App().GetSessionAsync()).ShouldBeNull();                // this app has forgotten the tokens all the same
        session.Id.ShouldBe(again.Id);
    }

    [Fact]
    public async Task A_browser_without_an_answer_is_named() =>
        (await Refused(() => App(o => o.Browser = new ThrowingBrowser(null)).SignInAsync())).Kind.ShouldBe(SignInErrorKind.BrowserFailed);

    [Fact]
    public async Task A_way_to_show_the_address_that_throws_is_named()
    {
        Browser.Says = BrowserAnswer.NotFound;
        (await Refused(() => App(o => o.OnNoBrowser = _ => throw Odd).SignInAsync())).Kind.ShouldBe(SignInErrorKind.BrowserFailed);
    }

    [Theory]
    [MemberData(nameof(Odds))]
    public async Task A_handler_of_requests_that_throws_is_no_network(string type)
    {
        var line = new Line();
        var app = App(o => o.HttpHandler = line);
        line.Fails = Of(type);
        (await Refused(() => app.SignInAsync())).Kind.ShouldBe(SignInErrorKind.Network);
        line.Fails = null;
        var session = await app.SignInAsync();
        line.Fails = Of(type);
        foreach (var act in (Func<Task>[])[() => session.RefreshAsync(), () => session.GetUserInfoAsync(), () => session.RevokeAsync(), () => app.StartDeviceSignInAsync(), () => session.ExchangeTokenAsync(new())])
        {
            var refusal = await Refused(act);
            (refusal.Kind, refusal.IsTransient).ShouldBe((SignInErrorKind.Network, true));
        }
        (await session.GetAccessTokenAsync()).ShouldNotBeEmpty();      // nobody is signed out
    }

    [Fact]
    public async Task A_signer_of_requests_that_throws_is_a_wrong_setting() =>
        (await Refused(() => App(o => o.RequestSigner = (_, _) => throw Odd).SignInAsync())).Message.ShouldContain("RequestSigner failed");

    [Fact]
    public async Task A_policy_for_step_up_that_throws_is_named()
    {
        var app = App(o => o.OnStepUp = (_, _) => throw Odd);
        await app.SignInAsync();
        Provider.OnApi = http =>
        {
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_user_authentication\"";
            return Task.FromResult(true);
        };
        using var api = new HttpClient(LatchkeyTokenHandler.WithConnection(app, Provider.Address));
        (await Refused(() => api.GetAsync(new Uri(Provider.Address, "orders")))).Message.ShouldContain("OnStepUp failed");
    }

    [Fact]
    public async Task A_place_for_the_key_that_throws_is_unavailable_and_one_that_gives_something_else_is_a_wrong_setting()
    {
        var vault = new Vault { Fails = Odd };
        (await Refused(() => App(o => (o.KeyVault, o.KeyStorage) = (vault, KeyStorage.Automatic)).SignInAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        vault.Fails = null;
        var session = await SignedIn(o => (o.KeyVault, o.KeyStorage) = (vault, KeyStorage.Automatic));
        foreach (var fault in (Exception[])[Odd, new CryptographicException("locked"), new TimeoutException()])
        {
            vault.Fails = fault;
            (await Refused(() => App(o => (o.KeyVault, o.KeyStorage) = (vault, KeyStorage.Automatic)).GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        }
        (vault.Fails, vault.Gives) = (null, [1, 2, 3]);
        (await Refused(() => App(o => (o.KeyVault, o.KeyStorage) = (vault, KeyStorage.Automatic)).GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.Misconfigured);
        vault.Gives = null;
        (await App(o => (o.KeyVault, o.KeyStorage) = (vault, KeyStorage.Automatic)).GetSessionAsync()).ShouldNotBeNull().Id.ShouldBe(session.Id);        // all that cost nothing
        (await Refused(() => App(o => o.KeyStorage = KeyStorage.Automatic).GetSessionAsync())).IsTransient.ShouldBeFalse();                              // a version that left the vault out
        (await App(o => (o.KeyVault, o.KeyStorage) = (vault, KeyStorage.Automatic)).GetSessionAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_place_for_proof_keys_that_throws_is_unavailable_whether_it_makes_finds_or_signs()
    {
        Provider.OffersDPoP = true;
        var keys = new Keys { Fails = Odd };
        (await Refused(() => App(o => o.ProofKeys = keys).SignInAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        keys.Fails = null;
        await SignedIn(o => o.ProofKeys = keys);
        var later = (await App(o => o.ProofKeys = keys).GetSessionAsync())!;
        keys.Fails = Odd;
        (await Refused(() => later.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        keys.Fails = null;
        await later.RefreshAsync();
        keys.Key.Dispose();                                            // as hardware that went away
        (await Refused(() => later.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        (await App().GetSessionAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_shared_place_that_throws_is_unavailable()
    {
        using var shared = new SharedSignIn(new MemoryStore { Fails = Odd }, Folder);
        (await Refused(() => App(o => o.SharedSignIn = shared).SignInWithDeviceSecretAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
    }

    [Fact]
    public async Task Listeners_that_throw_harm_nobody()
    {
        var session = await SignedIn(o =>
        {
            o.KeyStorage = KeyStorage.Automatic;
            o.OnWarning = _ => throw Odd;
        });
        session.Changed += (_, _) => throw Odd;
        await session.RefreshAsync();
        (await session.GetAccessTokenAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Only_the_callers_own_cancellation_is_one()
    {
        Browser.Says = BrowserAnswer.Opened;                           // nobody ever comes back
        using var patience = new CancellationTokenSource();
        var app = App();
        var waiting = app.SignInAsync(cancellationToken: patience.Token);
        await Clock.HasTimers(1);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_client_that_is_ended_while_it_refreshes_says_so()
    {
        var session = await SignedIn(o => o.HttpHandler = new Line());
        var reached = new TaskCompletionSource();
        var client = App(o => o.HttpHandler = new HangingLine(reached));
        var dying = (await client.GetSessionAsync())!.RefreshAsync();
        await reached.Task;
        await client.DisposeAsync();
        (await Refused(() => dying)).Kind.ShouldBe(SignInErrorKind.Cancelled);
        (await session.GetAccessTokenAsync()).ShouldNotBeEmpty();
    }

    public static TheoryData<string, byte[]> Garbage
    {
        get
        {
            var data = new TheoryData<string, byte[]>();
            foreach (var file in (string[])["index.secret", "credential-*.secret", "storage", "storage.key"])
                foreach (var content in (byte[][])[[], [1, 2, 3], [2, 2, 2], new byte[200], [.. Enumerable.Range(3, 200).Select(i => (byte)i)], [.. "garbage\n"u8], [.. "file"u8], [.. "one two\n"u8], [.. "dpapi 0123456789abcdef\n"u8]])
                    data.Add(file, content);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_in_the_folder_is_told_once_set_aside_and_over(string file, byte[] content)
    {
        await SignedIn();
        var path = Directory.GetFiles(Folder, file).Single();
        await File.WriteAllBytesAsync(path, content);

        var told = await Refused(async () => await (await App().GetSessionAsync())!.GetAccessTokenAsync());
        (told.Kind, told.IsTransient).ShouldBe((SignInErrorKind.StorageReset, false));
        (await App().GetSessionAsync()).ShouldBeNull();                // not told again
        (await SignedIn()).User.Name.ShouldBe("Mia Muster");
        (await App().GetSessionAsync()).ShouldNotBeNull();
        Directory.GetFiles(Folder, "*.damaged").ShouldNotBeEmpty();    // and nothing was thrown away
    }

    [Fact]
    public async Task Garbage_among_the_sign_ins_that_wait_is_over_with_the_next_try()
    {
        Browser.Says = BrowserAnswer.Cancelled;
        await Refused(() => App().SignInAsync());
        await File.WriteAllBytesAsync(Path.Combine(Folder, "pending.secret"), [5, 5, 5]);
        Browser.Says = null;
        (await Refused(() => App().SignInAsync())).Kind.ShouldBe(SignInErrorKind.StorageReset);
        (await SignedIn()).User.Name.ShouldBe("Mia Muster");
    }

    [Theory]
    [InlineData("""{"Layout":99,"Entries":{"of":"another shape"}}""", SignInErrorKind.StorageUnavailable)]
    [InlineData("""{"Entries":{"of":"another shape"}}""", SignInErrorKind.StorageReset)]
    [InlineData("not json", SignInErrorKind.StorageReset)]
    public async Task What_a_newer_version_wrote_stays_and_what_is_no_version_is_set_aside(string index, SignInErrorKind kind)
    {
        var store = new MemoryStore();
        await SignedIn(o => o.Store = store);
        var all = store.Snapshot();
        all["index"] = Encoding.UTF8.GetBytes(index);
        store.Restore(all);

        var told = await Refused(() => App(o => o.Store = store).GetSessionAsync());
        (told.Kind, told.IsTransient).ShouldBe((kind, false));
        told.Hint.ShouldNotBeNullOrEmpty();
        Encoding.UTF8.GetString(store.Snapshot()[kind == SignInErrorKind.StorageReset ? "index-damaged" : "index"]).ShouldBe(index);
        if (kind == SignInErrorKind.StorageReset) (await SignedIn(o => o.Store = store)).User.Name.ShouldBe("Mia Muster");
    }

    private static Exception Of(string type) => type switch
    {
        nameof(NotSupportedException) => new NotSupportedException("not on this device"),
        nameof(IOException) => new IOException("gone"),
        nameof(ObjectDisposedException) => new ObjectDisposedException("activity"),
        nameof(TaskCanceledException) => new TaskCanceledException(),
        _ => Odd,
    };

    private sealed class ThrowingBrowser(Exception? fails) : ISystemBrowser
    {
        public Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken) => fails is null ? Task.FromResult<BrowserAnswer>(null!) : throw fails;
    }

    private sealed class ThrowingPage(Exception fails) : IWebSession
    {
        public bool CanBePrivate => false;

        public async Task<BrowserAnswer> ShowAsync(Uri address, Uri? returnsTo, bool privately, CancellationToken cancellationToken)
        {
            await Task.Yield();
            throw fails;
        }
    }

    private sealed class Line() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        public Exception? Fails { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Fails is { } e ? throw e : base.SendAsync(request, cancellationToken);
    }

    private sealed class HangingLine(TaskCompletionSource reached) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }

    private sealed class Vault : IKeyVault
    {
        private readonly Dictionary<string, byte[]> keys = [];

        public Exception? Fails { get; set; }
        public byte[]? Gives { get; set; }
        public string Place => "own";
        public string Description => "a vault of the app's own";

        public byte[]? Find(string id) => Fails is { } e ? throw e : Gives ?? keys.GetValueOrDefault(id);

        public void Keep(string id, byte[] key)
        {
            if (Fails is { } e) throw e;
            keys[id] = [.. key];
        }
    }

    private sealed class Keys : IProofKeyStore
    {
        public Exception? Fails { get; set; }
        public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        public string Description => "hardware";

        public Task<ECDsa> CreateAsync(string name, CancellationToken cancellationToken) => Fails is { } e ? throw e : Task.FromResult(Key);

        public Task<ECDsa?> FindAsync(string name, CancellationToken cancellationToken) => Fails is { } e ? throw e : Task.FromResult<ECDsa?>(Key);

        public Task DeleteAsync(string name, CancellationToken cancellationToken) => Fails is { } e ? throw e : Task.CompletedTask;
    }
}
