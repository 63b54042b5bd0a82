namespace Latchkey.Native.Tests.Kit;

/// <summary>A provider, a data folder, a clock and a browser for each test.</summary>
public abstract class NativeTest : IAsyncLifetime
{
    private readonly List<LatchkeyClient> clients = [];

    protected ScriptedProvider Provider { get; private set; } = null!;
    protected FakeClock Clock { get; } = new();
    protected FakeBrowser Browser { get; } = new();
    protected List<string> Warnings { get; } = [];
    protected string Folder { get; } = Directory.CreateTempSubdirectory("latchkey-native-").FullName;

    public virtual async Task InitializeAsync()
    {
        Provider = await ScriptedProvider.Start();
        Provider.Clock = Clock;
    }

    protected LatchkeyOptions Options() => new()
    {
        Issuer = new Uri(Provider.Issuer),
        ClientId = ScriptedProvider.ClientId,
        DataDirectory = Folder,
        KeyStorage = KeyStorage.File,
        Browser = Browser,
        Clock = Clock,
        OnWarning = Warnings.Add,
    };

    /// <summary>The app, started (again): every client over the same folder is like a new process.</summary>
    protected LatchkeyClient App(Action<LatchkeyOptions>? configure = null)
    {
        var options = Options();
        configure?.Invoke(options);
        var client = new LatchkeyClient(options);
        clients.Add(client);
        return client;
    }

    protected async Task<LatchkeySession> SignedIn(Action<LatchkeyOptions>? configure = null) => await App(configure).SignInAsync();

    protected static async Task<SignInException> Refused(Func<Task> act) => await Should.ThrowAsync<SignInException>(act);

    public virtual async Task DisposeAsync()
    {
        foreach (var client in clients) await client.DisposeAsync();
        await Provider.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
