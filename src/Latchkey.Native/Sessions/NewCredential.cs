using System.Security.Cryptography;
using Latchkey.Native.OpenId;
using Latchkey.Native.Proofs;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native.Sessions;

/// <summary>Checks what the token endpoint gave and stores it: the end of every way to sign in.</summary>
internal static class NewCredential
{
    public static async Task<CredentialEntry> KeepAsync(Parts parts, TokenResponse tokens, IdTokenExpectation expected, Keeping keeping, CancellationToken ct,
        Action? stored = null)
    {
        var (entry, claims, isShared, before,
            replaced) = await parts.ProofKeys.OrForgetAsync(keeping.Key, () => StoreAsync(parts, tokens, expected, keeping, ct)).ConfigureAwait(false);
        if (claims.AuthenticatedAt is { } shown) parts.Presence.Confirmed(entry.Id, parts.Time.Now - shown);
        if (isShared) await SharedSignIns.ShareAsync(parts, tokens, claims, ct).ConfigureAwait(false);
        stored?.Invoke();
        if (replaced is { Locked: null }) await SigningOut.TryRevokeAsync(parts, replaced, ct).ConfigureAwait(false);
        if (before?.ProofKey != entry.ProofKey) await parts.ProofKeys.ForgetAsync(before?.ProofKey, ct).ConfigureAwait(false);
        if (before?.Lock != entry.Lock) await parts.Unlocks.ForgetAsync(before?.Lock, ct).ConfigureAwait(false);
        return entry;
    }

    private static async Task<(CredentialEntry Entry, UserInfo Claims, bool IsShared, CredentialEntry? Before, StoredCredential? Replaced)> StoreAsync(
        Parts parts, TokenResponse tokens, IdTokenExpectation expected, Keeping keeping, CancellationToken ct)
    {
        if (parts.ProofKeys.AreRequired && !TokenEndpoint.IsBound(tokens))
            throw SignInException.Misconfigured("The provider gave a bearer token though LatchkeyOptions.DPoP requires a bound one.",
                "Ask the provider to bind this app's tokens, or set DPoP.Automatic.");
        var idToken = tokens.IdToken ?? throw SignInException.Untrusted("The provider sent no ID token though 'openid' was asked for.");
        var claims = await parts.IdTokens.CheckAsync(idToken, expected, ct).ConfigureAwait(false);
        var isShared = !keeping.Ephemeral && SharedSignIns.IsBoundTo(parts, tokens, claims);
        var profile = parts.Options.LoadProfile ? await ProfileAsync(parts, tokens, keeping.Key, claims.Subject, ct).ConfigureAwait(false) : null;

        var before = await parts.Credentials.FindAsync(parts.Discovery.Issuer, claims.Subject, keeping.Tags, keeping.Ephemeral, ct).ConfigureAwait(false);
        var isBehindUnlock = keeping.IsBehindUnlock || (keeping.KeepsPresence && before?.Lock is not null);
        var (name, key) = isBehindUnlock ? await parts.Unlocks.KeepAsync(ct).ConfigureAwait(false) : default;
        var entry = new CredentialEntry
        {
            Id = before?.Id ?? (keeping.Ephemeral ? FleetingStore.Mark : "") + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            Issuer = parts.Discovery.Issuer,
            Claims = profile is null ? new(claims.Claims) : UserInfoEndpoint.Together(claims.Claims, profile),
            Profile = profile,
            Scope = tokens.Scope ?? keeping.Scope,
            Tags = keeping.Tags,
            SignedInAt = parts.Time.Now,
            ProofKey = keeping.Key?.Name,
            PresenceSeconds = keeping.KeepsPresence ? before?.PresenceSeconds : keeping.PresenceSeconds,
            Lock = name,
        };
        var fresh = TokenRefresh.From(tokens, parts.Time) with
        {
            Nonce = expected.Nonce,
            ProofKey = entry.ProofKey,
            Scope = entry.Scope,
            Lock = name,
            Key = key
        };

        try
        {
            var item = parts.Credentials.Tokens(entry.Id);
            using var alone = await item.LockAsync(ct).ConfigureAwait(false);
            var replaced = await item.ReadAsync(ct).ConfigureAwait(false);
            if (replaced?.Lock is { } old && parts.Unlocks.IsOpen(old))
                replaced = await parts.Unlocks.OpenAsync(replaced, mayAsk: false, ct).ConfigureAwait(false);
            await parts.Credentials.AddAsync(entry, fresh, keeping.MakeDefault, ct).ConfigureAwait(false);
            return (entry, claims, isShared, before, replaced);
        }
        catch
        {
            await parts.Unlocks.ForgetAsync(name, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Who signed in is known from the ID token, so an endpoint that fails costs the name, not the sign-in; one that tells of somebody else does.
    /// </summary>
    private static async Task<Dictionary<string, System.Text.Json.JsonElement>?> ProfileAsync(Parts parts, TokenResponse tokens, ProofKey? key, string subject,
        CancellationToken ct)
    {
        try
        {
            var bound = TokenEndpoint.IsBound(tokens) ? key : null;
            return UserInfoEndpoint.Profile(await UserInfoEndpoint.AskAsync(parts, tokens.AccessToken, bound, subject, ct).ConfigureAwait(false));
        }
        catch (SignInException e) when (!UserInfoEndpoint.IsAboutAnother(e))
        {
            parts.Warn($"The profile could not be loaded (LatchkeyOptions.LoadProfile): {e.Message} LatchkeySession.LoadUserInfoAsync tries again.");
            return null;
        }
    }
}
