using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Latchkey.Native.Tests;

/// <summary>Every way a store can fail, and the one name each has. None is an empty answer, and none signs anybody out that could come back.</summary>
public sealed class StoreFaultTests : NativeTest
{
    public static TheoryData<string, SignInErrorKind> Faults => new()
    {
        { nameof(IOException), SignInErrorKind.StorageUnavailable },
        { nameof(UnauthorizedAccessException), SignInErrorKind.StorageUnavailable },
        { nameof(TimeoutException), SignInErrorKind.StorageUnavailable },
        { nameof(InvalidOperationException), SignInErrorKind.StorageUnavailable },
        { nameof(DllNotFoundException), SignInErrorKind.StorageUnavailable },
        { nameof(COMException), SignInErrorKind.StorageUnavailable },
        { nameof(SocketException), SignInErrorKind.StorageUnavailable },
        { nameof(NullReferenceException), SignInErrorKind.StorageUnavailable },
        { nameof(CryptographicException), SignInErrorKind.StorageReset },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_a_store_throws_has_one_name(string type, SignInErrorKind kind)
    {
        var store = new MemoryStore();
        var app = App(o => o.Store = store);
        var session = await app.SignInAsync();
        store.Fails = Of(type);
        (await Refused(() => app.GetSessionAsync())).Kind.ShouldBe(kind);
        (await Refused(() => app.GetSessionsAsync())).Kind.ShouldBe(kind);
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(kind);
        (await Refused(() => session.RefreshAsync())).Kind.ShouldBe(kind);
        (await Refused(() => session.SignOutAsync())).Kind.ShouldBe(kind);
        (await Refused(() => App(o => o.Store = store).SignInAsync())).Kind.ShouldBe(kind);

        store.Fails = null;
        if (kind == SignInErrorKind.StorageUnavailable) (await App(o => o.Store = store).GetSessionAsync()).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(13, SignInErrorKind.StorageReset)]                      // ERROR_INVALID_DATA
    [InlineData(unchecked((int)0x8009000B), SignInErrorKind.StorageReset)]      // NTE_BAD_KEY_STATE
    [InlineData(5, SignInErrorKind.StorageUnavailable)]
    [InlineData(2, SignInErrorKind.StorageUnavailable)]
    [InlineData(unchecked((int)0x80070520), SignInErrorKind.StorageUnavailable)]        // no logon session
    [InlineData(int.MinValue, SignInErrorKind.StorageUnavailable)]
    public void Errors_of_DPAPI_have_names(int error, SignInErrorKind kind) => Fault("OfDpapi", error).Kind.ShouldBe(kind);

    [Theory]
    [InlineData(-26275, SignInErrorKind.StorageReset)]                  // errSecDecode
    [InlineData(-25308, SignInErrorKind.StorageUnavailable)]            // errSecInteractionNotAllowed: locked
    [InlineData(-25293, SignInErrorKind.StorageUnavailable)]            // errSecAuthFailed
    [InlineData(-128, SignInErrorKind.StorageUnavailable)]              // the person pressed cancel
    [InlineData(-34018, SignInErrorKind.StorageUnavailable)]            // errSecMissingEntitlement
    [InlineData(int.MinValue, SignInErrorKind.StorageUnavailable)]
    public void Errors_of_the_Keychain_have_names(int status, SignInErrorKind kind) => Fault("OfKeychain", status, "read").Kind.ShouldBe(kind);

    [Fact]
    public async Task A_key_file_that_is_no_key_is_a_reset_that_comes_once()
    {
        await SignedIn();
        await File.WriteAllBytesAsync(Path.Combine(Folder, "storage.key"), [1, 2, 3]);
        (await Refused(() => App().GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.StorageReset);
        (await App().GetSessionAsync()).ShouldBeNull();
        (await SignedIn()).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task A_secret_that_is_a_folder_is_unavailable_and_not_absent()
    {
        await SignedIn();
        File.Delete(Path.Combine(Folder, "index.secret"));
        Directory.CreateDirectory(Path.Combine(Folder, "index.secret"));
        (await Refused(() => App().GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_left_for_it()
    {
        await SignedIn();
        var path = Path.Combine(Folder, "index.secret");
        var content = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, [.. "LKS"u8, 2, .. content]);
        var refusal = await Refused(() => App().GetSessionAsync());
        (refusal.Kind, refusal.IsTransient).ShouldBe((SignInErrorKind.StorageUnavailable, false));
        refusal.Hint.ShouldNotBeNull().ShouldContain("Update the app");
        File.Exists(path).ShouldBeTrue();
    }

    [Fact]
    public async Task An_index_of_a_newer_layout_is_left_for_it()
    {
        var store = new MemoryStore();
        await SignedIn(o => o.Store = store);
        Edit(store, "index", json => json["Layout"] = 99);
        (await Refused(() => App(o => o.Store = store).GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        (await Refused(() => App(o => o.Store = store).SignInAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        Encoding.UTF8.GetString(store.Snapshot()["index"]).ShouldContain("99");
    }

    [Fact]
    public async Task What_the_first_version_stored_is_read_and_written_on_in_the_present_layout()
    {
        var store = new MemoryStore();
        var session = await SignedIn(o => o.Store = store);
        Edit(store, "index", json =>
        {
            json.Remove("Layout");
            foreach (var entry in json["Entries"]!.AsArray()) entry!.AsObject().Remove("ProofKey");
        });
        Provider.OffersDPoP = true;                                    // since the update of the app
        var updated = (await App(o => o.Store = store).GetSessionAsync()).ShouldNotBeNull();
        updated.Id.ShouldBe(session.Id);
        await updated.RefreshAsync();
        Provider.Person["name"] = "Mia Meier";
        await updated.RefreshAsync();
        JsonNode.Parse(store.Snapshot()["index"])!["Layout"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task An_app_that_changes_its_store_takes_everybody_along()
    {
        Provider.OffersDPoP = true;
        var (old, present) = (new MemoryStore(), new MemoryStore { Description = "elsewhere" });
        var before = await SignedIn(o => o.Store = old);
        var app = App(o => (o.Store, o.PreviousStore) = (present, old));
        var after = (await app.GetSessionAsync()).ShouldNotBeNull();
        after.Id.ShouldBe(before.Id);
        await after.RefreshAsync();                                    // with its key
        old.Snapshot().ShouldBeEmpty();
        (await App(o => o.Store = present).GetSessionAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_app_that_kept_files_and_gets_a_store_of_its_own_takes_them_along()
    {
        var before = await SignedIn();
        var store = new MemoryStore();
        (await App(o => o.Store = store).GetSessionAsync()).ShouldNotBeNull().Id.ShouldBe(before.Id);
        Directory.GetFiles(Folder, "credential-*.secret").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_move_that_is_cut_short_begins_again()
    {
        var (old, present) = (new MemoryStore(), new MemoryStore { Description = "elsewhere" });
        await SignedIn(o => o.Store = old);
        present.Fails = new IOException("the power went");
        (await Refused(() => App(o => (o.Store, o.PreviousStore) = (present, old)).GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        old.Snapshot().ShouldNotBeEmpty();
        present.Fails = null;
        (await App(o => (o.Store, o.PreviousStore) = (present, old)).GetSessionAsync()).ShouldNotBeNull();
    }

    private static SignInException Fault(string method, params object[] values) =>
        (SignInException)typeof(LatchkeyClient).Assembly.GetType("Latchkey.Native.Storage.StoreFaults")!.GetMethod(method)!.Invoke(null, values)!;

    private static void Edit(MemoryStore store, string name, Action<JsonObject> change)
    {
        var all = store.Snapshot();
        var json = JsonNode.Parse(all[name])!.AsObject();
        change(json);
        all[name] = Encoding.UTF8.GetBytes(json.ToJsonString());
        store.Restore(all);
    }

#pragma warning disable CA2201 // The platforms' stores do throw what is reserved.
    private static Exception Of(string type) => type switch
    {
        nameof(IOException) => new IOException("the disk is full"),
        nameof(UnauthorizedAccessException) => new UnauthorizedAccessException("not yours"),
        nameof(TimeoutException) => new TimeoutException("the keyring does not answer"),
        nameof(InvalidOperationException) => new InvalidOperationException("Error adding record: InteractionNotAllowed"),
        nameof(DllNotFoundException) => new DllNotFoundException("libsecret"),
        nameof(COMException) => new COMException("0x80090030"),
        nameof(SocketException) => new SocketException(111),
        nameof(NullReferenceException) => new NullReferenceException(),
        _ => new CryptographicException("AEADBadTag"),
    };
#pragma warning restore CA2201
}
