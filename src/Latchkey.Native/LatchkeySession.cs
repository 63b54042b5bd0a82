using Latchkey.Native.OpenId;
using Latchkey.Native.Proofs;
using Latchkey.Native.Sessions;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native;

/// <summary>
/// A signed-in person: a live handle, never a copy of tokens. Tokens are read from the store each time, so several processes and
/// long-lived windows always use the newest. Safe to use from many threads. Every member can be overridden, so that an app can put a
/// stand-in in its place in its own tests.
/// </summary>
public class LatchkeySession
{
    private readonly LatchkeyClient client;
    private readonly Parts parts;
    private readonly TokenRefresh refresh;
    private volatile UserInfo user;
    private volatile IReadOnlyList<string> scopes = [];

    /// <summary>
    /// For a stand-in in an app's tests, which overrides what the test uses. A session that signs in is made by <see cref="LatchkeyClient"/> only.
    /// </summary>
    protected LatchkeySession()
    {
        (client, parts, refresh, user) = (null!, null!, null!, new UserInfo(new Dictionary<string, System.Text.Json.JsonElement>()));
        (Id, Tags) = ("", new Dictionary<string, string>());
    }

    internal LatchkeySession(LatchkeyClient client, Parts parts, TokenRefresh refresh, CredentialEntry entry)
    {
        (this.client, this.parts, this.refresh) = (client, parts, refresh);
        (Id, Tags, SignedInAt, user, scopes) = (entry.Id, entry.Tags, entry.SignedInAt, new UserInfo(entry.Claims), ScopesOf(entry));
        Presence = PresenceOf(entry);
        Lock = entry.Lock;
    }

    /// <summary>Whether it is an app's own, in a test: it has no tokens but what it overrides.</summary>
    internal bool IsStandIn => parts is null;

    /// <summary>The name of this credential in the store; stays the same for its life.</summary>
    public virtual string Id { get; }

    /// <summary>The tags given with the <see cref="SignInRequest"/>.</summary>
    public virtual IReadOnlyDictionary<string, string> Tags { get; }

    /// <summary>When the person signed in here, on the provider's clock.</summary>
    public virtual DateTimeOffset SignedInAt { get; }

    /// <summary>The person, from the newest ID token, and from the userinfo endpoint where that was asked. No network.</summary>
    public virtual UserInfo User => user;

    /// <summary>The scopes the provider granted, which may be fewer than were asked for. No network.</summary>
    public virtual IReadOnlyList<string> Scopes => scopes;

    /// <summary>
    /// Raised after the session changed, on a thread of the pool. A handler that throws is reported to <see cref="LatchkeyOptions.OnWarning"/>.
    /// </summary>
    public event EventHandler<SessionChangedEventArgs>? Changed;

    /// <summary>
    /// An access token that is good for some time yet; refreshes silently when it must, once for all callers and processes. One that is bound to
    /// this device's key (<see cref="LatchkeyOptions.DPoP"/>) is good for nothing by itself: use <see cref="LatchkeyTokenHandler"/> or <c>AuthorizeAsync</c>.
    /// </summary>
    /// <param name="cancellationToken">Ends this caller's wait, not the refresh others wait for.</param>
    /// <exception cref="SignInException">
    /// <see cref="SignInErrorKind.SessionExpired"/> when the person must sign in again; <see cref="SignInErrorKind.Network"/>,
    /// <see cref="SignInErrorKind.Server"/>, <see cref="SignInErrorKind.RateLimited"/> when the old token has ended and no new one can be had now;
    /// <see cref="SignInErrorKind.StorageUnavailable"/> when the store cannot be read.
    /// </exception>
    public virtual async Task<string> GetAccessTokenAsync(CancellationToken cancellationToken = default) =>
        (await FreshAsync(cancellationToken).ConfigureAwait(false)).AccessToken;

