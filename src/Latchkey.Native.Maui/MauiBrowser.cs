using Microsoft.Maui.Authentication;

namespace Latchkey.Native.Maui;

/// <summary>The browser of the phone: Custom Tabs on Android, ASWebAuthenticationSession on iOS, through <see cref="IWebAuthenticator"/>.</summary>
public static class MauiBrowser
{
    /// <summary>Makes the browser for <see cref="LatchkeyOptions.Browser"/>.</summary>
    /// <param name="authenticator"><see cref="WebAuthenticator.Default"/>, or the one dependency injection has.</param>
    /// <param name="redirect">The same as <see cref="LatchkeyOptions.RedirectUri"/>.</param>
    /// <param name="isEphemeral">Whether the session shares nothing with the phone's browser (iOS). The default is no, so that one sign-in serves every app.</param>
    /// <param name="clock">The clock; the system's by default.</param>
    public static WebSessionBrowser Create(IWebAuthenticator authenticator, RedirectTarget redirect, bool isEphemeral = false, TimeProvider? clock = null) =>
        new(async (address, callback, cancellationToken) =>
        {
            var result = await authenticator.AuthenticateAsync(new WebAuthenticatorOptions
            {
                Url = address,
                CallbackUrl = callback,
                PrefersEphemeralWebBrowserSession = isEphemeral,
            }).WaitAsync(cancellationToken).ConfigureAwait(false);
            return result?.CallbackUri;
        }, redirect, clock);
}
