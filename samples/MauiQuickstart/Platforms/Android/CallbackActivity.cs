using Android.App;
using Android.Content;
using Android.Content.PM;
using Latchkey.Native;

namespace MauiQuickstart;

/// <summary>Receives com.example.quickstart:/callback and :/logout from the browser.</summary>
[Activity(Exported = true, LaunchMode = LaunchMode.SingleTop, Theme = "@android:style/Theme.Translucent.NoTitleBar")]
[IntentFilter([Intent.ActionView], Categories = [Intent.CategoryDefault, Intent.CategoryBrowsable], DataScheme = "com.example.quickstart")]
public class CallbackActivity : LatchkeyCallbackActivity;
