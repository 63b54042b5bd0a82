using System.Net;
using System.Net.Sockets;

namespace Latchkey.Samples.Tests.Kit;

/// <summary>An org in this process, on the real time, and the samples in processes of their own.</summary>
public abstract class SampleTest : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> started = [];

    protected TestOrg Org { get; private set; } = null!;

    /// <summary>Empty, so that no sample finds a dev.json of this repository.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("lk-").FullName;

    /// <summary>For programs that keep credentials: this machine's keyring stays out of it.</summary>
    protected static IReadOnlyDictionary<string, string> NoKeyring { get; } = new Dictionary<string, string> { ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:" };

    public async Task InitializeAsync() => Org = await TestOrg.StartAsync(clock: FakeClock.Running());

    public async Task DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(started)) await one.DisposeAsync();
        await Org.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    protected RunningProgram Start(string sample, IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        Until(RunningProgram.Start(sample, arguments, environment, Folder));

    protected T Until<T>(T ends) where T : IAsyncDisposable
    {
        started.Add(ends);
        return ends;
    }

    /// <summary>The sample API, protected by the org; gives its address.</summary>
    protected async Task<string> OrdersApi()
    {
        var api = Start("Orders.Api", null, "--urls", "http://127.0.0.1:0", "--issuer", Org.Issuer);
        return (await api.SaysMatch("Now listening on: (.*)")).found;
    }

    /// <summary>For programs whose address has to be registered before they start.</summary>
    protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>What the person does in their browser: opens the address, signs in, and is sent back to the app.</summary>
    protected async Task<string> SignInInBrowser(string address)
    {
        using var browser = Org.Browser();
        var back = await browser.SubmitAsync(await browser.OpenAsync(address), ("identifier", Org.Person.Login), ("password", Org.Person.Password));
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(back.LeadsTo ?? throw new InvalidOperationException($"Not sent back: {back.Text}")));
    }
}
