using System.Diagnostics.CodeAnalysis;
using Latchkey.Native.OpenId;
using Latchkey.Native.Proofs;
using Latchkey.Native.Storage;
using Latchkey.Native.Unlocking;
using Latchkey.Protocol;

namespace Latchkey.Native.Sessions;

/// <summary>
/// Keeps access tokens fresh: one refresh in flight for a credential, across threads and processes; the new pair is durable before anybody
/// uses it; a lost answer is asked for again with the same refresh token, unless the provider would take that for theft; only
/// <c>invalid_grant</c>, or such a loss, ends a session.
/// </summary>
internal sealed class TokenRefresh(Parts parts, Action<string, SessionChange, UserInfo?> changed) : IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly Dictionary<string, Task<StoredCredential>> running = [];
    private readonly Dictionary<string, (DateTimeOffset Until, SignInException Reason)> pauses = [];

    /// <summary>A usable access token, refreshed first when it is about to end.</summary>
    public async Task<StoredCredential> FreshAsync(string id, CancellationToken ct)
    {
        var stored = await OpenAsync(id, ct).ConfigureAwait(false);
        if (IsFresh(stored) || (stored.IsSpent && IsValid(stored))) return stored;

        // Without a usable token only a provider that asked to wait is waited for: a broken connection may be whole again.
        if (IsPaused(id, out var reason) && (IsValid(stored) || reason.RetryAfter is not null)) return IsValid(stored) ? stored : throw reason;
        try
        {
            return await RenewAsync(id, stored.AccessToken, ct).ConfigureAwait(false);
        }
        catch (SignInException e) when (e.Kind is not (SignInErrorKind.SessionExpired or SignInErrorKind.StorageReset) && IsValid(stored))
        {
            return stored;      // refreshed ahead of time in vain: the token at hand still works
        }
    }

    /// <summary>A token other than the one that no longer works: the store's, when somebody refreshed already, else the provider's.</summary>
    public async Task<StoredCredential> RenewAsync(string id, string useless, CancellationToken ct)
    {
        Task<StoredCredential> leader;
        lock (running)
        {
            if (!running.TryGetValue(id, out leader!) || leader.IsCompleted)
            {
                // The leader has a cancellation of its own: a caller who gives up must not abort the others.
                leader = Task.Run(() => LeadAsync(id, useless), CancellationToken.None);
                running[id] = leader;
                _ = leader.ContinueWith(t => Ended(id, t), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
        return await leader.WaitAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Its tokens do not stay in memory.</summary>
    private void Ended(string id, Task<StoredCredential> leader)
    {
        _ = leader.Exception;
        lock (running)
            if (running.GetValueOrDefault(id) == leader) running.Remove(id);
    }

    /// <summary>The key the tokens are bound to. When it is lost the credential is worth nothing: it is forgotten, and the error says so once.</summary>
    public async Task<ProofKey?> KeyAsync(string id, StoredCredential stored, CancellationToken ct)
    {
        try
        {
            return await parts.ProofKeys.FindAsync(stored.ProofKey, ct).ConfigureAwait(false);
        }
        catch (SignInException e) when (e.Kind == SignInErrorKind.StorageReset)
        {
            await parts.Credentials.RemoveAsync(id, ct).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The tokens in the clear; the person is asked when the device's unlock is in front of them.</summary>
    public async Task<StoredCredential> OpenAsync(string id, CancellationToken ct) =>
        await OpenAsync(await ReadAsync(id, ct).ConfigureAwait(false), id, mayAsk: true, ct).ConfigureAwait(false);

    private async Task<StoredCredential> OpenAsync(StoredCredential stored, string id, bool mayAsk, CancellationToken ct)
    {
        try
        {
            return await parts.Unlocks.OpenAsync(stored, mayAsk, ct).ConfigureAwait(false);
        }
        catch (SignInException e) when (e.Kind == SignInErrorKind.StorageReset)
        {
            await parts.Credentials.RemoveAsync(id, ct).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>As it is stored: the tokens may be locked, everything else can be read.</summary>
    public async Task<StoredCredential> ReadAsync(string id, CancellationToken ct)
    {
        var stored = await parts.Credentials.ReadAsync(id, ct).ConfigureAwait(false) ?? throw SignInException.Expired("This session was signed out.");
        parts.Time.Recall(stored.ClockOffset);
        return stored;
    }

    private async Task<StoredCredential> LeadAsync(string id, string useless)
    {
        var happened = new List<(SessionChange, UserInfo?)>();
        try
        {
            return await Telemetry.RefreshAsync(parts, () => LeadAsync(id, useless, happened, closing.Token)).ConfigureAwait(false);
        }
        finally
        {
            foreach (var (change, claims) in happened) changed(id, change, claims);      // outside the lock: a handler may sign out
        }
    }

    private async Task<StoredCredential> LeadAsync(string id, string useless, List<(SessionChange, UserInfo?)> happened, CancellationToken ct)
    {
        var item = parts.Credentials.Tokens(id);
        using var alone = await item.LockAsync(ct).ConfigureAwait(false);

        // Nobody is asked in here: another process may wait for the lock.
        var stored = await OpenAsync(await ReadAsync(id, ct).ConfigureAwait(false), id, mayAsk: false, ct).ConfigureAwait(false);
        if (stored.AccessToken != useless && (IsFresh(stored) || (stored.IsSpent && IsValid(stored)))) return stored;       // another process was faster
        try
        {
            var (fresh, claims) = await AskAsync(id, item, stored, ct).ConfigureAwait(false);
            lock (pauses) pauses.Remove(id);
            if (claims is not null || fresh.Scope != stored.Scope) claims = await UpdateEntryAsync(id, claims, fresh.Scope, ct).ConfigureAwait(false);
            happened.Add((SessionChange.Refreshed, claims));
            return fresh;
        }
        catch (SignInException e) when (e.Kind == SignInErrorKind.SessionExpired)
        {
            await parts.Credentials.RemoveAsync(id, ct).ConfigureAwait(false);
            happened.Add((SessionChange.Expired, null));
            throw;
        }
        catch (SignInException e) when (e.IsTransient)
        {
            Pause(id, e);
            if (e.Kind == SignInErrorKind.Network) happened.Add((SessionChange.Offline, null));
            throw;
        }
    }

    private async Task<(StoredCredential Fresh, UserInfo? Claims)> AskAsync(string id, StoredItem<StoredCredential> item, StoredCredential stored,
        CancellationToken ct)
    {
        if (stored.RefreshToken is not { } refreshToken)
            throw SignInException.Expired("The access token has ended and the provider gave no refresh token.");
        if (parts.ProofKeys.AreRequired && stored.ProofKey is null)
            throw SignInException.Expired("The tokens are from a time before LatchkeyOptions.DPoP required bound ones.");
        if (stored.IsSpent) throw Lost();
        var key = await KeyAsync(id, stored, ct).ConfigureAwait(false);
        try
        {
            return await AcceptAsync(item, stored, await SendAsync(item, stored, refreshToken, key, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
        }
        catch (SignInException e) when (e.OAuthError == OAuthError.InvalidGrant && e.Kind == SignInErrorKind.Denied)
        {
            // A store that is synchronised or restored may hold a newer token than the one just refused.
            var now = await item.ReadAsync(ct).ConfigureAwait(false);
            if (now is { Locked: not null } && stored.Key is { } opens) now = now.Lock == stored.Lock ? Unlocks.Open(now, opens) : null;
            if (now?.RefreshToken is null || now.RefreshToken == refreshToken) throw SignInException.Expired(e.Message, e.OAuthError);
            if (now.IsSpent) throw Lost();
            return await AcceptAsync(item, now,
                await SendAgainAsync(item, now, now.RefreshToken, await KeyAsync(id, now, ct).ConfigureAwait(false), ct).ConfigureAwait(false), ct)
                .ConfigureAwait(false);
        }
    }

    private bool IsStrict => parts.Options.Rotation == RefreshRotation.Strict;

    private static SignInException Lost() => SignInException.Expired(
        "The answer to the last refresh was lost, and LatchkeyOptions.Rotation says that this provider takes a second use of a refresh token for theft.");

    /// <summary>A strict provider is sent a token once, and that it was is durable before it goes, so that no later process sends it again.</summary>
    private async Task<TokenResponse> SendAsync(StoredItem<StoredCredential> item, StoredCredential stored, string refreshToken, ProofKey? key,
        CancellationToken ct)
    {
        if (!IsStrict) return await parts.TokenEndpoint.RefreshAsync(refreshToken, key, ct).ConfigureAwait(false);

        await item.WriteAsync(stored with { IsSpent = true }, ct).ConfigureAwait(false);
        try
        {
            return await parts.TokenEndpoint.RefreshAsync(refreshToken, key, ct, once: true).ConfigureAwait(false);
        }
        catch (SignInException e) when (e.ChangedNothing)
        {
            await item.WriteAsync(stored, ct).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<TokenResponse> SendAgainAsync(StoredItem<StoredCredential> item, StoredCredential stored, string refreshToken, ProofKey? key,
        CancellationToken ct)
    {
        try
        {
            return await SendAsync(item, stored, refreshToken, key, ct).ConfigureAwait(false);
        }
        catch (SignInException e) when (e.OAuthError == OAuthError.InvalidGrant && e.Kind == SignInErrorKind.Denied)
        {
            throw SignInException.Expired(e.Message, e.OAuthError);
        }
    }

    private async Task<(StoredCredential, UserInfo?)> AcceptAsync(StoredItem<StoredCredential> item, StoredCredential before, TokenResponse answer,
        CancellationToken ct)
    {
        UserInfo? claims = null;
        if (answer.IdToken is { } idToken)
        {
            var subject = before.IdToken is { } old ? UserInfo.OfIdToken(old).Subject : null;
            try
            {
                claims = await parts.IdTokens.CheckAsync(idToken, new(answer.AccessToken, before.Nonce, NonceMayBeAbsent: true, subject), ct)
                    .ConfigureAwait(false);
            }
            catch (SignInException e) when (e.IsTransient || IsStrict)
            {
                // The keys could not be fetched, or the token is not sound. The old refresh token may be spent by now, so its successor is kept before
                // giving up.
                await item.WriteAsync(before with { RefreshToken = answer.RefreshToken ?? before.RefreshToken }, ct).ConfigureAwait(false);
                throw;
            }
        }
        var fresh = From(answer, parts.Time) with
        {
            RefreshToken = answer.RefreshToken ?? before.RefreshToken,      // RFC 6749 §6: without a new one the old one stays
            IdToken = answer.IdToken ?? before.IdToken,
            Scope = answer.Scope ?? before.Scope,
            Nonce = before.Nonce,
            ProofKey = before.ProofKey,
            Lock = before.Lock,
            Key = before.Key,
        };
        await item.WriteAsync(fresh, ct).ConfigureAwait(false);
        return (fresh, claims);
    }

    /// <summary>The answer as stored; its end is counted from now, on the provider's clock, never read from a token against the device's.</summary>
    public static StoredCredential From(TokenResponse answer, ServerTime time)
    {
        var lifetime = TimeSpan.FromSeconds(Math.Clamp(answer.ExpiresIn, 0, 366 * 24 * 3600));
        return new StoredCredential
        {
            AccessToken = answer.AccessToken,
            TokenType = answer.TokenType,
            ExpiresAt = time.Now + lifetime,
            Lifetime = lifetime,
            Scope = answer.Scope,
            RefreshToken = answer.RefreshToken,
            IdToken = answer.IdToken,
            ClockOffset = time.Offset,
        };
    }

    /// <summary>The person as known now: what the ID token leaves out stays as the userinfo endpoint said it.</summary>
    private async Task<UserInfo?> UpdateEntryAsync(string id, UserInfo? claims, string? scope, CancellationToken ct)
    {
        var index = await parts.Credentials.IndexAsync(ct).ConfigureAwait(false);
        if (index.Entries.FirstOrDefault(e => e.Id == id) is not { } entry) return claims;
        var whole = claims is not null && entry.Profile is { } profile ? new UserInfo(UserInfoEndpoint.Together(profile, claims.Claims)) : claims;
        if (entry.Scope != scope || (whole is not null && !SameProfile(entry.Claims, whole.Claims)))
            await parts.Credentials.ReplaceAsync(entry with { Claims = whole is null ? entry.Claims : new(whole.Claims), Scope = scope }, ct)
                .ConfigureAwait(false);
        return whole;
    }

    /// <summary>Every token has new times and hashes; only a new name or address is worth a write.</summary>
    private static bool SameProfile(IReadOnlyDictionary<string, System.Text.Json.JsonElement> before,
        IReadOnlyDictionary<string, System.Text.Json.JsonElement> after)
    {
        string[] changing = [Claim.IssuedAt, Claim.Expires, Claim.JwtId, Claim.AtHash, Claim.Nonce, Claim.NotBefore];
        var old = before.Where(c => !changing.Contains(c.Key)).ToDictionary();
        var fresh = after.Where(c => !changing.Contains(c.Key)).ToDictionary();
        return old.Count == fresh.Count && fresh.All(c => old.TryGetValue(c.Key, out var value) && System.Text.Json.JsonElement.DeepEquals(value, c.Value));
    }

    private bool IsValid(StoredCredential stored) => parts.Time.Now < stored.ExpiresAt;

    private bool IsFresh(StoredCredential stored)
    {
        var ahead = parts.Options.RefreshAhead < stored.Lifetime / 2 ? parts.Options.RefreshAhead : stored.Lifetime / 2;
        return parts.Time.Now < stored.ExpiresAt - ahead;
    }

    /// <summary>After a failure there is no point in asking again with every call: as long as the provider says, else ten seconds.</summary>
    private void Pause(string id, SignInException reason)
    {
        var pause = reason.RetryAfter ?? TimeSpan.FromSeconds(10);
        lock (pauses) pauses[id] = (parts.Options.Clock.GetUtcNow() + pause, reason);
    }

    private bool IsPaused(string id, [NotNullWhen(true)] out SignInException? reason)
    {
        reason = null;
        lock (pauses)
        {
            if (!pauses.TryGetValue(id, out var pause) || pause.Until <= parts.Options.Clock.GetUtcNow()) return false;
            reason = pause.Reason;
            return true;
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
    }
}
