#nullable enable
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Android.Content;
using Android.Content.PM;

namespace Latchkey.Native;

/// <summary>
/// The person's own browser, over the app: an Auth Tab where it has them, else a Custom Tab, else the browser itself. RFC 8252 §B.2.
/// All of them by plain intents, so that no library of AndroidX has to come along.
/// </summary>
public sealed class AndroidBrowser : IWebSession
{
    // https://developer.android.com/reference/androidx/browser/customtabs/CustomTabsService, …/auth/AuthTabIntent
    private const string CustomTabs = "android.support.customtabs.action.CustomTabsService";
    private const string AuthTab = "androidx.browser.auth.category.AuthTab";
    private const string Ephemeral = "androidx.browser.customtabs.category.EphemeralBrowsing";

    private readonly AndroidApp app;

    /// <summary>Makes the browser.</summary>
    /// <param name="context">The app's context.</param>
    public AndroidBrowser(Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        app = AndroidApp.Of(context);
    }

    /// <summary>How long after the page is gone the answer may still come: some browsers close it first. The default is one second.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the person's browser shows pages without its own cookies.</summary>
    public bool CanBePrivate => Packages() is { } packages && Find(packages) is { } browser && Has(packages, browser, Ephemeral);

    /// <inheritdoc/>
    public Task<BrowserAnswer> ShowAsync(Uri address, Uri? returnsTo, bool privately, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var packages = Packages();
        var browser = packages is null ? null : Find(packages);
        return app.ShowAsync(LatchkeyBrowserActivity.ToShow(app.Front, new BrowserPage
        {
            Address = address.AbsoluteUri,
            Browser = browser,
            IsAuthTab = browser is not null && returnsTo is not null && Has(packages!, browser, AuthTab),
            IsPrivate = privately && browser is not null && Has(packages!, browser, Ephemeral),
            ReturnsTo = returnsTo?.OriginalString,
            Patience = Patience,
        }), cancellationToken);
    }

    private PackageManager? Packages() => app.Front.PackageManager;

    /// <summary>The person's default browser when it has Custom Tabs, else the first that has. Null when none has, or when the manifest does not ask to see
    /// them.</summary>
    private static string? Find(PackageManager packages)
    {
        var able = packages.QueryIntentServices(new Intent(CustomTabs), 0).Select(found => found.ServiceInfo?.PackageName).OfType<string>().ToList();
        var address = new Intent(Intent.ActionView, Android.Net.Uri.Parse("https://example.com"));
        address.AddCategory(Intent.CategoryBrowsable);
        var chosen = packages.ResolveActivity(address, PackageInfoFlags.MatchDefaultOnly)?.ActivityInfo?.PackageName;
        return able.Contains(chosen!) ? chosen : able.FirstOrDefault();
    }

    private static bool Has(PackageManager packages, string browser, string ability)
    {
        var service = new Intent(CustomTabs);
        service.SetPackage(browser);
        service.AddCategory(ability);
        return packages.QueryIntentServices(service, 0).Count > 0;
    }
}
