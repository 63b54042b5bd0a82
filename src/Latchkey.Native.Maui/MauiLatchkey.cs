#nullable enable
using System;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Maui.Hosting;
#if IOS || MACCATALYST
using Foundation;
using Microsoft.Maui.LifecycleEvents;
using UIKit;
#endif

namespace Latchkey.Native.Maui;

/// <summary>Registers the SDK with a MAUI app.</summary>
public static class MauiLatchkey
{
    /// <summary>
    /// Adds one <see cref="LatchkeyClient"/> with what the platform has: the browser over the app on Android, iOS and Mac Catalyst, the person's own
    /// browser and a loopback address on Windows (<see cref="RedirectTarget.SchemeOnPhones"/> says which for you).
    /// </summary>
    /// <param name="builder">The app's builder.</param>
    /// <param name="configure">Sets issuer, client id and redirect URI at least. What it sets stays as it is.</param>
    public static MauiAppBuilder UseLatchkey(this MauiAppBuilder builder, Action<LatchkeyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddLatchkey(options =>
        {
            configure(options);
#if ANDROID
            options.UseAndroid(Android.App.Application.Context);
#elif IOS || MACCATALYST
            options.UseApple();
#endif
        });
#if ANDROID
        AndroidLatchkey.Follow(Android.App.Application.Context);
#elif IOS || MACCATALYST
        builder.ConfigureLifecycleEvents(events => events.AddiOS(ios => ios
            .OpenUrl((_, url, _) => AppleLatchkey.Receive(url))
            .ContinueUserActivity((_, activity, _) => AppleLatchkey.Receive(activity.WebPageUrl))
            .SceneOpenUrl((_, opened) => Receive(opened))
            .SceneContinueUserActivity((_, activity) => AppleLatchkey.Receive(activity.WebPageUrl))
            .SceneWillConnect((_, _, options) =>
            {
                Receive(options.UrlContexts);
                foreach (var activity in options.UserActivities.ToArray()) AppleLatchkey.Receive(activity.WebPageUrl);
            })));
#endif
        return builder;
    }

#if IOS || MACCATALYST
    private static bool Receive(NSSet<UIOpenUrlContext> opened)
    {
        var isAnswer = false;
        foreach (var one in opened.ToArray()) isAnswer |= AppleLatchkey.Receive(one.Url);
        return isAnswer;
    }
#endif
}
