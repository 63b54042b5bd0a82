using System.Text;
using Latchkey.Native;

Console.OutputEncoding = Encoding.UTF8;
var screen = new Screen();
if (args.Contains("--help"))
{
    Console.WriteLine(Settings.Help);
    return 0;
}

try
{
    var settings = Settings.Read(args);

    // Everything the app needs of the SDK is in these lines and in App.cs.
    await using var auth = new LatchkeyClient(new LatchkeyOptions
    {
        Issuer = settings.Issuer,
        ClientId = settings.ClientId,
        RedirectUri = settings.Redirect,
        PostLogoutRedirectUri = settings.Logout,
        DataDirectory = settings.Data,
        Browser = settings.NoBrowser ? new NoBrowser() : null,
        OnNoBrowser = screen.Address,
        OnWarning = Console.Error.WriteLine,
    });

    if (await auth.ForwardActivationAsync(args)) return 0;       // started by the browser: the first process has the answer now
    if (!settings.Redirect.IsLoopback) SchemeRegistration.Register(settings.Redirect, "Latchkey Quickstart", [.. SchemeRegistration.ThisProgram, .. settings.ToArguments()]);

    using var app = new App(auth, settings, screen);
    return await app.Run();
}
catch (SettingsException e)
{
    screen.Bad(e.Message);
    screen.Quiet("--help shows the options.");
    return 2;
}
catch (SignInException e)
{
    screen.Problem(e);
    return 1;
}

/// <summary>Makes the SDK print the address, as on a machine without a browser.</summary>
internal sealed class NoBrowser : ISystemBrowser
{
    public Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken) => Task.FromResult(BrowserAnswer.NotFound);
}
