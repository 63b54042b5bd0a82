using Latchkey.Native.Callbacks;
using Latchkey.Native.OpenId;
using Latchkey.Native.Proofs;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native.Sessions;

/// <summary>The authorization code flow with PKCE in the person's own browser. RFC 8252, OpenID Connect Core §3.1.</summary>
internal static class SigningIn
{
    /// <summary>Opens the browser and waits; the sign-in is stored first, so that a process started later can finish it.</summary>
    public static async Task<CredentialEntry> StartAsync(Parts parts, SignInRequest request, Func<ICallbackReceiver, IDisposable> offer, CancellationToken ct)
    {
        var options = parts.Options;
        var metadata = await parts.Discovery.GetAsync(ct).ConfigureAwait(false);
        request = request.Checked(metadata, parts.Browser);
        var isBehindUnlock = await IsBehindUnlockAsync(parts, request, ct).ConfigureAwait(false);
        var isBound = parts.ProofKeys.AreUsed(metadata);
        var pending = AuthorizationRequest.NewPending(request, metadata.Issuer, "", options.Clock.GetUtcNow(),
            scope: string.Join(' ', SharedSignIns.Scopes(parts, metadata, request)), behindUnlock: isBehindUnlock);
        await using var receiver = Receivers.Open(parts, options.RedirectUri, pending.State, await PortOfLastTryAsync(parts, ct).ConfigureAwait(false));
        using var offered = offer(receiver);
        // An ephemeral sign-in gets its key with its tokens: until then it could only be kept where it would stay behind.
        var key = isBound && !request.Ephemeral ? await parts.ProofKeys.ForSignInAsync(metadata, ephemeral: false, ct).ConfigureAwait(false) : null;
        pending = pending with { RedirectUri = receiver.RedirectUri, ProofKey = key?.Name };
        await parts.Pending.AddAsync(pending, ct).ConfigureAwait(false);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var timeout = new CancellationTokenSource(options.SignInTimeout, options.Clock);
        await using var link = timeout.Token.Register(patience.Cancel);
        try
        {
            var returned = receiver.ReceiveAsync(async uri => await FindAsync(parts, uri, patience.Token).ConfigureAwait(false) is not null, patience.Token);
            var parameters = AuthorizationRequest.Parameters(options, request, pending, key?.Thumbprint);
            var address = await PushedRequest.AddressAsync(parts, metadata, parameters, key, patience.Token).ConfigureAwait(false);
            var arrived = await Receivers.ShowAsync(parts, address, pending.RedirectUri, returned, patience.Token, request.Ephemeral).ConfigureAwait(false);
            return await FinishAsync(parts, arrived!, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new SignInException(SignInErrorKind.TimedOut, $"Nobody came back from the browser within {options.SignInTimeout.TotalMinutes:0.#} minutes.");
        }
    }

    /// <summary>Whether the tokens to come go behind the unlock. The device is asked first whether it has one.</summary>
    public static async Task<bool> IsBehindUnlockAsync(Parts parts, SignInRequest request, CancellationToken ct)
    {
        if (request.Ephemeral || !(request.BehindUnlock ?? parts.Unlocks.AreWanted)) return false;
        await parts.Unlocks.RequireAsync(ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>Turns the browser's answer into stored tokens.</summary>
    public static async Task<CredentialEntry> FinishAsync(Parts parts, ArrivedCallback arrived, CancellationToken ct)
    {
        try
        {
            var answer = CallbackParameters.Read(arrived.Address);
            var metadata = await parts.Discovery.GetAsync(ct).ConfigureAwait(false);
            var pending = await parts.Pending.FindAsync(answer?.State, ct).ConfigureAwait(false);
            if (answer is null || pending is null || !await parts.Pending.TakeAsync(pending, ct).ConfigureAwait(false))
                throw SignInException.Untrusted("The answer belongs to no sign-in of this app: its state is unknown, too old or was used before.");
            arrived.IsUsed = true;

            var (tokens, key) = await RedeemAsync(parts, metadata, answer, pending, ct).ConfigureAwait(false);
            TimeSpan? maxAge = pending.MaxAgeSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            var keeping = new Keeping(pending.Tags, pending.MakeDefault, pending.Ephemeral, key)
            {
                PresenceSeconds = pending.PresenceSeconds,
                Scope = pending.Scope, IsBehindUnlock = pending.BehindUnlock
            };
            return await NewCredential.KeepAsync(parts, tokens, new(tokens.AccessToken, pending.Nonce, MaxAge: maxAge), keeping, ct,
                stored: () => arrived.Answer(CallbackPage.SignedIn)).ConfigureAwait(false);
        }
        finally
        {
            arrived.Answer(CallbackPage.NotSignedIn);       // only the first answer counts
        }
    }

    private static async Task<(TokenResponse Tokens, ProofKey? Key)> RedeemAsync(Parts parts, ProviderMetadata metadata, CallbackParameters answer,
        PendingSignIn pending, CancellationToken ct)
    {
        var key = pending.Ephemeral ? await parts.ProofKeys.ForSignInAsync(metadata, ephemeral: true, ct).ConfigureAwait(false)
            : await parts.ProofKeys.FindAsync(pending.ProofKey, ct).ConfigureAwait(false);
        return (await parts.ProofKeys.OrForgetAsync(key,
            () => parts.TokenEndpoint.RedeemAsync(AuthorizationRequest.ReadCode(answer, metadata), pending.RedirectUri, pending.Verifier, key, ct))
            .ConfigureAwait(false), key);
    }

    /// <summary>The sign-in an arrived address belongs to; null for strangers. The address must be the very one that was sent.</summary>
    public static async Task<PendingSignIn?> FindAsync(Parts parts, Uri address, CancellationToken ct)
    {
        if (await parts.Pending.FindAsync(CallbackParameters.Read(address)?.State, ct).ConfigureAwait(false) is not { } pending) return null;
        var sent = RedirectTarget.Parse(pending.RedirectUri);
        return sent.Matches(address) ? pending : null;
    }

    /// <summary>A browser tab of a sign-in cut short may still come back to the old port, so it is listened on again when it is free.</summary>
    private static async Task<int?> PortOfLastTryAsync(Parts parts, CancellationToken ct) =>
        parts.Options.RedirectUri is { IsLoopback: true, AnyPort: true } && await parts.Pending.NewestAsync(ct).ConfigureAwait(false) is { } last
            && Uri.TryCreate(last.RedirectUri, UriKind.Absolute, out var uri) && uri is { IsLoopback: true, Port: > 0 }
            ? uri.Port : null;
}
