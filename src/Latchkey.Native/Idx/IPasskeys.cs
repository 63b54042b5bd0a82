namespace Latchkey.Native;

/// <summary>
/// The platform's passkeys, for apps that draw their own pages: what the system offers (Credential Manager of Android, ASAuthorization of Apple's
/// systems, webauthn.dll of Windows), in the JSON that WebAuthn Level 3 gives it. The system decides whether the app may speak for the provider's
/// domain: Digital Asset Links, Associated Domains.
/// </summary>
public interface IPasskeys
{
    /// <summary>Makes a passkey.</summary>
    /// <param name="options">A <c>PublicKeyCredentialCreationOptionsJSON</c>. WebAuthn Level 3 §5.1.8.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The <c>RegistrationResponseJSON</c>; null when the person did not want to.</returns>
    Task<string?> CreateAsync(string options, CancellationToken cancellationToken);

    /// <summary>Has a passkey sign.</summary>
    /// <param name="options">A <c>PublicKeyCredentialRequestOptionsJSON</c>. WebAuthn Level 3 §5.1.9.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The <c>AuthenticationResponseJSON</c>; null when the person did not want to.</returns>
    Task<string?> GetAsync(string options, CancellationToken cancellationToken);
}
