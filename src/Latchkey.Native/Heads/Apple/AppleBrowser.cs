#nullable enable
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using AuthenticationServices;
using Foundation;
using UIKit;

namespace Latchkey.Native;

/// <summary>
/// The system's own web session over the app, ASWebAuthenticationSession: it shares the person's sign-ins with Safari, catches the redirect itself,
/// and says when it was closed. iOS and Mac Catalyst. RFC 8252 §B.1.
/// </summary>
public sealed class AppleBrowser : IWebSession
{
    /// <inheritdoc/>
    public bool CanBePrivate => true;

    /// <inheritdoc/>
    public async Task<BrowserAnswer> ShowAsync(Uri address, Uri? returnsTo, bool privately, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var page = new Page(address, returnsTo, privately);
        AppleApp.OnMain(page.Open);
        try
        {
            return await page.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            AppleApp.OnMain(page.Close);
        }
    }

    /// <summary>One page. It holds on to the session, which nothing of the system's does.</summary>
    private sealed class Page(Uri address, Uri? returnsTo, bool privately) : NSObject, IASWebAuthenticationPresentationContextProviding
    {
        private readonly TaskCompletionSource<BrowserAnswer> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ASWebAuthenticationSession? session;
        private bool isClosed;

        public Task<BrowserAnswer> Ended => ended.Task;

        public void Open()
        {
            if (isClosed) return;
            session = Make();
            session.PresentationContextProvider = this;
            session.PrefersEphemeralWebBrowserSession = privately;
            if (!session.Start()) ended.TrySetException(NotShown("the system did not start it"));
        }

        public void Close()
        {
            isClosed = true;
            if (!ended.Task.IsCompleted) session?.Cancel();
            session?.Dispose();
            Dispose();
        }

        public UIWindow GetPresentationAnchor(ASWebAuthenticationSession session)
        {
            var scenes = UIApplication.SharedApplication.ConnectedScenes.OfType<UIWindowScene>()
                .OrderBy(scene => scene.ActivationState == UISceneActivationState.ForegroundActive ? 0 : 1).ToList();
            var windows = scenes.SelectMany(scene => scene.Windows).ToList();
            return windows.FirstOrDefault(window => window.IsKeyWindow) ?? windows.FirstOrDefault() ?? new UIWindow();
        }

        private ASWebAuthenticationSession Make()
        {
            var from = new NSUrl(address.AbsoluteUri);
            if (AppleVersion.HasHttpsCallbacks)
                return new ASWebAuthenticationSession(from, Callback(), Done);

            // Before iOS 17.4 an https address comes as a universal link, by the door of the app: the page is closed then.
            return new ASWebAuthenticationSession(from, returnsTo is null || returnsTo.Scheme == Uri.UriSchemeHttps ? null : returnsTo.Scheme, Done);
        }

        private ASWebAuthenticationSessionCallback Callback() =>
            returnsTo is null ? ASWebAuthenticationSessionCallback.Create("latchkey.none")       // stays on its page until the person closes it
            : returnsTo.Scheme == Uri.UriSchemeHttps ? ASWebAuthenticationSessionCallback.Create(returnsTo.Host, returnsTo.AbsolutePath)
            : ASWebAuthenticationSessionCallback.Create(returnsTo.Scheme);

        private void Done(NSUrl? callback, NSError? error)
        {
            if (callback?.AbsoluteString is { } text) ended.TrySetResult(BrowserAnswer.Returned(new Uri(text)));
            else if (error is null || (ASWebAuthenticationSessionErrorCode)(long)error.Code == ASWebAuthenticationSessionErrorCode.CanceledLogin)
                ended.TrySetResult(BrowserAnswer.Cancelled);
            else ended.TrySetException(NotShown(error.LocalizedDescription));
        }

        private SignInException NotShown(string why) => new(SignInErrorKind.NoBrowser, $"The sign-in page cannot be shown: {why}.")
        {
            Hint = "Call SignInAsync while the app is in front and has a window." + (returnsTo?.Scheme == Uri.UriSchemeHttps && AppleVersion.HasHttpsCallbacks
                ? $" The app also needs the entitlement webcredentials:{returnsTo.Host}, and that domain names the app under webcredentials in its "
                    + "apple-app-site-association." : ""),
        };
    }
}
