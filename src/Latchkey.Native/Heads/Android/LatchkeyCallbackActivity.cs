#nullable enable
using System;
using System.Threading.Tasks;
using Android.App;
using Android.Content;
using Android.OS;

namespace Latchkey.Native;

/// <summary>
/// Receives the browser's answer. Derive from it in the app and add the intent filter for the redirect URI:
/// <code>
/// [Activity(Exported = true, LaunchMode = LaunchMode.SingleTop, Theme = "@android:style/Theme.Translucent.NoTitleBar")]
/// [IntentFilter([Intent.ActionView], Categories = [Intent.CategoryDefault, Intent.CategoryBrowsable], DataScheme = "com.example.app", DataPath = "/callback")]
/// public class CallbackActivity : LatchkeyCallbackActivity;
/// </code>
/// The process that asked may be gone: then the answer is kept for <see cref="LatchkeyClient.TryFinishSignInAsync"/>. Either way the browser's
/// page is closed and the app's own task comes to the front. A link with a state nobody waits for changes nothing.
/// </summary>
public abstract class LatchkeyCallbackActivity : Activity
{
    /// <inheritdoc/>
    protected override void OnCreate(Bundle? savedInstanceState)
    {
        base.OnCreate(savedInstanceState);
        _ = TakeAsync(Intent);
    }

    /// <inheritdoc/>
    protected override void OnNewIntent(Intent? intent)
    {
        base.OnNewIntent(intent);
        _ = TakeAsync(intent);
    }

    private async Task TakeAsync(Intent? intent)
    {
        var app = AndroidApp.Of(this);
        var isAnswer = Uri.TryCreate(intent?.DataString, UriKind.Absolute, out var address) && await app.Events.ReceiveAsync(address).ConfigureAwait(false);
        app.OnMain(() =>
        {
            if (IsFinishing) return;
            if (isAnswer) app.Close(this);
            // Opened from the recent apps, with a link that was used.
            else if (IsTaskRoot && PackageManager?.GetLaunchIntentForPackage(PackageName!) is { } launch) StartActivity(launch);
            Finish();
        });
    }
}
