namespace Latchkey.Native.Tests.Kit;

/// <summary>The sample as real processes over one data folder, whose every use of a token needs a refresh.</summary>
public abstract class ProcessTest : NativeTest
{
    protected string Data => Path.Combine(Folder, "data");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Provider.Clock = TimeProvider.System;
        Provider.AccessTokenSeconds = 0;
    }

    protected async Task SignIn()
    {
        using var app = Run("--once");
        await Browser.Visit(await FakeBrowser.Follow(await app.AsksToOpen()));
        await app.Exits();
        app.Output.ShouldContain("Hello, Mia Muster");
        while (Provider.Requests.TryDequeue(out _)) { }
    }

    protected QuickstartProcess Run(params string[] args) => Run(Desktop(), args);

    protected QuickstartProcess RunWithScheme(params string[] args) => Run(Desktop(), [.. Scheme, .. args]);

    /// <summary>With other variables than a desktop has.</summary>
    protected QuickstartProcess RunWithScheme(Dictionary<string, string?> elsewhere, params string[] args)
    {
        var environment = Desktop();
        foreach (var (name, value) in elsewhere) environment[name] = value;
        return Run(environment, [.. Scheme, .. args]);
    }

    private static string[] Scheme => ["--redirect-uri", "com.example.quickstart:/callback", "--logout-uri", "com.example.quickstart:/logout"];

    private QuickstartProcess Run(Dictionary<string, string?> environment, string[] args) => QuickstartProcess.Start(environment,
        ["--issuer", Provider.Issuer, "--client-id", ScriptedProvider.ClientId, "--api", Provider.Address.OriginalString, "--data", Data, "--no-browser", .. args]);

    protected Dictionary<string, string?> Desktop() => new()
    {
        ["HOME"] = Folder,
        ["XDG_DATA_HOME"] = Path.Combine(Folder, "share"),
        ["XDG_CONFIG_HOME"] = Path.Combine(Folder, "config"),
        ["XDG_RUNTIME_DIR"] = Folder,
        ["DISPLAY"] = ":4242",                  // xdg-open only looks whether it is set
        ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent",
    };
}
