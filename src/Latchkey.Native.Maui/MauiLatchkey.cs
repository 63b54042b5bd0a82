using Microsoft.Extensions.DependencyInjection;
using Microsoft.Maui.Authentication;
using Microsoft.Maui.Hosting;
using Microsoft.Maui.LifecycleEvents;
using Microsoft.Maui.Storage;

namespace Latchkey.Native.Maui;

/// <summary>Registers the SDK with a MAUI app.</summary>
public static class MauiLatchkey
{
    /// <summary>
    /// Adds one <see cref="LatchkeyClient"/> with the phone's browser and secret store. The client is
    /// <c>IPlatformApplication.Current.Services.GetRequiredService&lt;LatchkeyClient&gt;()</c> for platform code.
    /// </summary>
    /// <param name="builder">The app's builder.</param>
    /// <param name="configure">Sets issuer, client id and redirect URI at least; may replace everything this method chose.</param>
    public static MauiAppBuilder UseLatchkey(this MauiAppBuilder builder, Action<LatchkeyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        WebSessionBrowser? browser = null;
        builder.Services.AddLatchkey(options =>
        {
            configure(options);
            options.DataDirectory ??= Path.Combine(FileSystem.AppDataDirectory, "latchkey");     // removed together with the app
            if (options.Store is null)
            {
                options.Store = new MauiSecretStore(SecureStorage.Default, options.ClientId);
                options.ForgetAfterReinstall = true;
            }
            options.Browser ??= browser = MauiBrowser.Create(WebAuthenticator.Default, options.RedirectUri);
        });
#if ANDROID
        builder.ConfigureLifecycleEvents(events => events.AddAndroid(android => android.OnResume(_ => browser?.AppResumed())));
#endif
        return builder;
    }
}
