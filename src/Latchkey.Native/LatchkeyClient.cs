using Latchkey.Native.Callbacks;
using Latchkey.Native.Sessions;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native;

/// <summary>
/// Signs people in to a native app: opens the browser, checks what comes back, keeps tokens safely and refreshes them silently.
/// One client for each app and provider, kept for the life of the process; safe to use from many threads. Every member can be overridden, so
/// that an app can put a stand-in in its place in its own tests.
/// </summary>
public class LatchkeyClient : IDisposable, IAsyncDisposable
{
    private readonly Parts parts;
    private readonly TokenRefresh refresh;
    private readonly Dictionary<string, LatchkeySession> sessions = [];
    private readonly Lock guard = new();
    private SchemeReceiver? waiting;
    private ActivationChannel? firstProcess;
    private ArrivedCallback? returned;
    private Uri? unread;
    private Task<bool>? receiving;
    private Task<LatchkeySession>? finishing;
    private bool signingIn;
    private int isDisposed;
    private readonly SemaphoreSlim stepUps = new(1, 1);

    /// <summary>For a stand-in in an app's tests, which overrides what the test uses.</summary>
    protected LatchkeyClient() => (parts, refresh) = (null!, null!);

    /// <summary>Makes a client. Nothing is read and nothing is sent yet. What is changed in the options afterwards has no effect.</summary>
    /// <param name="options">At least <see cref="LatchkeyOptions.Issuer"/> and <see cref="LatchkeyOptions.ClientId"/>.</param>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.Misconfigured"/> when the options cannot work.</exception>
    public LatchkeyClient(LatchkeyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        parts = new Parts(options.Copy());
        refresh = new TokenRefresh(parts, (id, change, claims) => Raise(id, change, claims));
        parts.Unlocks.Dropped += TellLocked;
        options.AppEvents?.Attach(this);
    }

    /// <summary>Where credentials are kept, in words for a person. Complete after the first use of the store.</summary>
    public virtual string StorageDescription => parts.Store.Description;

    /// <summary>Whether the browser came back for a sign-in that an earlier process started: <see cref="TryFinishSignInAsync"/> finishes it.</summary>
    public virtual bool HasSignInReturned => Volatile.Read(ref returned) is not null;

    /// <summary>
    /// Raised, on a thread of the pool, when <see cref="HasSignInReturned"/> becomes true while the app runs: call
    /// <see cref="TryFinishSignInAsync"/>.
    /// </summary>
    public event EventHandler? SignInReturned;

    /// <summary>
    /// For apps with a custom scheme: call it first with the program's arguments. A second process that the system started with the
    /// browser's answer hands it to the first and should exit. When the first is gone, this process keeps the answer and
    /// <see cref="SignInAsync"/> finishes that sign-in.
    /// </summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True when the answer was handed over: exit. False: go on as the first process.</returns>
    public virtual Task<bool> ForwardActivationAsync(IReadOnlyList<string> args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        return Failures.NamedAsync(() => ForwardAsync(args, cancellationToken), cancellationToken);
    }

    private async Task<bool> ForwardAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        if (parts.Options.RedirectUri.IsLoopback && parts.Options.PostLogoutRedirectUri is null or { IsLoopback: true }) return false;

        var first = ActivationChannel.NameFor("app", parts.Options.ClientId, parts.Folder);
        if (args.Select(ActivationIn).FirstOrDefault(uri => uri is not null) is { } address)
        {
            var state = OpenId.CallbackParameters.Read(address)?.State ?? "";
            if (await ActivationChannel.DeliverAsync(ActivationChannel.NameFor("state", state), address, cancellationToken).ConfigureAwait(false) == true)
                return true;
            if (await ActivationChannel.DeliverAsync(first, address, cancellationToken).ConfigureAwait(false) is not null) return true;
            await KeepAsync(address).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        firstProcess ??= ActivationChannel.TryListen(first, TakeActivationAsync, parts.Warn);
        return false;
    }