    /// <summary>
    /// The ID token of this session as the provider signed it, while it counts; when it has ended, the one a refresh brings. For a back end of
    /// yours that checks who signs in. To an API goes the access token.
    /// </summary>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <returns>The token; null when it has ended and the provider gives none with a refresh: only another sign-in brings one then.</returns>
    /// <exception cref="SignInException">As <see cref="GetAccessTokenAsync"/>.</exception>
    public virtual Task<string?> GetIdTokenAsync(CancellationToken cancellationToken = default) => Failures.NamedAsync(async () =>
    {
        await parts.Presence.PassAsync(Id, Presence, cancellationToken).ConfigureAwait(false);
        var stored = await refresh.OpenAsync(Id, cancellationToken).ConfigureAwait(false);
        if (CountsYet(stored) is { } good) return good;
        return CountsYet(await refresh.RenewAsync(Id, stored.AccessToken, cancellationToken).ConfigureAwait(false));
    }, cancellationToken);

    /// <summary>The ID token, when the provider's clock has not reached its end.</summary>
    private string? CountsYet(StoredCredential stored) => stored.IdToken is { } token
        && UserInfo.OfIdToken(token).Claims.TryGetValue(Claim.Expires, out var end) && end.TryGetDouble(out var seconds)
        && DateTimeOffset.UnixEpoch.AddSeconds(seconds) > parts.Time.Now ? token : null;

    /// <summary>
    /// Puts the access token on a request to an API, with a proof when the token is bound to this device's key (RFC 9449 §7.1).
    /// <see cref="LatchkeyTokenHandler"/> does this by itself and also answers an API that asks for a nonce or a newer token.
    /// </summary>
    /// <param name="request">A request with method and absolute address set; both are part of the proof, which is good for one sending.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <exception cref="SignInException">As <see cref="GetAccessTokenAsync"/>.</exception>
    public virtual async Task AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        RequireSafe(request);
        if (IsStandIn) request.Headers.Authorization = new("Bearer", await GetAccessTokenAsync(cancellationToken).ConfigureAwait(false));
        else await AuthorizeAsync(request, await FreshAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts an exchanged token on a request, with a proof when it is bound to this session's key.</summary>
    /// <param name="request">A request with method and absolute address set.</param>
    /// <param name="token">What <see cref="ExchangeTokenAsync"/> gave.</param>
    /// <param name="cancellationToken">Ends the wait for the person's presence, where the session asks for it.</param>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.PresenceRequired"/>.</exception>
    public virtual Task AuthorizeAsync(HttpRequestMessage request, ExchangedToken token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        RequireSafe(request);
        return Failures.NamedAsync(async () =>
        {
            await parts.Presence.PassAsync(Id, Presence, cancellationToken).ConfigureAwait(false);
            request.Headers.Authorization = new(token.Key is null ? "Bearer" : DPoPProof.Header, token.Token);
            if (token.Key is { } key) await key.ProveAsync(request, token.Token, cancellationToken).ConfigureAwait(false);
        }, cancellationToken);
    }

    /// <summary>Whether this session's tokens stand behind the device's unlock (<see cref="LatchkeyOptions.Unlock"/>). Kept with the session.</summary>
    public virtual bool IsBehindUnlock => Lock is not null;

    /// <summary>Whether the person must unlock before the tokens can be used. Who they are is readable without.</summary>
    public virtual bool IsLocked => Lock is { } name && !parts.Unlocks.IsOpen(name);

    /// <summary>
    /// Asks the person to unlock, unless it is open. Whatever uses the tokens asks by itself; call it at the start, so that they are asked before
    /// they see anything.
    /// </summary>
    /// <param name="cancellationToken">Ends this caller's wait; the platform's window goes when nobody waits any more.</param>
    /// <exception cref="SignInException">
    /// <see cref="SignInErrorKind.PresenceRequired"/> when they did not, or the device does not let them: <see cref="SignInException.Unlock"/> says which;
    /// <see cref="SignInErrorKind.Locked"/> when the app is not in front; <see cref="SignInErrorKind.UnlockChanged"/> when they must sign in again;
    /// <see cref="SignInErrorKind.SessionExpired"/> when the session was signed out.
    /// </exception>
    public virtual Task UnlockAsync(CancellationToken cancellationToken = default) =>
        IsLocked ? Failures.NamedAsync(() => refresh.OpenAsync(Id, cancellationToken), cancellationToken) : Task.CompletedTask;

    /// <summary>Puts the tokens back behind the unlock now, such as for a button "Lock". A request under way still gets its answer.</summary>
    public virtual void LockNow()
    {
        if (Lock is { } name) parts.Unlocks.Lock(name);
    }

    /// <summary>The name of what the unlock opens; null when nothing is in front.</summary>
    internal string? Lock { get; private set; }

    private static void RequireSafe(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RequestUri is not { IsAbsoluteUri: true } uri || !SecureAddress.IsAllowed(uri))
            throw new ArgumentException("A token may be put on a request to an absolute address only: https, or http to this machine.", nameof(request));
    }

