namespace Latchkey.Native;

/// <summary>Shows an address to the person. The SDK's own opens the system's browser; a platform's web session or a test may take its place.</summary>
public interface ISystemBrowser
{
    /// <summary>Opens the address.</summary>
    /// <param name="address">An http or https address of the provider.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How it went; <see cref="BrowserAnswer.Opened"/> when the answer will come through the redirect.</returns>
    Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken);
}
