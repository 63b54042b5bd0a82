using Desktop;
using Latchkey.Native;

// A desktop app: the window shows who is signed in. Its three actions are in Account.cs.
if (SampleSettings.Find("native", args) is not { } settings) return 2;
if (Gtk.Start() is { } missing)
{
    Console.Error.WriteLine($"No window can be shown here: {missing}.");
    return 1;
}

await using var auth = new LatchkeyClient(new LatchkeyOptions
{
    Issuer = new Uri(settings.Issuer),
    ClientId = settings.ClientId,
    Scopes = ["openid", "profile", "email", "offline_access"],
    DataDirectory = SampleSettings.Option(args, "data"),
});

using var window = new MainWindow("Latchkey Desktop");
var account = new Account(auth, window);
window.SignInClicked = account.SignIn;
window.SignOutClicked = account.SignOut;
window.Show(account.Restore);
return 0;
