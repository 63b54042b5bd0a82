using System.Security.Cryptography;
using Latchkey.Native.Callbacks;
using Latchkey.Native.OpenId;
using Latchkey.Native.Storage;

namespace Latchkey.Native.Sessions;

/// <summary>The authorization code flow with PKCE in the person's own browser. RFC 8252, OpenID Connect Core §3.1.</summary>
internal static class SigningIn
{
    /// <summary>Opens the browser and waits; the sign-in is stored first, so that a process started later can finish it.</summary>
    public static async Task<CredentialEntry> StartAsync(Parts parts, SignInRequest request, Func<ICallbackReceiver, IDisposable> offer, CancellationToken ct)
    {
        var options = parts.Options;
        var metadata = await parts.Discovery.GetAsync(ct).ConfigureAwait(false);
        var key = await parts.ProofKeys.ForSignInAsync(metadata, ct).ConfigureAwait(false);
        var pending = AuthorizationRequest.NewPending(request, metadata.Issuer, "", options.Clock.GetUtcNow(), key?.Name);
        await using var receiver = Receivers.Open(options.RedirectUri, pending.State, await PortOfLastTryAsync(parts, ct).ConfigureAwait(false));
        using var offered = offer(receiver);
        pending = pending with { RedirectUri = receiver.RedirectUri };
        foreach (var given in await parts.Pending.AddAsync(pending, ct).ConfigureAwait(false)) await parts.ProofKeys.ForgetAsync(given.ProofKey, ct).ConfigureAwait(false);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var timeout = new CancellationTokenSource(options.SignInTimeout, options.Clock);
        await using var link = timeout.Token.Register(patience.Cancel);
        try
        {
            var returned = receiver.ReceiveAsync(async uri => await FindAsync(parts, uri, patience.Token).ConfigureAwait(false) is not null, patience.Token);
            var address = AuthorizationRequest.Address(metadata, options, request, pending, key?.Thumbprint);
            var arrived = await Receivers.ShowAsync(parts, address, returned, patience.Token).ConfigureAwait(false);
            return await FinishAsync(parts, arrived!, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new SignInException(SignInErrorKind.TimedOut, $"Nobody came back from the browser within {options.SignInTimeout.TotalMinutes:0.#} minutes.");
        }
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

            var code = AuthorizationRequest.ReadCode(answer, metadata);
            var key = await parts.ProofKeys.FindAsync(pending.ProofKey, ct).ConfigureAwait(false);
            var tokens = await parts.TokenEndpoint.RedeemAsync(code, pending.RedirectUri, pending.Verifier, key, ct).ConfigureAwait(false);
            if (parts.ProofKeys.AreRequired && !IsBound(tokens))
                throw SignInException.Misconfigured("The provider gave a bearer token though LatchkeyOptions.DPoP requires a bound one.", "Ask the provider to bind this app's tokens, or set DPoP.Automatic.");
            var idToken = tokens.IdToken ?? throw SignInException.Untrusted("The provider sent no ID token though 'openid' was asked for.");
            TimeSpan? maxAge = pending.MaxAgeSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            var claims = await parts.IdTokens.CheckAsync(idToken, new(tokens.AccessToken, pending.Nonce, MaxAge: maxAge), ct).ConfigureAwait(false);

            var before = await parts.Credentials.FindAsync(metadata.Issuer, claims.Subject, pending.Tags, ct).ConfigureAwait(false);
            var entry = new CredentialEntry
            {
                Id = before?.Id ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
                Issuer = metadata.Issuer,
                Claims = new(claims.Claims),
                Tags = pending.Tags,
                SignedInAt = parts.Time.Now,
                ProofKey = pending.ProofKey,
                PresenceSeconds = pending.PresenceSeconds,
            };
            var replaced = await StoreAsync(parts, entry, TokenRefresh.From(tokens, parts.Time) with { Nonce = pending.Nonce, ProofKey = pending.ProofKey }, pending.MakeDefault, ct).ConfigureAwait(false);
            parts.Presence.Confirmed(entry.Id);         // they have just shown who they are to the provider
            arrived.Answer(CallbackPage.SignedIn);
            if (replaced is not null) await SigningOut.TryRevokeAsync(parts, replaced, ct).ConfigureAwait(false);
            if (before?.ProofKey != entry.ProofKey) await parts.ProofKeys.ForgetAsync(before?.ProofKey, ct).ConfigureAwait(false);
            return entry;
        }
        finally
        {
            arrived.Answer(CallbackPage.NotSignedIn);       // only the first answer counts
        }
    }

    private static bool IsBound(Protocol.TokenResponse answer) => answer.TokenType.Equals(Protocol.DPoPProof.Header, StringComparison.OrdinalIgnoreCase);

    /// <summary>Stores the tokens, and returns those they replace.</summary>
    private static async Task<StoredCredential?> StoreAsync(Parts parts, CredentialEntry entry, StoredCredential tokens, bool makeDefault, CancellationToken ct)
    {
        var item = parts.Credentials.Tokens(entry.Id);
        using var alone = await item.LockAsync(ct).ConfigureAwait(false);
        var replaced = await item.ReadAsync(ct).ConfigureAwait(false);
        await parts.Credentials.AddAsync(entry, tokens, makeDefault, ct).ConfigureAwait(false);
        return replaced;
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
