using System.Security.Cryptography;
using Latchkey.Native.OpenId;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native.Sessions;

/// <summary>Asks the token endpoint whether the person has answered, no faster than it allows. RFC 8628 §3.4, §3.5.</summary>
internal sealed class DevicePolling
{
    private const string AuthorizationPending = "authorization_pending";
    private const string SlowDown = "slow_down";
    private const string ExpiredToken = "expired_token";
    private static readonly TimeSpan Slower = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Slowest = TimeSpan.FromMinutes(1);

    private readonly Parts parts;
    private readonly SignInRequest request;
    private readonly Func<CredentialEntry, LatchkeySession> handle;
    private readonly string deviceCode;
    private readonly WaitingKey waiting;
    private readonly bool isBehindUnlock;
    private TimeSpan interval;

    private DevicePolling(Parts parts, SignInRequest request, DeviceAuthorization answer, WaitingKey waiting, Func<CredentialEntry, LatchkeySession> handle,
        bool isBehindUnlock)
    {
        (this.parts, this.request, this.handle, this.waiting, this.isBehindUnlock, deviceCode) =
            (parts, request, handle, waiting, isBehindUnlock, answer.DeviceCode);
        interval = TimeSpan.FromSeconds(Math.Clamp(answer.Interval ?? 5, 1, 300));
        VerificationUri = SecureAddress.Require(answer.VerificationUri, "verification_uri");
        VerificationUriComplete = answer.VerificationUriComplete is { } complete ? SecureAddress.Require(complete, "verification_uri_complete") : null;
        ExpiresAt = parts.Time.Now + LifetimeOf(answer);
    }

    public Uri VerificationUri { get; }
    public Uri? VerificationUriComplete { get; }
    public DateTimeOffset ExpiresAt { get; }

    public static async Task<DeviceSignIn> StartAsync(Parts parts, SignInRequest request, Func<CredentialEntry, LatchkeySession> handle, CancellationToken ct)
    {
        var metadata = await parts.Discovery.GetAsync(ct).ConfigureAwait(false);
        var endpoint = SecureAddress.Require(metadata.DeviceAuthorizationEndpoint, "device_authorization_endpoint");
        var isBehindUnlock = await SigningIn.IsBehindUnlockAsync(parts, request, ct).ConfigureAwait(false);
        var form = new Dictionary<string, string>(request.Parameters)
        {
            [Parameter.ClientId] = parts.Options.ClientId,
            [Parameter.Scope] = string.Join(' ', SharedSignIns.Scopes(parts, metadata, request)),
        };
        if (request.AcrValues.Count > 0) form[Parameter.AcrValues] = string.Join(' ', request.AcrValues);
        var json = await parts.Http.PostAsync(endpoint, form, ct).ConfigureAwait(false);
        var answer = ProviderHttp.Read(json, DeviceJson.Default.DeviceAuthorization, "The device authorization answer");
        var waiting = await WaitingKey.MakeAsync(parts, request, LifetimeOf(answer) + Slowest, ct).ConfigureAwait(false);
        return new DeviceSignIn(new DevicePolling(parts, request, answer, waiting, handle, isBehindUnlock), answer);
    }

    private static TimeSpan LifetimeOf(DeviceAuthorization answer) => TimeSpan.FromSeconds(Math.Clamp(answer.ExpiresIn, 0, 24 * 3600));

    public Task<LatchkeySession> WaitAsync(CancellationToken ct) => Telemetry.SignInAsync(parts, "device", async () =>
    {
        TokenResponse tokens;
        try
        {
            tokens = await TokensAsync(ct).ConfigureAwait(false);
        }
        catch (SignInException)
        {
            await waiting.DropAsync().ConfigureAwait(false);        // not after a cancellation: the wait may go on
            throw;
        }
        var key = await waiting.TakeAsync(ct).ConfigureAwait(false);
        var keeping = new Keeping(new(request.Tags), request.MakeDefault, request.Ephemeral, key)
        {
            PresenceSeconds = request.PresenceSeconds, IsBehindUnlock = isBehindUnlock,
            Scope = string.Join(' ', SharedSignIns.Scopes(parts, await parts.Discovery.GetAsync(ct).ConfigureAwait(false), request)),
        };
        return handle(await NewCredential.KeepAsync(parts, tokens, new(tokens.AccessToken, Nonce: null), keeping, ct).ConfigureAwait(false));
    });

    private async Task<TokenResponse> TokensAsync(CancellationToken ct)
    {
        var wait = interval;
        while (true)
        {
            // A little more than asked for: many devices switched on at once should not all ask at once.
            await Task.Delay(wait + TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(500)), parts.Options.Clock, ct).ConfigureAwait(false);
            if (parts.Time.Now >= ExpiresAt) throw Ended();
            try
            {
                return await parts.TokenEndpoint.GrantAsync(new() { [Parameter.GrantType] = GrantType.DeviceCode, [Parameter.DeviceCode] = deviceCode },
                    waiting.Key, ct).ConfigureAwait(false);
            }
            catch (SignInException e) when (e.OAuthError == AuthorizationPending)
            {
                wait = interval;
            }
            catch (SignInException e) when (e.OAuthError == SlowDown)
            {
                wait = interval += Slower;      // for this and every later question. RFC 8628 §3.5
            }
            catch (SignInException e) when (e.OAuthError == ExpiredToken)
            {
                throw Ended(e);
            }
            catch (SignInException e) when (e.IsTransient)
            {
                // Offline, or the provider is unwell: half as often each time. RFC 8628 §3.5
                wait = e.RetryAfter is { } asked && asked > interval ? asked : wait * 2 < Slowest ? wait * 2 : Slowest > interval ? Slowest : interval;
            }
        }
    }

    private static SignInException Ended(Exception? inner = null) =>
        new(SignInErrorKind.TimedOut, "Nobody entered the code before it ended.", inner) { Hint = "Start another device sign-in." };
}
