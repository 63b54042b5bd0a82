using System.Security.Cryptography;
using Latchkey.Native.OpenId;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native.Sessions;

/// <summary>How a new credential is kept.</summary>
/// <param name="Tags">The app's words for it.</param>
/// <param name="MakeDefault">Whether it becomes the default session.</param>
/// <param name="Ephemeral">Whether it stays in memory.</param>
internal sealed record Keeping(Dictionary<string, string> Tags, bool MakeDefault, bool Ephemeral);

/// <summary>Checks what the token endpoint gave and stores it: the end of every way to sign in.</summary>
internal static class NewCredential
{
    public static async Task<CredentialEntry> KeepAsync(Parts parts, TokenResponse tokens, IdTokenExpectation expected, Keeping keeping, CancellationToken ct, Action? stored = null)
    {
        var idToken = tokens.IdToken ?? throw SignInException.Untrusted("The provider sent no ID token though 'openid' was asked for.");
        var claims = await parts.IdTokens.CheckAsync(idToken, expected, ct).ConfigureAwait(false);
        var isShared = !keeping.Ephemeral && SharedSignIns.IsBoundTo(parts, tokens, claims);

        var before = await parts.Credentials.FindAsync(parts.Discovery.Issuer, claims.Subject, keeping.Tags, keeping.Ephemeral, ct).ConfigureAwait(false);
        var entry = new CredentialEntry
        {
            Id = before?.Id ?? (keeping.Ephemeral ? FleetingStore.Mark : "") + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            Issuer = parts.Discovery.Issuer,
            Claims = new(claims.Claims),
            Tags = keeping.Tags,
            SignedInAt = parts.Time.Now,
        };
        var replaced = await StoreAsync(parts, entry, TokenRefresh.From(tokens, parts.Time) with { Nonce = expected.Nonce }, keeping.MakeDefault, ct).ConfigureAwait(false);
        if (isShared) await SharedSignIns.ShareAsync(parts, tokens, claims, ct).ConfigureAwait(false);
        stored?.Invoke();
        if (replaced is not null) await SigningOut.TryRevokeAsync(parts, replaced, ct).ConfigureAwait(false);
        return entry;
    }

    /// <summary>Stores the tokens, and returns those they replace.</summary>
    private static async Task<StoredCredential?> StoreAsync(Parts parts, CredentialEntry entry, StoredCredential tokens, bool makeDefault, CancellationToken ct)
    {
        var item = parts.Credentials.Tokens(entry.Id);
        using var alone = await item.LockAsync(ct).ConfigureAwait(false);
        var replaced = await item.ReadAsync(ct).ConfigureAwait(false);
        await parts.Credentials.AddAsync(entry, tokens, makeDefault, ct).ConfigureAwait(false);
        return replaced;
    }
}