    internal Task AuthorizeAsync(HttpRequestMessage request, StoredCredential stored, CancellationToken ct) => Failures.NamedAsync(async () =>
    {
        var key = await KeyAsync(stored, ct).ConfigureAwait(false);
        request.Headers.Authorization = new(key is null ? "Bearer" : DPoPProof.Header, stored.AccessToken);
        if (key is not null) await key.ProveAsync(request, stored.AccessToken, ct).ConfigureAwait(false);
    }, ct);

    /// <summary>How long a confirmation of the person's presence holds; null when none is asked for.</summary>
    internal TimeSpan? Presence { get; private set; }

    /// <summary>
    /// Remembers the nonce an API handed out, and its time when it found a proof too old or too new; true when another proof may fare better.
    /// </summary>
    internal bool LearnFrom(HttpResponseMessage answer)
    {
        var hasNewNonce = parts.Nonces.Learn(answer);
        if (answer.StatusCode != System.Net.HttpStatusCode.Unauthorized) return false;
        return Challenge.ErrorIn(answer) switch
        {
            OAuthError.UseDPoPNonce => hasNewNonce,
            OAuthError.InvalidDPoPProof => parts.Time.LearnOf(answer),
            _ => false,
        };
    }

    /// <summary>The gate comes before the tokens: nobody's are read for a person who is not there.</summary>
    internal Task<StoredCredential> FreshAsync(CancellationToken ct) => Failures.NamedAsync(async () =>
    {
        await parts.Presence.PassAsync(Id, Presence, ct).ConfigureAwait(false);
        return Seen(await refresh.FreshAsync(Id, ct).ConfigureAwait(false));
    }, ct);

    private StoredCredential Seen(StoredCredential stored)
    {
        if (stored.Scope is { } granted) scopes = granted.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return stored;
    }

    /// <summary>When the current access token ends, on the provider's clock. No network.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual Task<DateTimeOffset> GetAccessTokenExpiryAsync(CancellationToken cancellationToken = default) =>
        Failures.NamedAsync(async () => (await refresh.ReadAsync(Id, cancellationToken).ConfigureAwait(false)).ExpiresAt, cancellationToken);

    /// <summary>Asks for new tokens now, such as after the person's rights changed. RFC 6749 §6.</summary>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <exception cref="SignInException">As <see cref="GetAccessTokenAsync"/>.</exception>
    public virtual Task RefreshAsync(CancellationToken cancellationToken = default) => Failures.NamedAsync(async () =>
    {
        await parts.Presence.PassAsync(Id, Presence, cancellationToken).ConfigureAwait(false);
        var stored = await refresh.OpenAsync(Id, cancellationToken).ConfigureAwait(false);
        Seen(await refresh.RenewAsync(Id, stored.AccessToken, cancellationToken).ConfigureAwait(false));
    }, cancellationToken);

