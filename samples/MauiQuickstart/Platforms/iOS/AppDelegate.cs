using Foundation;
using Latchkey.Native;
using UIKit;

namespace MauiQuickstart;

[Register("AppDelegate")]
public class AppDelegate : MauiUIApplicationDelegate
{
    protected override MauiApp CreateMauiApp() => MauiProgram.CreateMauiApp();

    /// <summary>The web session catches its redirect itself; this door is for an answer that comes after the app was killed.</summary>
    public override bool OpenUrl(UIApplication application, NSUrl url, NSDictionary options)
    {
        if (url.AbsoluteString is { } text && Uri.TryCreate(text, UriKind.Absolute, out var address))
            _ = Receive(address);
        return base.OpenUrl(application, url, options);
    }

    private static async Task Receive(Uri address)
    {
        try
        {
            await IPlatformApplication.Current!.Services.GetRequiredService<LatchkeyClient>().ReceiveCallbackAsync(address);
        }
        catch (SignInException)
        {
            // The keychain is locked: the sign-in stays open and can be tried again.
        }
    }
}
