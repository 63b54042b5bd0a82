using System.Text;

namespace Latchkey.Native.Tests;

public sealed class StoreTests : NativeTest
{
    private string Secret => Directory.GetFiles(Folder, "credential-*.secret").Single();
    private string Key => Path.Combine(Folder, "storage.key");

    [Fact]
    public async Task Nothing_readable_is_on_the_disk()
    {
        var session = await SignedIn();
        var token = await session.GetAccessTokenAsync();
        foreach (var file in Directory.GetFiles(Folder))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            text.ShouldNotContain(token);
            text.ShouldNotContain("Mia Muster");
        }
    }

    [Fact]
    public async Task Only_the_owner_may_read()
    {
        var data = Path.Combine(Folder, "fresh");
        await SignedIn(o => o.DataDirectory = data);
        File.GetUnixFileMode(data).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(data)) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(200)]
    public async Task A_file_that_was_changed_is_named_and_set_aside(int position)
    {
        await SignedIn();
        var path = Secret;
        var content = await File.ReadAllBytesAsync(path);
        content[position] ^= 1;
        await File.WriteAllBytesAsync(path, content);

        var refusal = await Refused(() => App().GetSessionAsync());
        refusal.Kind.ShouldBe(SignInErrorKind.StorageReset);
        refusal.Message.ShouldContain(path);
        File.Exists(path + ".damaged").ShouldBeTrue();
        await Recovers();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(100)]
    public async Task A_file_cut_short_is_named(int length)
    {
        await SignedIn();
        await File.WriteAllBytesAsync(Secret, (await File.ReadAllBytesAsync(Secret))[..length]);
        (await Refused(() => App().GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.StorageReset);
        await Recovers();
    }

    [Fact]
    public async Task One_file_cannot_stand_in_for_another()
    {
        await SignedIn();
        await App().SignInAsync(new() { MakeDefault = false, Tags = { ["kind"] = "second" } });
        var files = Directory.GetFiles(Folder, "credential-*.secret");
        File.Copy(files[0], files[1], overwrite: true);
        var session = (await App().GetSessionsAsync()).Single(s => files[1].Contains(s.Id, StringComparison.Ordinal));
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.StorageReset);
    }

    [Fact]
    public async Task Tokens_that_vanished_are_not_a_silent_sign_out()
    {
        await SignedIn();
        File.Delete(Secret);
        (await Refused(() => App().GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.StorageReset);
        await Recovers();
    }

    [Fact]
    public async Task A_key_others_may_read_is_refused_until_that_is_repaired()
    {
        await SignedIn();
        File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var refusal = await Refused(() => App().GetSessionAsync());
        refusal.Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        refusal.Hint.ShouldNotBeNull().ShouldContain("chmod 600");

        File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await App().GetSessionAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_lost_key_is_a_reset_with_a_name()
    {
        await SignedIn();
        File.Delete(Key);
        (await Refused(() => App().GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.StorageReset);
        await Recovers();
    }

    [Fact]
    public async Task A_store_that_fails_keeps_the_person_signed_in()
    {
        var store = new MemoryStore();
        var app = App(o => o.Store = store);
        var session = await app.SignInAsync();
        store.Fails = new SignInException(SignInErrorKind.StorageUnavailable, "locked") { IsTransient = true };
        (await Refused(() => app.GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        store.Fails = null;
        (await app.GetSessionAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(Folder, "a-file");
        await File.WriteAllTextAsync(file, "");
        var refusal = await Refused(() => App(o => o.DataDirectory = Path.Combine(file, "data")).SignInAsync());
        (refusal.Kind, refusal.IsTransient).ShouldBe((SignInErrorKind.StorageUnavailable, true));
    }

    [Fact]
    public async Task Without_a_keyring_a_file_is_used_and_said_so_once()
    {
        using var noBus = new WithoutBus();
        await SignedIn(o => o.KeyStorage = KeyStorage.Automatic);
        Warnings.ShouldHaveSingleItem().ShouldContain("No keyring can be used");
        await App(o => o.KeyStorage = KeyStorage.Automatic).GetSessionAsync();
        Warnings.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_keyring_that_is_demanded_is_not_replaced_by_a_file()
    {
        using var noBus = new WithoutBus();
        var refusal = await Refused(() => App(o => o.KeyStorage = KeyStorage.Keyring).SignInAsync());
        refusal.Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        File.Exists(Key).ShouldBeFalse();
    }

    [Fact]
    public async Task Several_people_are_kept_with_tags_and_one_is_the_default()
    {
        var app = App();
        var home = await app.SignInAsync(new() { Tags = { ["kind"] = "home" } });
        Provider.Person["sub"] = "00u2";
        Provider.Person["name"] = "Ben Beispiel";
        await app.SignInAsync(new() { Tags = { ["kind"] = "work" } });
        (await app.GetSessionAsync())!.User.Name.ShouldBe("Ben Beispiel");

        var again = App();
        var all = await again.GetSessionsAsync();
        all.Select(s => (s.User.Name, s.Tags["kind"])).ShouldBe([("Mia Muster", "home"), ("Ben Beispiel", "work")]);
        await again.SetDefaultSessionAsync(all[0]);
        (await App().GetSessionAsync())!.Id.ShouldBe(home.Id);

        await all[0].SignOutAsync();
        (await again.GetSessionAsync()).ShouldBeNull();
        (await again.GetSessionsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Signing_in_again_as_the_same_person_continues_the_session_and_ends_the_old_tokens()
    {
        var app = App();
        var first = await app.SignInAsync();
        var token = await first.GetAccessTokenAsync();
        var second = await app.SignInAsync();
        second.ShouldBeSameAs(first);
        (await first.GetAccessTokenAsync()).ShouldNotBe(token);
        (await app.GetSessionsAsync()).ShouldHaveSingleItem();
        Provider.Requests.Count(r => r.Path.EndsWith("/revoke", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_session_of_another_provider_is_not_mistaken_for_one_of_this()
    {
        await SignedIn();
        await using var other = await ScriptedProvider.Start();
        (await App(o => o.Issuer = new Uri(other.Issuer)).GetSessionAsync()).ShouldBeNull();
        (await App().GetSessionAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task No_secret_prints_itself()
    {
        var types = typeof(LatchkeyClient).Assembly.GetTypes().Where(t => t.Name is "StoredCredential" or "PendingSignIn").ToList();
        types.Count.ShouldBe(2);
        types.ShouldAllBe(t => t.GetMethod("ToString", Type.EmptyTypes)!.DeclaringType == t);
        var session = await SignedIn();
        session.ToString().ShouldBe("Latchkey.Native.LatchkeySession");
    }

    private async Task Recovers()
    {
        (await App().GetSessionAsync()).ShouldBeNull();
        (await SignedIn()).User.Name.ShouldBe("Mia Muster");
    }

    /// <summary>This process has no session bus, as in a container or over ssh.</summary>
    private sealed class WithoutBus : IDisposable
    {
        private readonly string? before = Environment.GetEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS");

        public WithoutBus() => Environment.SetEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");

        public void Dispose() => Environment.SetEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS", before);
    }
}