    /// <summary>A token for another API, or with less reach, in exchange for this session's. The provider must allow it for this app. RFC 8693.</summary>
    /// <param name="wanted">Which token.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SignInException">As <see cref="GetAccessTokenAsync"/>; <see cref="SignInErrorKind.Denied"/> or
    /// <see cref="SignInErrorKind.Misconfigured"/> when the provider refuses.</exception>
    public virtual Task<ExchangedToken> ExchangeTokenAsync(TokenExchange wanted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return Failures.NamedAsync(async () =>
        {
            var stored = await FreshAsync(cancellationToken).ConfigureAwait(false);
            return await TokenExchanges.ExchangeAsync(parts, stored, await KeyAsync(stored, cancellationToken).ConfigureAwait(false), wanted, cancellationToken)
                .ConfigureAwait(false);
        }, cancellationToken);
    }

    /// <summary>
    /// An address that signs this person in to a web app of yours that trusts this app, once and soon: open it in the browser.
    /// Needs the scope <c>interclient_access</c> (Okta's native-to-web single sign-on).
    /// </summary>
    /// <param name="targetClientId">The web app's client id.</param>
    /// <param name="authorizeUrl">The web app's authorization request, or a page of the provider that makes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SignInException">As <see cref="GetAccessTokenAsync"/>; <see cref="SignInErrorKind.Misconfigured"/> when the address is not the
    /// provider's or the web app does not trust this one.</exception>
    public virtual Task<Uri> GetWebSignInUrlAsync(string targetClientId, Uri authorizeUrl, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(targetClientId);
        ArgumentNullException.ThrowIfNull(authorizeUrl);
        return Failures.NamedAsync(async () =>
        {
            var stored = await FreshAsync(cancellationToken).ConfigureAwait(false);
            return await TokenExchanges.WebSignInAsync(parts, stored, await KeyAsync(stored, cancellationToken).ConfigureAwait(false), targetClientId,
                authorizeUrl, cancellationToken).ConfigureAwait(false);
        }, cancellationToken);
    }

    /// <summary>A token that satisfies the API's wish; null when there is none to be had, so that the caller sees the API's answer.</summary>
    internal Task<(LatchkeySession Session, StoredCredential Stored)?> StepUpAsync(StepUpChallenge wanted, string refused, CancellationToken ct) =>
        client.StepUpAsync(this, wanted, refused, ct);

    /// <summary>A token other than the one an API just refused.</summary>
    internal Task<StoredCredential> ReplaceAsync(string refused, CancellationToken ct) => Failures.NamedAsync(async () =>
    {
        var stored = await refresh.OpenAsync(Id, ct).ConfigureAwait(false);
        return stored.AccessToken != refused ? stored : await refresh.RenewAsync(Id, refused, ct).ConfigureAwait(false);
    }, ct);

    /// <summary>Asks the provider about the person. OpenID Connect Core §5.3.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SignInException">As <see cref="GetAccessTokenAsync"/>; <see cref="SignInErrorKind.Server"/> when the answer is about somebody else
    /// (§5.3.2).</exception>
    public virtual Task<UserInfo> GetUserInfoAsync(CancellationToken cancellationToken = default) =>
        Failures.NamedAsync(() => AskAsync(cancellationToken), cancellationToken);

    /// <summary>
    /// Asks the provider about the person and keeps what it says with the credential: <see cref="User"/> has it from then on, after a restart too, with
    /// what newer ID tokens say on top. <see cref="LatchkeyOptions.LoadProfile"/> does so at each sign-in.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The person, as <see cref="User"/> is now.</returns>
    /// <exception cref="SignInException">As <see cref="GetUserInfoAsync"/>.</exception>
    public virtual Task<UserInfo> LoadUserInfoAsync(CancellationToken cancellationToken = default) => Failures.NamedAsync(async () =>
    {
        var profile = UserInfoEndpoint.Profile(await AskAsync(cancellationToken).ConfigureAwait(false));
        await parts.Credentials.ChangeAsync(Id, entry => entry with { Profile = profile, Claims = UserInfoEndpoint.Together(entry.Claims, profile) },
            cancellationToken).ConfigureAwait(false);
        var known = new UserInfo(UserInfoEndpoint.Together(User.Claims, profile));
        Raise(SessionChange.Refreshed, known);
        return known;
    }, cancellationToken);

