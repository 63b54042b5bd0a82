using System;
using System.Threading.Tasks;
using Foundation;
using Latchkey.Native;
using UIKit;

namespace Quickstart;

/// <summary>What of docs/guide/sign-in-mobile.md is for .NET for iOS and Mac Catalyst alone.</summary>
[Register("AppDelegate")]
public class AppDelegate : UIResponder, IUIApplicationDelegate
{
    public static LatchkeyClient Auth { get; private set; } = null!;

    public bool FinishedLaunching(UIApplication application, NSDictionary? launchOptions)
    {
        var options = new LatchkeyOptions();
        Settings.Configure(options);
        Auth = new LatchkeyClient(options.UseApple());
        return true;
    }
}

public partial class Screen(LatchkeyClient auth)
{
    private readonly UILabel who = new();
    private readonly UILabel said = new();

    public async Task AppearAsync()
    {
        var signIn = new UIButton();
        signIn.TouchUpInside += async (_, _) => await SignInAsync();
        await LookAsync();
        if (session is null) return;
        Watch(session);
        await AskAsync(session);
        await ShowOrdersAsync();
        await SignOutAsync(session);
    }

    private static void OnMain(Action show) => UIApplication.SharedApplication.InvokeOnMainThread(show);
}
