// Signatures of .NET for iOS and Mac Catalyst as their API definitions give them: dotnet/macios of 2025-02-28 (src/foundation.cs, src/uikit.cs,
// src/authenticationservices.cs, src/CoreFoundation, src/Security, src/localauthentication.cs). Only what the heads touch. What a method does
// here is what Apple's documentation says it does.
using Latchkey.Stubs.Apple;

namespace ObjCRuntime
{
    public interface INativeObject
    {
        nint Handle { get; }
    }
}

namespace Foundation
{
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class RegisterAttribute(string name) : Attribute
    {
        public string Name => name;
    }

    public class NSObject : ObjCRuntime.INativeObject, IDisposable
    {
        public nint Handle => 0;
        public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
        protected virtual void Dispose(bool disposing) { }
        public void InvokeOnMainThread(Action action) => AppleProcess.Current.Post(action);
    }

    public class NSString(string text) : NSObject
    {
        public override string ToString() => text;
        public static explicit operator NSString(string text) => new(text);
        public static implicit operator string?(NSString? text) => text?.ToString();
    }

    public class NSNumber : NSObject
    {
        public static NSNumber FromBoolean(bool value) => new();
    }

    public class NSDictionary : NSObject;

    public class NSUrl(string urlString) : NSObject
    {
        public string? AbsoluteString => urlString;
        public string? Path => urlString.StartsWith("file://", StringComparison.Ordinal) ? urlString[7..] : new Uri(urlString).AbsolutePath;
        public static NSString IsExcludedFromBackupKey { get; } = new("NSURLIsExcludedFromBackupKey");
        public static NSUrl FromFilename(string url) => new("file://" + url);
        public bool SetResource(NSString nsUrlResourceKey, NSObject value)
        {
            if (nsUrlResourceKey.ToString() == IsExcludedFromBackupKey.ToString()) AppleProcess.Current.Phone.Excluded.Add(Path!);
            return true;
        }
    }

    public class NSError(string domain, long code, string said) : NSObject
    {
        public string Domain => domain;
        public nint Code => (nint)code;
        public string LocalizedDescription => said;
    }

    public sealed class NSSet<TKey>(params TKey[] items) : NSObject, IEnumerable<TKey> where TKey : NSObject
    {
        public TKey[] ToArray() => [.. items];
        public IEnumerator<TKey> GetEnumerator() => ((IEnumerable<TKey>)items).GetEnumerator();
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public enum NSSearchPathDirectory : ulong { ApplicationSupportDirectory = 14 }

    public enum NSSearchPathDomain : ulong { User = 1 }

    public class NSFileManager : NSObject
    {
        public static NSFileManager DefaultManager { get; } = new();
        public NSUrl[] GetUrls(NSSearchPathDirectory directory, NSSearchPathDomain domains) => [NSUrl.FromFilename(System.IO.Path.Combine(AppleProcess.Current.Phone.Container, "Library/Application Support"))];
    }

    public class NSUserActivity(string activityType) : NSObject
    {
        public string ActivityType => activityType;
        public NSUrl? WebPageUrl { get; set; }
    }
}

namespace CoreFoundation
{
    public sealed class DispatchQueue
    {
        private readonly AppleProcess process;
        internal DispatchQueue(AppleProcess process) => this.process = process;
        public static DispatchQueue MainQueue => new(AppleProcess.Current);
        public void DispatchAsync(Action action) => process.Post(action);
    }
}

namespace UIKit
{
    using Foundation;

    public delegate void UIApplicationRestorationHandler(NSObject[] restorableObjects);

    public enum UISceneActivationState : long { Unattached = -1, ForegroundActive, ForegroundInactive, Background }

    public class UIResponder : NSObject;

    public class UILabel : UIResponder
    {
        public string? Text { get; set; }
    }

    public class UIButton : UIResponder
    {
        public event EventHandler? TouchUpInside;
        internal void Touch() => TouchUpInside?.Invoke(this, EventArgs.Empty);
    }

    public class UIWindow : UIResponder
    {
        public bool IsKeyWindow { get; internal set; }
    }

    public class UIScene : UIResponder
    {
        public UISceneActivationState ActivationState => AppleProcess.RequireMain().Phone.IsInFront ? UISceneActivationState.ForegroundActive : UISceneActivationState.Background;
    }

    public class UIWindowScene : UIScene
    {
        public UIWindow[] Windows { get; internal set; } = [];
    }

    public class UIOpenUrlContext(NSUrl url) : NSObject
    {
        public NSUrl Url => url;
    }

    public class UISceneSession : NSObject;

