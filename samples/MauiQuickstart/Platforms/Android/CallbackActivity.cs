using Android.App;
using Android.Content;
using Android.Content.PM;
using Latchkey.Native;

namespace MauiQuickstart;

/// <summary>Receives what the browser comes back with after signing in and out.</summary>
[Activity(Exported = true, LaunchMode = LaunchMode.SingleTop, Theme = "@android:style/Theme.Translucent.NoTitleBar")]
[IntentFilter([Intent.ActionView], Categories = [Intent.CategoryDefault, Intent.CategoryBrowsable], DataScheme = Settings.Scheme)]
public class CallbackActivity : LatchkeyCallbackActivity;
