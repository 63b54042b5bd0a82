namespace Latchkey.Native;

/// <summary>
/// A browser that can also show a page without the cookies of the others, and forget its own afterwards, such as an ephemeral web
/// session of iOS and Android or a private window. Used by <see cref="SignInRequest.Ephemeral"/>.
/// </summary>
public interface IPrivateBrowser : ISystemBrowser
{
    /// <summary>Opens the address in a session of its own.</summary>
    /// <param name="address">An http or https address of the provider.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>As <see cref="ISystemBrowser.OpenAsync"/>.</returns>
    Task<BrowserAnswer> OpenPrivatelyAsync(Uri address, CancellationToken cancellationToken);
}
