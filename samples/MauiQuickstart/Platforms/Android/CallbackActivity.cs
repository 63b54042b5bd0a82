using Android.App;
using Android.Content;
using Android.Content.PM;
using Latchkey.Native.Maui;

namespace MauiQuickstart;

/// <summary>Receives com.example.quickstart:/callback from the browser.</summary>
[Activity(NoHistory = true, LaunchMode = LaunchMode.SingleTop, Exported = true)]
[IntentFilter([Intent.ActionView], Categories = [Intent.CategoryDefault, Intent.CategoryBrowsable], DataScheme = "com.example.quickstart", DataPath = "/callback")]
public class CallbackActivity : LatchkeyCallbackActivity;
