using Latchkey.Stubs;
using Latchkey.Stubs.Android;

namespace Latchkey.Native.Phone.Tests;

/// <summary>The sample on an Android phone: its head, MAUI's layer and its own activities as they are compiled for Android, against a real org.</summary>
public abstract class AndroidTest : PhoneTest
{
    protected AndroidPhone Phone { get; set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Phone = new AndroidPhone(Head("Latchkey.Heads.Android"), Path.Combine(Folder, "android"));
        Configure(Phone.Settings);
    }

    protected MauiScreen Screen => Phone.Process?.Screen as MauiScreen ?? throw new InvalidOperationException("The app shows nothing.");

    protected string Text(string name) => (Phone.Process?.Screen as MauiScreen)?.TextOf(name) ?? "";

    protected bool Shows(string button) => Phone.Process?.Screen is MauiScreen screen && screen.Shows(button);

    protected Task Says(string label, string words) => Phone.Until(() => Text(label).Contains(words, StringComparison.Ordinal), $"'{words}'");

    protected void Restart(int fails = 0)
    {
        Phone.Home();
        Phone.Kill();
        Phone.Keystore.Fails = fails;
        Phone.OpenApp();
    }

    protected async Task SignedIn()
    {
        var tab = await TabToSignIn();
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await Says("Who", "Hello, ");
    }

    protected async Task Ready()
    {
        Phone.OpenApp();
        await Phone.Until(() => Phone.Front == "MainActivity" && Text("Who").Length > 0 && Shows("SignInButton"), "the first page");
    }

    protected async Task<BrowserTab> TabToSignIn()
    {
        await Ready();
        return await Tab(press: true);
    }

    protected async Task<BrowserTab> Tab(bool press = false)
    {
        if (press) await Press("SignInButton");
        await Phone.Until(() => Phone.Tab is not null, "the browser's page");
        return Phone.Tab!;
    }

    protected async Task Press(string button)
    {
        await Phone.Until(() => Shows(button), button);
        Screen.Press(button);
    }

    public override async Task DisposeAsync()
    {
        Phone.Dispose();
        await base.DisposeAsync();
    }
}
