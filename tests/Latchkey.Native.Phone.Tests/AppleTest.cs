extern alias Apple;

using Apple::Latchkey.Stubs;
using Apple::Latchkey.Stubs.Apple;

namespace Latchkey.Native.Phone.Tests;

/// <summary>The sample on an iPhone or a Mac: its heads as they are compiled for iOS and Mac Catalyst, against a real org.</summary>
public abstract class AppleTest : PhoneTest
{
    protected ApplePhone Phone { get; set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Take("Latchkey.Heads.iOS");
    }

    protected void Take(string head)
    {
        Phone?.Dispose();
        Phone = new ApplePhone(Head(head), Path.Combine(Folder, head));
        Configure(Phone.Settings);
    }

    protected MauiScreen Screen => Phone.Process?.Screen as MauiScreen ?? throw new InvalidOperationException("The app shows nothing.");

    protected string Text(string name) => (Phone.Process?.Screen as MauiScreen)?.TextOf(name) ?? "";

    protected bool Shows(string button) => Phone.Process?.Screen is MauiScreen screen && screen.Shows(button);

    protected Task Says(string label, string words) => Phone.Until(() => Text(label).Contains(words, StringComparison.Ordinal), $"'{words}'");

    protected void Restart()
    {
        Phone.Background();
        Phone.Kill();
        Phone.OpenApp();
    }

    protected async Task SignedIn()
    {
        var page = await PageToSignIn();
        page.Redirects(await PersonGoesThrough(page.Address));
        await Says("Who", "Hello, ");
    }

    protected async Task<ApplePage> PageToSignIn()
    {
        Phone.OpenApp();
        await Phone.Until(() => Text("Who").Length > 0 && Shows("SignInButton"), "the sign-in button");
        Screen.Press("SignInButton");
        await Phone.Until(() => Phone.Page is not null, "the browser's page");
        return Phone.Page!;
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