    private async Task<UserInfo> AskAsync(CancellationToken ct)
    {
        // before a token is refreshed for nothing
        SecureAddress.Require((await parts.Discovery.GetAsync(ct).ConfigureAwait(false)).UserInfoEndpoint, "userinfo_endpoint");
        var stored = await FreshAsync(ct).ConfigureAwait(false);
        try
        {
            return await AskAsync(stored, ct).ConfigureAwait(false);
        }
        catch (SignInException e) when (e.OAuthError == OAuthError.InvalidToken)
        {
            return await AskAsync(await ReplaceAsync(stored.AccessToken, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
        }
    }

    private async Task<UserInfo> AskAsync(StoredCredential stored, CancellationToken ct) =>
        await UserInfoEndpoint.AskAsync(parts, stored.AccessToken, await KeyAsync(stored, ct).ConfigureAwait(false), User.Subject, ct).ConfigureAwait(false);

    /// <summary>What the access token is bound to; null when it is not.</summary>
    private async Task<ProofKey?> KeyAsync(StoredCredential stored, CancellationToken ct) =>
        stored.IsBound ? await refresh.KeyAsync(Id, stored, ct).ConfigureAwait(false) : null;

    /// <summary>Asks the provider to end the tokens; the credential stays here and turns out expired at its next refresh. RFC 7009.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SignInException">The provider could not be reached or offers no revocation.</exception>
    public virtual Task RevokeAsync(CancellationToken cancellationToken = default) => Failures.NamedAsync(async () =>
    {
        var stored = await refresh.OpenAsync(Id, cancellationToken).ConfigureAwait(false);
        await SigningOut.RevokeAsync(parts, stored, cancellationToken).ConfigureAwait(false);
    }, cancellationToken);

    /// <summary>
    /// Signs out. Whatever fails with <see cref="SignOutReach.AppOnly"/> and <see cref="SignOutReach.AppAndBrowser"/>, this app has forgotten the
    /// tokens when the call ends.
    /// </summary>
    /// <param name="reach">How far it reaches. The default leaves the browser alone.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SignInException">
    /// <see cref="SignInErrorKind.TimedOut"/> when the browser did not come back: the app is signed out, the browser perhaps not;
    /// <see cref="SignInErrorKind.Network"/> with <see cref="SignOutReach.Everywhere"/>: nothing has changed.
    /// </exception>
    public virtual Task SignOutAsync(SignOutReach reach = SignOutReach.AppOnly, CancellationToken cancellationToken = default) =>
        Failures.NamedAsync(() => client.SignOutAsync(this, reach, cancellationToken), cancellationToken);

    /// <summary>Raises <see cref="Changed"/>: for a stand-in in an app's tests.</summary>
    /// <param name="change">What happened.</param>
    protected void OnChanged(SessionChange change) => Changed?.Invoke(this, new SessionChangedEventArgs(change));

    internal void Raise(SessionChange change, UserInfo? claims)
    {
        if (claims is not null) user = claims;
        try
        {
            OnChanged(change);
        }
        catch (Exception e)
        {
            // What a handler does wrong must not fail the refresh that others wait for.
            parts.Warn($"A handler of LatchkeySession.Changed failed: {e.Message}");
        }
    }

    internal void Update(CredentialEntry entry)
    {
        (user, scopes) = (new UserInfo(entry.Claims), ScopesOf(entry));
        Presence = PresenceOf(entry);
        Lock = entry.Lock;
    }

    private static string[] ScopesOf(CredentialEntry entry) => entry.Scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static TimeSpan? PresenceOf(CredentialEntry entry) => entry.PresenceSeconds is { } window ? TimeSpan.FromSeconds(window) : null;
}
