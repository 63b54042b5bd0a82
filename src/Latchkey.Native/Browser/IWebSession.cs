namespace Latchkey.Native;

/// <summary>
/// A page of the phone's browser over the app, such as a Custom Tab or an ASWebAuthenticationSession. It is told where the page ends, closes when
/// its work is done, and knows whether the person closed it.
/// </summary>
public interface IWebSession : ISystemBrowser
{
    /// <summary>
    /// Whether a page can be shown without the cookies of the others. Without it, a sign-in that leaves nothing behind asks for the password in any
    /// case.
    /// </summary>
    bool CanBePrivate { get; }

    /// <summary>Shows the address.</summary>
    /// <param name="address">An http or https address of the provider.</param>
    /// <param name="returnsTo">Where the provider redirects to in the end; null when it stays on its page.</param>
    /// <param name="privately">Whether to show it without the cookies of the others, and to forget its own afterwards.</param>
    /// <param name="cancellationToken">Closes the page: the answer came by another door, or nobody waits any more.</param>
    /// <returns>As <see cref="ISystemBrowser.OpenAsync"/>.</returns>
    /// <exception cref="SignInException">The page cannot be shown, and why.</exception>
    Task<BrowserAnswer> ShowAsync(Uri address, Uri? returnsTo, bool privately, CancellationToken cancellationToken);

    /// <inheritdoc/>
    Task<BrowserAnswer> ISystemBrowser.OpenAsync(Uri address, CancellationToken cancellationToken) => ShowAsync(address, null, false, cancellationToken);
}
