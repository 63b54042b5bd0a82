using Microsoft.Extensions.Logging;

namespace Latchkey.Native;

/// <summary>
/// Everything a <see cref="LatchkeyClient"/> is told. Only <see cref="Issuer"/> and <see cref="ClientId"/> are required. The client keeps a copy.
/// <see cref="LatchkeyConfiguration.ReadFrom"/> reads them from configuration.
/// </summary>
public sealed class LatchkeyOptions
{
    /// <summary>
    /// The provider, exactly as its discovery document names itself, such as <c>https://id.example.com/oauth2/default</c>: with a slash at the
    /// end where it has one (Auth0: <c>https://you.eu.auth0.com/</c>), without where it has none.
    /// Must be https; plain http is accepted for loopback hosts (<c>localhost</c>, <c>*.localhost</c>, <c>127.0.0.1</c>, <c>[::1]</c>) only.
    /// </summary>
    public Uri? Issuer { get; set; }

    /// <summary>The client id the provider gave the app. Native apps are public clients and have no secret. RFC 8252 §8.4.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>
    /// Where the browser hands the answer to: a custom scheme or a loopback address. The default is any free port of 127.0.0.1, path
    /// <c>/callback</c>.
    /// </summary>
    public RedirectTarget RedirectUri { get; set; } = RedirectTarget.Loopback();

    /// <summary>Where the browser returns to after signing out. Without it the browser stays on the provider's page.</summary>
    public RedirectTarget? PostLogoutRedirectUri { get; set; }

    /// <summary>What to ask for. The default is <c>openid profile offline_access</c>: without <c>offline_access</c> there is no silent refresh.</summary>
    public IList<string> Scopes { get; set; } = ["openid", "profile", "offline_access"];

    /// <summary>The origins (scheme, host and port) a <see cref="LatchkeyTokenHandler"/> made by dependency injection may send access tokens to.</summary>
    public IList<Uri> ApiOrigins { get; set; } = [];

    /// <summary>
    /// The folder for credentials and locks; created readable by this person only. All processes of one app must use the same.
    /// The default is <c>Latchkey/{client id}</c> in the platform's folder for local application data.
    /// </summary>
    public string? DataDirectory { get; set; }

    /// <summary>Where the key of the encrypted store is kept.</summary>
    public KeyStorage KeyStorage { get; set; } = KeyStorage.Automatic;

    /// <summary>
    /// A place for that key which the SDK has no code of its own for here, such as the Keystore of Android. With it nothing falls back to a file:
    /// when it cannot be used, that is <see cref="SignInErrorKind.StorageUnavailable"/>.
    /// </summary>
    public IKeyVault? KeyVault { get; set; }

    /// <summary>Replaces the whole encrypted store, for tests and platforms with a store of their own.</summary>
    public ICredentialStore? Store { get; set; }

    /// <summary>
    /// With a <see cref="Store"/> that outlives the app, such as the keychain of iOS: forgets what an earlier installation left there.
    /// The flag that tells is a file in <see cref="DataDirectory"/>, which must be removed together with the app.
    /// </summary>
    public bool ForgetAfterReinstall { get; set; }

    /// <summary>A store this app used before: credentials are moved from there to the present one at first use, once.</summary>
    public ICredentialStore? PreviousStore { get; set; }

    /// <summary>
    /// What the provider makes of a refresh token that is shown a second time, because the answer to the first was lost. The default fits
    /// Latchkey, Okta, and whoever has a time of grace.
    /// </summary>
    public RefreshRotation Rotation { get; set; } = RefreshRotation.Forgiving;

    /// <summary>
    /// Asks the provider's userinfo endpoint at each sign-in and keeps the answer with the credential: for providers whose ID tokens name
    /// nobody, so that <see cref="UserInfo.Name"/> is a name and not <c>sub</c>. OpenID Connect Core §5.3.
    /// </summary>
    public bool LoadProfile { get; set; }

    /// <summary>Whether tokens are bound to a key of this device. RFC 9449.</summary>
    public DPoP DPoP { get; set; } = DPoP.Automatic;

    /// <summary>Replaces the place of the keys that tokens are bound to: hardware, where the platform gives it.</summary>
    public IProofKeyStore? ProofKeys { get; set; }

    /// <summary>How the person shows that they are there, for sessions with <see cref="SignInRequest.ConfirmPresenceEvery"/>.</summary>
    public IUserPresence? UserPresence { get; set; }

