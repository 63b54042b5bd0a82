using System;
using Android.App;
using Android.Content;
using Android.Content.PM;
using Android.Runtime;
using Latchkey.Native;

namespace Readme;

// The code for Android of the native package's readme.

[Application]
public class MainApplication(IntPtr handle, JniHandleOwnership ownership) : Application(handle, ownership)
{
    public static LatchkeyClient Auth { get; private set; } = null!;

    public override void OnCreate()
    {
        base.OnCreate();
        Auth = new LatchkeyClient(new LatchkeyOptions
        {
            Issuer = new Uri("https://id.example.com/oauth2/default"),
            ClientId = "0oa…",
            RedirectUri = RedirectTarget.Scheme("com.example.app"),
        }.UseAndroid(this));
    }
}

[Activity(Exported = true, LaunchMode = LaunchMode.SingleTop, Theme = "@android:style/Theme.Translucent.NoTitleBar")]
[IntentFilter([Intent.ActionView], Categories = [Intent.CategoryDefault, Intent.CategoryBrowsable], DataScheme = "com.example.app")]
public class CallbackActivity : LatchkeyCallbackActivity;