    /// <summary>
    /// For platforms that hand the browser's answer to the app itself, such as an Android activity or the URL handler of iOS: pass every
    /// address on. When no sign-in waits in this process, because the app was killed in between, the answer is kept for
    /// <see cref="TryFinishSignInAsync"/> and <see cref="SignInAsync"/>, which then open no browser.
    /// </summary>
    /// <param name="address">The whole address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was an answer to a sign-in of this app; strangers' addresses and empty ones are left alone.</returns>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.StorageUnavailable"/> when the sign-ins that wait cannot be read.</exception>
    public virtual Task<bool> ReceiveCallbackAsync(Uri address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (ActivationIn(address.OriginalString) is not { } answer) return Task.FromResult(false);
        return Failures.NamedAsync(() =>
        {
            lock (guard) return (receiving = Task.Run(() => TakeActivationAsync(answer), CancellationToken.None)).WaitAsync(cancellationToken);
        }, cancellationToken);
    }

    /// <summary>The default session, or null when nobody is signed in. Reads the store only: no network, however old the tokens are.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.StorageUnavailable"/> or <see cref="SignInErrorKind.StorageReset"/>; never null
    /// instead.</exception>
    public virtual Task<LatchkeySession?> GetSessionAsync(CancellationToken cancellationToken = default) => Failures.NamedAsync(async () =>
    {
        var index = await parts.Credentials.IndexAsync(cancellationToken).ConfigureAwait(false);
        return index.DefaultOf(parts.Discovery.Issuer) is { } entry
            ? await CheckedAsync(entry, cancellationToken).ConfigureAwait(false) : null;
    }, cancellationToken);

    /// <summary>Every signed-in person of this app and provider, oldest first, with tags and claims; tokens are not read.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.StorageUnavailable"/> or <see cref="SignInErrorKind.StorageReset"/>.</exception>
    public virtual Task<IReadOnlyList<LatchkeySession>> GetSessionsAsync(CancellationToken cancellationToken = default) => Failures.NamedAsync(async () =>
    {
        var index = await parts.Credentials.IndexAsync(cancellationToken).ConfigureAwait(false);
        return (IReadOnlyList<LatchkeySession>)[.. index.Entries.Where(e => e.Issuer == parts.Discovery.Issuer).Select(Handle)];
    }, cancellationToken);

    /// <summary>Makes a session the one <see cref="GetSessionAsync"/> returns.</summary>
    /// <param name="session">One of <see cref="GetSessionsAsync"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual Task SetDefaultSessionAsync(LatchkeySession session, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Failures.NamedAsync(() => parts.Credentials.SetDefaultAsync(session.Id, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Finishes a sign-in that an earlier process of the app started, when the browser has come back for it; opens no browser. To be called
    /// when the app starts, before <see cref="GetSessionAsync"/>, and on <see cref="SignInReturned"/>: both may happen, and share one answer.
    /// </summary>
    /// <param name="cancellationToken">Ends this caller's wait; what was begun goes on and is stored.</param>
    /// <returns>The session, or null when there is nothing to finish.</returns>
    /// <exception cref="SignInException">
    /// As <see cref="SignInAsync"/>. With <see cref="SignInErrorKind.StorageUnavailable"/>, and <see cref="SignInErrorKind.Network"/> before the
    /// answer was used, it can be called again.
    /// </exception>
    public virtual Task<LatchkeySession?> TryFinishSignInAsync(CancellationToken cancellationToken = default) =>
        Failures.NamedAsync(() => TryFinishAsync(cancellationToken), cancellationToken);

