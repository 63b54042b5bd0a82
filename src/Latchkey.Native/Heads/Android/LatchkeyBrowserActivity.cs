#nullable enable
using System;
using Android.App;
using Android.Content;
using Android.Content.PM;
using Android.OS;

namespace Latchkey.Native;

/// <summary>
/// Lies unseen between the app and the browser's page. It learns that the page is gone by coming to the front itself, which the app's own
/// activities cannot tell from anything else; and it survives the process in the task, so that the page is taken away by whichever process
/// gets the answer.
/// </summary>
[Activity(Exported = false, LaunchMode = LaunchMode.SingleTask, Theme = "@android:style/Theme.Translucent.NoTitleBar",
    ConfigurationChanges = ConfigChanges.Orientation | ConfigChanges.ScreenSize | ConfigChanges.SmallestScreenSize | ConfigChanges.ScreenLayout
        | ConfigChanges.Keyboard | ConfigChanges.KeyboardHidden | ConfigChanges.UiMode
        | ConfigChanges.Density | ConfigChanges.Locale | ConfigChanges.LayoutDirection)]
public sealed class LatchkeyBrowserActivity : Activity
{
    // https://developer.android.com/reference/androidx/browser/customtabs/CustomTabsIntent, …/auth/AuthTabIntent
    private const string Session = "android.support.customtabs.extra.SESSION";
    private const string Ephemeral = "androidx.browser.customtabs.extra.ENABLE_EPHEMERAL_BROWSING";
    private const string AuthTab = "androidx.browser.auth.extra.LAUNCH_AUTH_TAB";
    private const string AuthScheme = "androidx.browser.auth.extra.REDIRECT_SCHEME";
    private const string AuthHost = "androidx.browser.auth.extra.HTTPS_REDIRECT_HOST";
    private const string AuthPath = "androidx.browser.auth.extra.HTTPS_REDIRECT_PATH";
    private const Result NotVerified = (Result)2;
    private const Result NotVerifiedInTime = (Result)3;

    private const string Ends = "latchkey.ends";
    private const string Opened = "latchkey.opened";
    private const int AuthTabRequest = 1;

    /// <summary>Whether the intent that ends it is on its way.</summary>
    internal bool IsEnding { get; set; }

    private BrowserPage? page;
    private bool isOpened;
    private int resumed;

    internal static Intent ToShow(Context from, BrowserPage page)
    {
        var intent = new Intent(from, typeof(LatchkeyBrowserActivity));
        page.WriteTo(intent);
        return intent;
    }

    /// <summary>Brings this activity's task to the front, takes away what lies on top of it, and then itself.</summary>
    internal static Intent ToEnd(Context from)
    {
        var intent = new Intent(from, typeof(LatchkeyBrowserActivity));
        intent.AddFlags(ActivityFlags.ClearTop | ActivityFlags.SingleTop);
        intent.PutExtra(Ends, true);
        return intent;
    }

    /// <inheritdoc/>
    protected override void OnCreate(Bundle? savedInstanceState)
    {
        base.OnCreate(savedInstanceState);
        AndroidApp.Of(this).Page = this;
        page = BrowserPage.ReadFrom(Intent);
        isOpened = savedInstanceState?.GetBoolean(Opened, false) ?? false;
        if (page is null) Leave();
    }

    /// <inheritdoc/>
    protected override void OnSaveInstanceState(Bundle outState)
    {
        base.OnSaveInstanceState(outState);
        outState.PutBoolean(Opened, isOpened);
    }

    /// <inheritdoc/>
    protected override void OnNewIntent(Intent? intent)
    {
        base.OnNewIntent(intent);
        if (BrowserPage.ReadFrom(intent) is not { } another)
        {
            Leave();
            return;
        }
        (Intent, page, isOpened) = (intent, another, false);
    }

    /// <inheritdoc/>
    protected override void OnResume()
    {
        base.OnResume();
        if (IsFinishing || page is null) return;
        if (!isOpened)
        {
            isOpened = true;
            Open(page);
            return;
        }

        // The page is gone. Its answer may be on the way still: then this is paused, or ended, before the patience is.
        var now = ++resumed;
        AndroidApp.Of(this).OnMain(() =>
        {
            if (now != resumed || IsFinishing || IsDestroyed) return;
            AndroidApp.Of(this).Answer(BrowserAnswer.Cancelled);
            Leave();
        }, page.Patience);
    }

    /// <inheritdoc/>
    protected override void OnPause()
    {
        base.OnPause();
        resumed++;
    }

    /// <summary>An Auth Tab brings the answer itself. One that was closed, or a browser that opened a Custom Tab instead, says "cancelled": OnResume waits
    /// for what comes.</summary>
    protected override void OnActivityResult(int requestCode, Result resultCode, Intent? data)
    {
        base.OnActivityResult(requestCode, resultCode, data);
        if (requestCode != AuthTabRequest) return;
        var app = AndroidApp.Of(this);
        if (resultCode is NotVerified or NotVerifiedInTime)
        {
            app.Fail(new SignInException(SignInErrorKind.Misconfigured, $"Android has not verified that '{page?.ReturnsTo}' belongs to this app.")
            {
                Hint = "Serve /.well-known/assetlinks.json with this app's package and the SHA-256 of its signing certificate; a slow network can also be "
                    + "the reason.",
                IsTransient = resultCode is NotVerifiedInTime,
            });
            Leave();
        }
        else if (resultCode is Result.Ok && data?.DataString is { } text && Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            if (!app.Answer(BrowserAnswer.Returned(address))) _ = app.Events.ReceiveAsync(address);        // for a process that is gone
            Leave();
        }
    }

    /// <inheritdoc/>
    protected override void OnDestroy()
    {
        base.OnDestroy();
        var app = AndroidApp.Of(this);
        if (app.Page == this) app.Page = null;
    }

    private void Open(BrowserPage page)
    {
        var tab = new Intent(Intent.ActionView, Android.Net.Uri.Parse(page.Address));
        if (page.Browser is { } browser)
        {
            tab.SetPackage(browser);
            using var session = new Bundle();
            session.PutBinder(Session, null);       // its presence is what makes it a tab of ours
            tab.PutExtras(session);
            if (page.IsPrivate) tab.PutExtra(Ephemeral, true);
        }
        try
        {
            if (page is { IsAuthTab: true, ReturnsTo: { } address }) StartActivityForResult(AsAuthTab(tab, new Uri(address)), AuthTabRequest);
            else StartActivity(tab);
        }
        catch (ActivityNotFoundException)
        {
            AndroidApp.Of(this).Answer(BrowserAnswer.NotFound);
            Leave();
        }
    }

    private static Intent AsAuthTab(Intent tab, Uri returnsTo)
    {
        tab.PutExtra(AuthTab, true);
        if (returnsTo.Scheme != Uri.UriSchemeHttps) return tab.PutExtra(AuthScheme, returnsTo.Scheme);
        tab.PutExtra(AuthHost, returnsTo.Host);
        return tab.PutExtra(AuthPath, returnsTo.AbsolutePath);
    }

    /// <summary>Ends. What is below comes to the front; where nothing is, because the system cleared the task, the app starts.</summary>
    private void Leave()
    {
        if (IsFinishing) return;
        if (IsTaskRoot && PackageManager?.GetLaunchIntentForPackage(PackageName!) is { } launch) StartActivity(launch);
        Finish();
    }
}
