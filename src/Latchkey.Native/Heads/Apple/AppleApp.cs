#nullable enable
using System;
using System.IO;
using System.Threading;
using CoreFoundation;
using Foundation;
using UIKit;

namespace Latchkey.Native;

/// <summary>This process of the app.</summary>
internal static class AppleApp
{
    private static readonly Lock Guard = new();
    private static NSObject[]? observers;

    public static AppEvents Events { get; } = new();

    /// <summary>Begins to follow whether the app is on the screen.</summary>
    public static void Follow()
    {
        lock (Guard)
            observers ??=
            [
                UIApplication.Notifications.ObserveDidEnterBackground((_, _) => Events.EnterBackground()),
                UIApplication.Notifications.ObserveWillEnterForeground((_, _) => Events.EnterForeground()),
            ];
    }

    /// <summary>UIKit and AuthenticationServices are for the main thread only.</summary>
    public static void OnMain(Action act) => DispatchQueue.MainQueue.DispatchAsync(act);

    /// <summary>A folder that goes with the app when it is removed, and into no backup: what is in it is worth nothing without this device's
    /// keychain.</summary>
    public static string Folder(string name)
    {
        var support = NSFileManager.DefaultManager.GetUrls(NSSearchPathDirectory.ApplicationSupportDirectory, NSSearchPathDomain.User)[0].Path!;
        var folder = Path.Combine(support, "latchkey");
        Directory.CreateDirectory(folder);
        using var url = NSUrl.FromFilename(folder);
        url.SetResource(NSUrl.IsExcludedFromBackupKey, NSNumber.FromBoolean(true));
        return Path.Combine(folder, name);
    }
}