    private async Task<LatchkeySession?> TryFinishAsync(CancellationToken cancellationToken)
    {
        Task? arriving;
        lock (guard) arriving = receiving;
        if (arriving is not null) await ((Task)arriving.WaitAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref unread, null) is { } address) await KeepAsync(address).WaitAsync(cancellationToken).ConfigureAwait(false);
        Task<LatchkeySession> finish;
        lock (guard)
        {
            if (Interlocked.Exchange(ref returned, null) is { } answer) finishing = Task.Run(() => FinishAsync(answer), CancellationToken.None);
            if (finishing is not { IsCompleted: false } running) return null;
            finish = running;
        }
        return await finish.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<LatchkeySession> FinishAsync(ArrivedCallback answer)
    {
        try
        {
            return Handle(
                await Telemetry.SignInAsync(parts, "browser", () => SigningIn.FinishAsync(parts, answer, CancellationToken.None)).ConfigureAwait(false));
        }
        catch (SignInException e) when (e.IsTransient && !answer.IsUsed)
        {
            Interlocked.CompareExchange(ref returned, new ArrivedCallback(answer.Address), null);
            throw;
        }
    }

    /// <summary>
    /// Signs a person in with the system's browser and stores the tokens. Finishes a sign-in cut short by the death of the process when its answer is
    /// there.
    /// </summary>
    /// <param name="request">What to ask for beyond the options.</param>
    /// <param name="cancellationToken">Stops waiting; the browser tab stays open.</param>
    /// <exception cref="SignInException">Why it did not happen: see <see cref="SignInErrorKind"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public virtual Task<LatchkeySession> SignInAsync(SignInRequest? request = null, CancellationToken cancellationToken = default) =>
        Failures.NamedAsync(() => BeginAsync(request ?? new SignInRequest(), cancellationToken), cancellationToken);

