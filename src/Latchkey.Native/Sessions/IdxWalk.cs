using System.Text.Json.Nodes;
using Latchkey.Native.OpenId;
using Latchkey.Native.Proofs;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native.Sessions;

/// <summary>
/// A sign-in in the app's own pages: one handle for all of it, and the provider alone knows how it stands. So an answer that was lost is not guessed at:
/// the provider is asked how it stands now. What comes at the end is a code, which is taken the way of every other.
/// </summary>
internal sealed class IdxWalk
{
    /// <summary>How often is asked where the provider does not say, and how seldom at most.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(4), Seldom = TimeSpan.FromMinutes(1);

    private readonly Parts parts;
    private readonly Func<CredentialEntry, LatchkeySession> handle;
    private readonly ProofKey? key;
    private PendingSignIn pending;
    private string? code;
    private bool isUncertain;
    private bool isOver;

    private IdxWalk(Parts parts, PendingSignIn pending, ProofKey? key, Func<CredentialEntry, LatchkeySession> handle) =>
        (this.parts, this.pending, this.key, this.handle) = (parts, pending, key, handle);

    public IdxStep Step { get; private set; } = new();

    public LatchkeySession? Session { get; private set; }

    public IPasskeys? Passkeys => parts.Options.Passkeys;

    public static async Task<IdxWalk> StartAsync(Parts parts, SignInRequest request, Func<CredentialEntry, LatchkeySession> handle, CancellationToken ct)
    {
        var metadata = await parts.Discovery.GetAsync(ct).ConfigureAwait(false);
        var isBehindUnlock = await SigningIn.IsBehindUnlockAsync(parts, request, ct).ConfigureAwait(false);
        var key = await parts.ProofKeys.ForSignInAsync(metadata, request.Ephemeral, ct).ConfigureAwait(false);
        var pending = AuthorizationRequest.NewPending(request, metadata.Issuer, "", parts.Options.Clock.GetUtcNow(), key?.Name,
            string.Join(' ', SharedSignIns.Scopes(parts, metadata, request)), isBehindUnlock);
        var walk = new IdxWalk(parts, pending, key, handle);
        if (!request.Ephemeral) await parts.Pending.AddAsync(pending, ct).ConfigureAwait(false);
        try
        {
            // Nothing comes back by the redirect URI, but the provider knows the app by it. What the note is known by goes nowhere.
            var parameters = AuthorizationRequest.Parameters(parts.Options, request,
                pending with { RedirectUri = parts.Options.RedirectUri.ToString(), State = AuthorizationRequest.Unguessable() }, key?.Thumbprint);
            var sent = await PushedRequest.ParametersAsync(parts, metadata, parameters, key, ct).ConfigureAwait(false);
            var interaction = await parts.Idx.InteractAsync(sent, ct).ConfigureAwait(false);
            await walk.TakeAsync(await parts.Idx.IntrospectAsync("interactionHandle", interaction, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
            await walk.NoteAsync(ct).ConfigureAwait(false);
            return walk;
        }
        catch
        {
            await walk.EndAsync().ConfigureAwait(false);
            throw;
        }
    }

    public static async Task<IdxWalk?> TryResumeAsync(Parts parts, Func<CredentialEntry, LatchkeySession> handle, CancellationToken ct)
    {
        if (await parts.Pending.NewestInPagesAsync(ct).ConfigureAwait(false) is not { } pending) return null;
        var walk = new IdxWalk(parts, pending, await parts.ProofKeys.FindAsync(pending.ProofKey, ct).ConfigureAwait(false), handle);
        try
        {
            await walk.IntrospectAsync(ct).ConfigureAwait(false);
            return walk;
        }
        catch (SignInException e) when (walk.isOver && !e.IsTransient)
        {
            return null;
        }
    }

    /// <summary>For a process that comes after this one.</summary>
    private async Task NoteAsync(CancellationToken ct)
    {
        if (isOver || pending.Ephemeral) return;
        if (Step.ExpiresAt is { } end) pending = pending with { EndsAt = pending.StartedAt + (end - parts.Time.Now) };
        await parts.Pending.ChangeAsync(pending, ct).ConfigureAwait(false);
    }

    /// <summary>How it stands now.</summary>
    public async Task<IdxStep> IntrospectAsync(CancellationToken ct)
    {
        RequireLive();
        if (code is not null) return await RedeemAsync(ct).ConfigureAwait(false);
        var now = await parts.Idx.IntrospectAsync("stateToken", pending.StateHandle!, ct).ConfigureAwait(false);
        isUncertain = false;
        return await TakeAsync(now, ct).ConfigureAwait(false);
    }

    public async Task<IdxStep> ProceedAsync(IdxRemediation remediation, IReadOnlyDictionary<string, string>? values, IdxOption? chosen, CancellationToken ct)
    {
        RequireLive();
        if (code is not null) return await RedeemAsync(ct).ConfigureAwait(false);
        if (isUncertain)
        {
            // The last answer never came. Where it has gone on since, this is for a page that is behind.
            var now = await IntrospectAsync(ct).ConfigureAwait(false);
            if (isOver || now.Same(remediation) is null) return now;
        }
        var current = Step.Same(remediation) ?? remediation;
        return await SendAsync(current, current.Body(values, chosen), ct).ConfigureAwait(false);
    }

    private async Task<IdxStep> SendAsync(IdxRemediation remediation, JsonObject body, CancellationToken ct)
    {
        IdxStep next;
        isUncertain = true;
        try
        {
            next = await parts.Idx.SendAsync(remediation, body, ct).ConfigureAwait(false);
        }
        catch (SignInException e) when (e.Kind == SignInErrorKind.Network && !e.ChangedNothing)
        {
            var now = await IntrospectAsync(ct).ConfigureAwait(false);
            // Still there: it was lost on the way, or refused and the reason was lost. Whoever typed it decides.
            if (!isOver && now.Same(remediation) is not null) throw;
            return now;
        }
        catch (SignInException e) when (e.Kind is SignInErrorKind.Network or SignInErrorKind.RateLimited)
        {
            isUncertain = false;
            throw;
        }
        isUncertain = false;
        return await TakeAsync(next, ct).ConfigureAwait(false);
    }

    /// <summary>Waits until the person has gone on elsewhere; over a lost network, too.</summary>
    public async Task<IdxStep> PollAsync(CancellationToken ct)
    {
        RequireLive();
        if (!Step.CanPoll) return Step;
        var pause = Pause();
        while (true)
        {
            await Task.Delay(pause, parts.Options.Clock, ct).ConfigureAwait(false);
            var before = Step;
            try
            {
                if (before.Poll is not { } poll) return before;
                var next = await ProceedAsync(poll, null, null, ct).ConfigureAwait(false);
                if (isOver || next.Poll is null || next.Messages.Count > 0 || next.ToString() != before.ToString()) return next;
                pause = Pause();
            }
            catch (SignInException e) when (e.IsTransient && !isOver)
            {
                pause = e.RetryAfter is { } wanted && wanted > pause ? wanted : pause * 2 < Seldom ? pause * 2 : Seldom;
            }
        }
    }

    public async Task CancelAsync(CancellationToken ct)
    {
        if (isOver) return;
        try
        {
            if (pending.StateHandle is { } state) await parts.Idx.CancelAsync(state, ct).ConfigureAwait(false);
        }
        catch (SignInException)
        {
            // Offline, or over already: the provider gives it up by itself, and nothing is left here by which it could go on.
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    private async Task<IdxStep> TakeAsync(IdxStep next, CancellationToken ct)
    {
        if (next.StateHandle is { } state) pending = pending with { StateHandle = state };
        if (next.InteractionCode is { } earned)
        {
            (Step, code) = (next, earned);
            return await RedeemAsync(ct).ConfigureAwait(false);
        }
        if (next.StateHandle is null)
        {
            await EndAsync().ConfigureAwait(false);
            throw Ended(next);
        }
        return Step = next;
    }

    /// <summary>The code went to no redirect URI; all else is checked and kept as after the browser.</summary>
    private async Task<IdxStep> RedeemAsync(CancellationToken ct)
    {
        try
        {
            Session = handle(await Telemetry.SignInAsync(parts, "own pages", () => RedeemedAsync(ct)).ConfigureAwait(false));
        }
        catch (SignInException e) when (e.Kind is not (SignInErrorKind.Network or SignInErrorKind.RateLimited) && !IsUnwell(e))
        {
            await EndAsync().ConfigureAwait(false);
            throw;
        }
        (code, isOver) = (null, true);
        return Step;
    }

    private async Task<CredentialEntry> RedeemedAsync(CancellationToken ct)
    {
        var tokens = await parts.TokenEndpoint.GrantAsync(new()
        {
            [Parameter.GrantType] = GrantType.InteractionCode, [GrantType.InteractionCode] = code!, [Parameter.CodeVerifier] = pending.Verifier,
        }, key, ct).ConfigureAwait(false);
        if (!pending.Ephemeral && !await parts.Pending.TakeAsync(pending, ct).ConfigureAwait(false))
            throw new SignInException(SignInErrorKind.TimedOut, "This sign-in was given up for newer ones.") { Hint = "Start it again." };
        var keeping = new Keeping(pending.Tags, pending.MakeDefault, pending.Ephemeral, key)
        {
            PresenceSeconds = pending.PresenceSeconds, Scope = pending.Scope, IsBehindUnlock = pending.BehindUnlock,
        };
        TimeSpan? maxAge = pending.MaxAgeSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        return await NewCredential.KeepAsync(parts, tokens, new(tokens.AccessToken, pending.Nonce, MaxAge: maxAge), keeping, ct).ConfigureAwait(false);
    }

    private static bool IsUnwell(SignInException e) => e.Kind == SignInErrorKind.Server && e.IsTransient;

    /// <summary>No tokens will come: nothing is left of it here.</summary>
    public async Task EndAsync()
    {
        if (isOver) return;
        isOver = true;
        try
        {
            if (!pending.Ephemeral) await parts.Pending.TakeAsync(pending, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SignInException)
        {
            // Why it ended says more; the note is given up with the next sign-in.
        }
        await parts.ProofKeys.ForgetAsync(key?.Name, CancellationToken.None).ConfigureAwait(false);
    }

    private void RequireLive()
    {
        if (isOver) throw new SignInException(SignInErrorKind.Cancelled, "This sign-in is over.") { Hint = "Start another: LatchkeyClient.StartIdxAsync." };
    }

    /// <summary>What the provider said last, by a name.</summary>
    private static SignInException Ended(IdxStep last)
    {
        var message = last.Messages.Count > 0 ? last.Messages[0] : null;
        return message?.Key switch
        {
            "idx.session.expired" or "session.expired" => new(SignInErrorKind.TimedOut, message.Text)
            {
                MessageKey = message.Key, Hint = "Start another sign-in.",
            },
            null => SignInException.Untrusted($"The provider ended the sign-in and says nothing that is known: {message?.Text}"),
            _ => new(SignInErrorKind.Denied, message.Text) { MessageKey = message.Key },
        };
    }

    private TimeSpan Pause() =>
        TimeSpan.FromSeconds(Math.Clamp((Step.Poll?.Refresh ?? Often).TotalSeconds, 1, Seldom.TotalSeconds));
}