    /// <summary>
    /// Puts the tokens of new sessions behind the device's unlock: a finger, a face or its code opens them, once after each start and after some
    /// time in the background. Null, the default: they stand open to the app. See <see cref="LatchkeySession.UnlockAsync"/>.
    /// </summary>
    public UnlockOptions? Unlock { get; set; }

    /// <summary>
    /// Where the keys are that the unlock opens. <c>UseAndroid</c> and <c>UseApple</c> set it; desktops ask as <see cref="UserPresence"/> does.
    /// </summary>
    public IUnlockVault? UnlockVault { get; set; }

    /// <summary>What the phone tells the app: set by <c>UseAndroid</c> and <c>UseApple</c>.</summary>
    public AppEvents? AppEvents { get; set; }

    /// <summary>Replaces the system browser.</summary>
    public ISystemBrowser? Browser { get; set; }

    /// <summary>
    /// Called with the address to open when this machine has no browser (a server, a container, ssh).
    /// Print it; the sign-in goes on when the person has opened it. Without it such a sign-in fails with <see cref="SignInErrorKind.NoBrowser"/>.
    /// </summary>
    public Action<Uri>? OnNoBrowser { get; set; }

    /// <summary>Called with a sentence a developer should see, such as that no keyring was found. Never holds a secret.</summary>
    public Action<string>? OnWarning { get; set; }

    /// <summary>How long a sign-in waits for the person. The default is ten minutes.</summary>
    public TimeSpan SignInTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long before its end an access token is refreshed. The default is one minute, and never more than half of the token's life.</summary>
    public TimeSpan RefreshAhead { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How far the times in an ID token may be from the provider's clock (its <c>Date</c> header). The default is five minutes.</summary>
    public TimeSpan ClockTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Where this app and its siblings share one sign-in (Native SSO): the same place in each of them. With it a sign-in also asks for
    /// <c>device_sso</c>, and <see cref="LatchkeyClient.SignInWithDeviceSecretAsync"/> signs in without a browser.
    /// </summary>
    public SharedSignIn? SharedSignIn { get; set; }

    /// <summary>
    /// What to do when an API asks for a better or fresher sign-in (RFC 9470): true opens the browser, and the request is sent once more
    /// when its content can be; false hands the API's answer to the caller, as without this option.
    /// <see cref="StepUpChallenge.SignInAtOnce"/> is always true.
    /// </summary>
    public Func<StepUpChallenge, CancellationToken, Task<bool>>? OnStepUp { get; set; }

    /// <summary>
    /// Draws, in pages of the app's own, a sign-in that an API asked for, in place of the browser: see <see cref="OnStepUp"/>. When it returns and
    /// <see cref="IdxSignIn.Session"/> is null, the API's answer is handed to the caller.
    /// </summary>
    public Func<IdxSignIn, CancellationToken, Task>? OnStepUpPages { get; set; }

    /// <summary>The platform's passkeys, for pages of the app's own: see <see cref="IdxSignIn.UsePasskeyAsync"/>. Browsers have theirs.</summary>
    public IPasskeys? Passkeys { get; set; }

    /// <summary>Whether authorization requests are pushed to a provider that offers it. One that demands it gets them pushed anyway. RFC 9126.</summary>
    public bool PushAuthorizationRequests { get; set; }

    /// <summary>
    /// Signs authorization requests: given the claims, returns the JWT of type <c>oauth-authz-req+jwt</c>, with a key the provider knows. RFC 9101.
    /// </summary>
    public Func<IReadOnlyList<KeyValuePair<string, string>>, CancellationToken, Task<string>>? RequestSigner { get; set; }

    /// <summary>More parameters for every authorization request, such as <c>audience</c> where a provider wants it.</summary>
    public IDictionary<string, string> Parameters { get; private set; } = new Dictionary<string, string>();

    /// <summary>Where the SDK logs how sign-ins and refreshes ended, under <see cref="LatchkeyTelemetry.Name"/>. Never a token, a code or a name.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Sends the SDK's own requests to the provider, for tests and proxies. Not disposed by the client. It must not follow redirects.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>The clock. The provider's own time is learnt from its answers, so a wrong device clock does no harm.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>For a client to keep: what is changed in these afterwards has no effect.</summary>
    internal LatchkeyOptions Copy()
    {
        var copy = (LatchkeyOptions)MemberwiseClone();
        (copy.Scopes, copy.ApiOrigins, copy.Parameters) = ([.. Scopes], [.. ApiOrigins], new Dictionary<string, string>(Parameters));
        copy.Unlock = Unlock?.Copy();
        return copy;
    }
}