    private async Task<LatchkeySession> BeginAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        if (await TryFinishSignInAsync(cancellationToken).ConfigureAwait(false) is { } finished) return finished;
        lock (guard)
        {
            if (signingIn) throw new SignInException(SignInErrorKind.FlowInProgress,
                "Another sign-in of this client is waiting for the browser.")
            { Hint = "Cancel it first, or wait for it." };
            signingIn = true;
        }
        try
        {
            return Handle(await Telemetry.SignInAsync(parts, "browser",
                () => SigningIn.StartAsync(parts, request, Offer, cancellationToken)).ConfigureAwait(false));
        }
        finally
        {
            lock (guard) signingIn = false;
        }
    }

    /// <summary>
    /// Signs in with the session the browser has, if it has one, and asks the person nothing (<c>prompt=none</c>). On a desktop a browser
    /// tab still opens for a moment.
    /// </summary>
    /// <param name="request">What to ask for beyond the options; its prompt is not used.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The session, or null when the person would have to be asked.</returns>
    /// <exception cref="SignInException">As <see cref="SignInAsync"/>.</exception>
    public virtual async Task<LatchkeySession?> TrySilentSignInAsync(SignInRequest? request = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await SignInAsync((request ?? new SignInRequest()).With(Prompts.None), cancellationToken).ConfigureAwait(false);
        }
        catch (SignInException e) when (e.OAuthError is OAuthError.LoginRequired or OAuthError.InteractionRequired or OAuthError.ConsentRequired
        or "account_selection_required")
        {
            return null;
        }
    }

    /// <summary>Starts a sign-in on a device without a browser or keyboard: the person finishes it on a phone or computer. RFC 8628.</summary>
    /// <param name="request">Scopes, tags and parameters; what concerns the browser is not used.</param>
    /// <param name="cancellationToken">Ends the wait for the codes.</param>
    /// <returns>What to show, and the wait for the answer.</returns>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.Misconfigured"/> when the provider has no device flow;
    /// <see cref="SignInErrorKind.Network"/> and others.</exception>
    public virtual Task<DeviceSignIn> StartDeviceSignInAsync(SignInRequest? request = null, CancellationToken cancellationToken = default) =>
        Failures.NamedAsync(() => DevicePolling.StartAsync(parts, request ?? new SignInRequest(), Handle, cancellationToken), cancellationToken);

    /// <summary>
    /// Starts a sign-in in pages of the app's own (Okta's Identity Engine). The browser of <see cref="SignInAsync"/> is the better way for most apps:
    /// there the app never sees a password, passkeys work by themselves, and a new rule of the provider needs no new app. The app needs the grant
    /// <c>interaction_code</c>.
    /// </summary>
    /// <param name="request">Scopes, tags and what is wanted of the sign-in; what concerns the browser is not used.</param>
    /// <param name="cancellationToken">Ends the wait for the first step.</param>
    /// <returns>The sign-in, at its first step.</returns>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.Misconfigured"/> when the app or the provider cannot do that;
    /// <see cref="SignInErrorKind.Network"/> and others.</exception>
    public virtual Task<IdxSignIn> StartIdxAsync(SignInRequest? request = null, CancellationToken cancellationToken = default) => Failures.NamedAsync(
        async () => new IdxSignIn(await IdxWalk.StartAsync(parts, request ?? new SignInRequest(), Handle, cancellationToken).ConfigureAwait(false)),
        cancellationToken);

    /// <summary>
    /// Takes up again, where it stands now, the newest sign-in in pages of the app's own that the app did not end: it may have been killed while the
    /// person was reading a mail.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The sign-in; null when there is none, or the provider has given it up.</returns>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.Network"/>: it is there, ask again; and others.</exception>
    public virtual Task<IdxSignIn?> TryResumeIdxAsync(CancellationToken cancellationToken = default) => Failures.NamedAsync(
        async () => await IdxWalk.TryResumeAsync(parts, Handle, cancellationToken).ConfigureAwait(false) is { } walk ? new IdxSignIn(walk) : null,
        cancellationToken);

    /// <summary>
    /// Signs in with the sign-in of a sibling app on this device, without a browser (Native SSO): see <see cref="LatchkeyOptions.SharedSignIn"/>.
    /// </summary>
    /// <param name="audience">The audience of the authorization server, where the provider wants it, such as <c>api://default</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The session, or null when no sibling is signed in any more.</returns>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.Denied"/> when the person may not use this app; <see cref="SignInErrorKind.Network"/>
    /// and others.</exception>
    public virtual Task<LatchkeySession?> SignInWithDeviceSecretAsync(string? audience = null, CancellationToken cancellationToken = default) =>
        Failures.NamedAsync(() => ShareSignInAsync(audience, cancellationToken), cancellationToken);

    private async Task<LatchkeySession?> ShareSignInAsync(string? audience, CancellationToken cancellationToken)
    {
        var isBehindUnlock = await SigningIn.IsBehindUnlockAsync(parts, new SignInRequest(), cancellationToken).ConfigureAwait(false);
        var keeping = new Keeping([], MakeDefault: true, Ephemeral: false, Key: null) { KeepsPresence = true, IsBehindUnlock = isBehindUnlock };
        var entry = await Telemetry.SignInAsync<CredentialEntry?>(parts, "device secret", async () =>
            await SharedSignIns.RedeemAsync(parts, audience, cancellationToken).ConfigureAwait(false) is not var (tokens, key) ? null
            : await NewCredential.KeepAsync(parts, tokens, new(tokens.AccessToken, Nonce: null), keeping with { Key = key }, cancellationToken)
            .ConfigureAwait(false)).ConfigureAwait(false);
        return entry is null ? null : Handle(entry);
    }

    /// <summary>One sign-in for however many requests were refused; whoever waited takes the token it brought.</summary>
    internal Task<(LatchkeySession Session, StoredCredential Stored)?> StepUpAsync(LatchkeySession session, StepUpChallenge wanted, string refused,
        CancellationToken ct) =>
        Failures.NamedAsync(() => OneStepUpAsync(session, wanted, refused, ct), ct);

    private async Task<(LatchkeySession Session, StoredCredential Stored)?> OneStepUpAsync(LatchkeySession session, StepUpChallenge wanted, string refused,
        CancellationToken ct)
    {
        if (parts.Options.OnStepUp is not { } policy) return null;
        await stepUps.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (await session.FreshAsync(ct).ConfigureAwait(false) is var now && now.AccessToken != refused) return (session, now);
            if (!await Failures.OfAppAsync(SignInErrorKind.Unexpected, "LatchkeyOptions.OnStepUp", "See the inner exception.", () => policy(wanted, ct))
                .ConfigureAwait(false)) return null;

            var request = new SignInRequest
            {
                LoginHint = session.User.PreferredUserName, MaxAge = wanted.MaxAge, AcrValues = [.. wanted.AcrValues],
                MakeDefault = false, Ephemeral = FleetingStore.IsFleeting(session.Id), ConfirmPresenceEvery = session.Presence,
                BehindUnlock = session.IsBehindUnlock,
            };
            foreach (var (name, value) in session.Tags) request.Tags[name] = value;
            if (await StepUpInAsync(request, ct).ConfigureAwait(false) is not { } signedIn) return null;
            if (signedIn.User.Subject == session.User.Subject) return (signedIn, await signedIn.FreshAsync(ct).ConfigureAwait(false));

            // Somebody else was in the browser: their rights are not this session's.
            await signedIn.SignOutAsync(SignOutReach.AppOnly, ct).ConfigureAwait(false);
            return null;
        }
        finally
        {
            stepUps.Release();
        }
    }

    /// <summary>In the browser, or in the app's own pages where it draws them.</summary>
    private async Task<LatchkeySession?> StepUpInAsync(SignInRequest request, CancellationToken ct)
    {
        if (parts.Options.OnStepUpPages is not { } pages) return await SignInAsync(request, ct).ConfigureAwait(false);
        var drawn = await StartIdxAsync(request, ct).ConfigureAwait(false);
        try
        {
            await Failures.OfAppAsync(SignInErrorKind.Unexpected, "LatchkeyOptions.OnStepUpPages", "See the inner exception.", async () =>
            {
                await pages(drawn, ct).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
            return drawn.Session;
        }
        finally
        {
            // What the pages left behind is not to be taken up at the next start.
            if (drawn.Session is null) await drawn.ForgetAsync().ConfigureAwait(false);
        }
    }

    internal async Task SignOutAsync(LatchkeySession session, SignOutReach reach, CancellationToken ct)
    {
        // what cannot be read cannot be revoked
        if (reach == SignOutReach.Everywhere && session.IsLocked) await session.UnlockAsync(ct).ConfigureAwait(false);
        if (reach == SignOutReach.Everywhere) await SharedSignIns.EndAsync(parts, session.User.Subject, ct).ConfigureAwait(false);
        var idToken = await SigningOut.ForgetAsync(parts, session.Id, mustRevoke: reach == SignOutReach.Everywhere, ct).ConfigureAwait(false);
        Raise(session.Id, SessionChange.SignedOut, null);
        lock (guard) sessions.Remove(session.Id);
        if (reach != SignOutReach.AppOnly) await SigningOut.EndBrowserSessionAsync(parts, idToken, Offer, ct).ConfigureAwait(false);
    }

    /// <summary>Ends the client: waits for nothing, stores nothing, signs nobody out.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (parts is null || Interlocked.Exchange(ref isDisposed, 1) == 1) return;        // a stand-in, or the second time
        parts.Options.AppEvents?.Detach(this);
        if (Interlocked.Exchange(ref firstProcess, null) is { } channel) await channel.DisposeAsync().ConfigureAwait(false);
        refresh.Dispose();
        stepUps.Dispose();
        parts.Dispose();
    }

    /// <summary>Ends the client: waits for nothing, stores nothing, signs nobody out.</summary>
    public void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>An answer always has a state; a bare redirect URI among the arguments is the app's own configuration.</summary>
    private Uri? ActivationIn(string argument) =>
        Uri.TryCreate(argument, UriKind.Absolute, out var uri) && OpenId.CallbackParameters.Read(uri)?.State is not null
            && (IsTarget(parts.Options.RedirectUri, uri) || IsTarget(parts.Options.PostLogoutRedirectUri, uri)) ? uri : null;

    private static bool IsTarget(RedirectTarget? target, Uri uri) => target is { IsLoopback: false } && target.Matches(uri);

    /// <summary>An address from a second process: for the sign-in that waits here, or for one an earlier process started.</summary>
    private async Task<bool> TakeActivationAsync(Uri address)
    {
        if (Volatile.Read(ref waiting) is { } receiver && await receiver.OfferAsync(address).ConfigureAwait(false)) return true;
        if (!await KeepAsync(address).ConfigureAwait(false)) return false;
        if (!HasSignInReturned) return true;        // of a sign-out: there is nothing to finish
        try
        {
            SignInReturned?.Invoke(this, EventArgs.Empty);
        }
        catch (Exception e)
        {
            parts.Warn($"A handler of LatchkeyClient.SignInReturned failed: {e.Message}");      // the answer is kept all the same
        }
        return true;
    }

    /// <summary>
    /// Keeps the answer to a sign-in an earlier process started. Which they are may not be readable yet: a phone can start the app before its first
    /// unlock.
    /// </summary>
    private async Task<bool> KeepAsync(Uri address)
    {
        try
        {
            if (await SigningIn.FindAsync(parts, address, CancellationToken.None).ConfigureAwait(false) is not { } pending) return false;
            if (pending.IsSignOut) return await parts.Pending.TakeAsync(pending, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SignInException e) when (e.IsTransient)
        {
            Volatile.Write(ref unread, address);
            throw;
        }
        Volatile.Write(ref returned, new ArrivedCallback(address));
        return true;
    }

    private Withdrawal Offer(ICallbackReceiver receiver)
    {
        Volatile.Write(ref waiting, receiver as SchemeReceiver);
        return new Withdrawal(this);
    }

    private async Task<LatchkeySession> CheckedAsync(CredentialEntry entry, CancellationToken ct)
    {
        if (entry.PresenceSeconds is not null) return Handle(entry);       // its tokens are not touched before the person shows they are there

        if (await parts.Credentials.ReadAsync(entry.Id, ct).ConfigureAwait(false) is { } stored)
        {
            parts.Time.Recall(stored.ClockOffset);
            return Handle(entry);
        }
        await parts.Credentials.RemoveAsync(entry.Id, ct).ConfigureAwait(false);
        throw SignInException.StorageReset("The tokens of the default session are gone from the store though nobody signed out.",
            "Somebody deleted files of the app: the person signs in again.");
    }

    /// <summary>One handle for each credential, so that its events reach whoever holds it.</summary>
    private LatchkeySession Handle(CredentialEntry entry)
    {
        lock (guard)
        {
            if (sessions.TryGetValue(entry.Id, out var known)) known.Update(entry);
            else sessions[entry.Id] = known = new LatchkeySession(this, parts, refresh, entry);
            return known;
        }
    }

    internal void EnterBackground() => parts.Unlocks.EnterBackground();

    internal void EnterForeground() => parts.Unlocks.EnterForeground();

    /// <summary>On a thread of the pool, as the other changes are told.</summary>
    private void TellLocked(IReadOnlyList<string> locks)
    {
        List<LatchkeySession> locked;
        lock (guard) locked = [.. sessions.Values.Where(s => s.Lock is { } name && locks.Contains(name))];
        if (locked.Count > 0) _ = Task.Run(() => locked.ForEach(s => s.Raise(SessionChange.Locked, null)));
    }

    private void Raise(string id, SessionChange change, UserInfo? claims)
    {
        LatchkeySession? session;
        lock (guard) session = sessions.GetValueOrDefault(id);
        session?.Raise(change, claims);
    }

    private sealed class Withdrawal(LatchkeyClient client) : IDisposable
    {
        public void Dispose() => Volatile.Write(ref client.waiting, null);
    }
}
