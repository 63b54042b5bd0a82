using Latchkey.Native.Callbacks;
using Latchkey.Native.OpenId;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native.Sessions;

/// <summary>
/// Ends a session: at the provider's revocation endpoint, in the store, and in the browser. RFC 7009, OpenID Connect RP-Initiated Logout 1.0.
/// </summary>
internal static class SigningOut
{
    private static readonly TimeSpan RevokeWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BrowserWithin = TimeSpan.FromMinutes(2);

    /// <summary>Revoking the refresh token ends its access tokens with it. RFC 7009 §2.1.</summary>
    public static async Task RevokeAsync(Parts parts, StoredCredential stored, CancellationToken ct)
    {
        var (token, hint) = stored.RefreshToken is { } refreshToken ? (refreshToken, Parameter.RefreshToken) : (stored.AccessToken, Parameter.AccessToken);
        if (!await parts.TokenEndpoint.RevokeAsync(token, hint, ct).ConfigureAwait(false))
            throw SignInException.Misconfigured("The provider has no revocation_endpoint.");
    }

    /// <summary>Revokes when that is possible now. Offline the caller goes on all the same: the tokens end by themselves.</summary>
    public static async Task TryRevokeAsync(Parts parts, StoredCredential stored, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(RevokeWithin);
        try
        {
            await RevokeAsync(parts, stored, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SignInException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // Said above.
        }
    }

    /// <summary>
    /// Forgets the tokens; the ID token is returned for the browser's part. Holds the credential's lock, so that a refresh cannot bring it back.
    /// </summary>
    public static async Task<string?> ForgetAsync(Parts parts, string id, bool mustRevoke, CancellationToken ct)
    {
        var item = parts.Credentials.Tokens(id);
        using var alone = await item.LockAsync(ct).ConfigureAwait(false);
        var stored = await item.ReadAsync(ct).ConfigureAwait(false);
        if (stored is { Locked: not null })
        {
            var isOpen = parts.Unlocks.IsOpen(stored.Lock!);
            if (!isOpen) parts.Warn(
                "Signed out behind the device's unlock: the tokens are forgotten, but could not be revoked. Call UnlockAsync first to have them revoked.");
            if (isOpen || mustRevoke) stored = await parts.Unlocks.OpenAsync(stored, mayAsk: false, ct).ConfigureAwait(false);
        }
        if (stored is not null && mustRevoke) await RevokeAsync(parts, stored, ct).ConfigureAwait(false);
        else if (stored is { Locked: null }) await TryRevokeAsync(parts, stored, ct).ConfigureAwait(false);
        await parts.Credentials.RemoveAsync(id, ct).ConfigureAwait(false);
        return stored?.IdToken;
    }

    /// <summary>Sends the browser to the provider's sign-out page and waits for it to come back when there is an address to come back to.</summary>
    public static async Task EndBrowserSessionAsync(Parts parts, string? idToken, Func<ICallbackReceiver, IDisposable> offer, CancellationToken ct)
    {
        var metadata = await parts.Discovery.GetAsync(ct).ConfigureAwait(false);
        var endpoint = SecureAddress.Require(metadata.EndSessionEndpoint, "end_session_endpoint");
        var state = AuthorizationRequest.Unguessable();
        await using var receiver = parts.Options.PostLogoutRedirectUri is { } target ? Receivers.Open(parts, target, state, null) : null;
        using var offered = receiver is null ? null : offer(receiver);

        var address = AuthorizationRequest.WithQuery(endpoint, new Dictionary<string, string?>
        {
            [Parameter.IdTokenHint] = idToken,
            [Parameter.ClientId] = parts.Options.ClientId,
            [Parameter.PostLogoutRedirectUri] = receiver?.RedirectUri,
            [Parameter.State] = receiver is null ? null : state,
        });
        var note = await NoteAsync(parts, receiver, state).ConfigureAwait(false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var timeout = new CancellationTokenSource(BrowserWithin, parts.Options.Clock);
        await using var link = timeout.Token.Register(patience.Cancel);
        try
        {
            var returned = receiver?.ReceiveAsync(uri => Task.FromResult(CallbackParameters.Read(uri)?.State == state), patience.Token);
            if (await Receivers.ShowAsync(parts, address, receiver?.RedirectUri, returned, patience.Token).ConfigureAwait(false) is { } callback)
                callback.Answer(CallbackPage.SignedOut);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new SignInException(SignInErrorKind.TimedOut, "The app is signed out, but the browser did not come back from the provider's sign-out page.");
        }
        finally
        {
            if (note is not null) await TryAsync(() => parts.Pending.TakeAsync(note, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Where the answer comes to whichever process there is, it is written down what it is: a phone may have ended this one by then, and its page
    /// lies in front.
    /// </summary>
    private static async Task<PendingSignIn?> NoteAsync(Parts parts, ICallbackReceiver? receiver, string state)
    {
        if (receiver is not SchemeReceiver) return null;
        var note = new PendingSignIn
        {
            Issuer = parts.Discovery.Issuer, State = state, Nonce = "", Verifier = "", RedirectUri = receiver.RedirectUri,
            StartedAt = parts.Options.Clock.GetUtcNow(), IsSignOut = true,
        };
        await TryAsync(() => parts.Pending.AddAsync(note, CancellationToken.None)).ConfigureAwait(false);
        return note;
    }

    /// <summary>A store that fails now does not keep anybody from signing out.</summary>
    private static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (SignInException)
        {
            // Said above.
        }
    }
}
