using System;
using System.Threading.Tasks;
using Android.App;
using Android.Content;
using Android.Content.PM;
using Android.OS;
using Android.Runtime;
using Android.Widget;
using Latchkey.Native;

namespace Quickstart;

// What of docs/guide/sign-in-mobile.md is for .NET for Android alone.

[Application(AllowBackup = false)]
public class MainApplication(IntPtr handle, JniHandleOwnership ownership) : Application(handle, ownership)
{
    public static LatchkeyClient Auth { get; private set; } = null!;

    public override void OnCreate()
    {
        base.OnCreate();
        var options = new LatchkeyOptions();
        Settings.Configure(options);
        Auth = new LatchkeyClient(options.UseAndroid(this));
    }
}

[Activity(Exported = true, LaunchMode = LaunchMode.SingleTop, Theme = "@android:style/Theme.Translucent.NoTitleBar")]
[IntentFilter([Intent.ActionView], Categories = [Intent.CategoryDefault, Intent.CategoryBrowsable], DataScheme = "com.example.quickstart")]
public class CallbackActivity : LatchkeyCallbackActivity;

[Activity(Label = "Quickstart", MainLauncher = true, LaunchMode = LaunchMode.SingleTop)]
public class MainActivity : Activity
{
    private Screen? screen;

    protected override void OnCreate(Bundle? savedInstanceState)
    {
        base.OnCreate(savedInstanceState);
        screen = new Screen(this, MainApplication.Auth);
    }

    protected override async void OnResume()
    {
        base.OnResume();
        await screen!.AppearAsync();
    }
}

public partial class Screen(Activity activity, LatchkeyClient auth)
{
    private readonly TextView who = new(activity);
    private readonly TextView said = new(activity);

    public async Task AppearAsync()
    {
        var signIn = new Button(activity);
        signIn.Click += async (_, _) => await SignInAsync();
        await LookAsync();
        if (session is null) return;
        Watch(session);
        await AskAsync(session);
        await ShowOrdersAsync();
        await SignOutAsync(session);
    }

    private void OnMain(Action show) => activity.RunOnUiThread(show);
}
