#if ANDROID
using Android.OS;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Maui;
using Microsoft.Maui.Authentication;

namespace Latchkey.Native.Maui;

/// <summary>
/// Receives the browser's answer on Android. Derive from it in the app and add the intent filter for the redirect URI. It tells both the
/// SDK, which also takes answers for a sign-in whose process was killed, and MAUI, which closes the tab.
/// </summary>
public abstract class LatchkeyCallbackActivity : WebAuthenticatorCallbackActivity
{
    /// <inheritdoc/>
    protected override void OnCreate(Bundle? savedInstanceState)
    {
        if (Intent?.DataString is { } text && Uri.TryCreate(text, UriKind.Absolute, out var address)
            && IPlatformApplication.Current?.Services.GetService<LatchkeyClient>() is { } client)
            _ = ReceiveAsync(client, address);
        base.OnCreate(savedInstanceState);

        // After a process death this activity is the only one: bring the app's own to the front.
        if (IsTaskRoot && PackageManager?.GetLaunchIntentForPackage(PackageName!) is { } launch) StartActivity(launch);
    }

    private static async Task ReceiveAsync(LatchkeyClient client, Uri address)
    {
        try
        {
            await client.ReceiveCallbackAsync(address);
        }
        catch (SignInException)
        {
            // The store is locked: the sign-in stays open and can be tried again. The waiting SignInAsync says the same.
        }
    }
}
#endif