    public class UISceneConnectionOptions : NSObject
    {
        public NSSet<UIOpenUrlContext> UrlContexts { get; internal set; } = new();
        public NSSet<NSUserActivity> UserActivities { get; internal set; } = new();
    }

    public class UIApplication : UIResponder
    {
        internal UIApplication(AppleProcess process) => Process = process;
        private AppleProcess Process { get; }
        public static UIApplication SharedApplication => AppleProcess.Current.Application;
        public NSSet<UIScene> ConnectedScenes => AppleProcess.RequireMain().Scenes;
        public static void Main(string[]? args, Type? principalClass, Type? delegateClass) { }

        public static class Notifications
        {
            public static NSObject ObserveDidEnterBackground(EventHandler<NSNotificationEventArgs> handler) => AppleProcess.Current.Observe("background", handler);
            public static NSObject ObserveWillEnterForeground(EventHandler<NSNotificationEventArgs> handler) => AppleProcess.Current.Observe("foreground", handler);
        }
    }

    public interface IUIApplicationDelegate;
}

namespace Foundation
{
    public class NSNotificationEventArgs : EventArgs;
}

namespace AuthenticationServices
{
    using Foundation;
    using UIKit;

    public delegate void ASWebAuthenticationSessionCompletionHandler(NSUrl? callbackUrl, NSError? error);

    public enum ASWebAuthenticationSessionErrorCode : long { CanceledLogin = 1, PresentationContextNotProvided = 2, PresentationContextInvalid = 3 }

    public interface IASWebAuthenticationPresentationContextProviding
    {
        UIWindow GetPresentationAnchor(ASWebAuthenticationSession session);
    }

    public class ASWebAuthenticationSessionCallback : NSObject
    {
        internal string? Scheme { get; init; }
        internal string? Host { get; init; }
        internal string? Path { get; init; }

        public static ASWebAuthenticationSessionCallback Create(string customScheme) => new() { Scheme = customScheme };
        public static ASWebAuthenticationSessionCallback Create(string httpsHost, string path) => new() { Host = httpsHost, Path = path };
        internal bool Matches(Uri address) => address.Scheme == Scheme || (address.Scheme == Uri.UriSchemeHttps && address.Host == Host && address.AbsolutePath == Path);
    }

    public class ASWebAuthenticationSession : NSObject
    {
        private readonly NSUrl url;
        private readonly ASWebAuthenticationSessionCallback callback;
        private readonly ASWebAuthenticationSessionCompletionHandler completed;

        [System.Runtime.Versioning.ObsoletedOSPlatform("ios17.4")]
        [System.Runtime.Versioning.ObsoletedOSPlatform("maccatalyst17.4")]
        public ASWebAuthenticationSession(NSUrl url, string? callbackUrlScheme, ASWebAuthenticationSessionCompletionHandler completionHandler)
            : this(url, ASWebAuthenticationSessionCallback.Create(callbackUrlScheme ?? "none"), completionHandler)
        {
        }

        [System.Runtime.Versioning.SupportedOSPlatform("ios17.4")]
        [System.Runtime.Versioning.SupportedOSPlatform("maccatalyst17.4")]
        public ASWebAuthenticationSession(NSUrl url, ASWebAuthenticationSessionCallback callback, ASWebAuthenticationSessionCompletionHandler completionHandler) =>
            (this.url, this.callback, completed) = (url, callback, completionHandler);

        public IASWebAuthenticationPresentationContextProviding? PresentationContextProvider { get; set; }
        public bool PrefersEphemeralWebBrowserSession { get; set; }

        public bool Start()
        {
            var phone = AppleProcess.RequireMain().Phone;
            if (!phone.IsInFront) return false;
            if (callback.Host is not null && !phone.HasWebCredentials)
            {
                AppleProcess.Current.Post(() => completed(null, new NSError("com.apple.AuthenticationServices.WebAuthenticationSession", 0, "The host is not associated with the app")));
                return false;
            }
            if (PresentationContextProvider?.GetPresentationAnchor(this) is null)
            {
                AppleProcess.Current.Post(() => completed(null, new NSError("com.apple.AuthenticationServices.WebAuthenticationSession", 2, "no window")));
                return false;
            }
            phone.Show(new ApplePage(AppleProcess.Current, new Uri(url.AbsoluteString!), PrefersEphemeralWebBrowserSession, callback, completed));
            return true;
        }

        /// <summary>Takes the page away. The handler is not called.</summary>
        public void Cancel() => AppleProcess.RequireMain().Phone.Show(null);
    }
}
