using Latchkey.Native.OpenId;
using Latchkey.Native.Proofs;
using Latchkey.Protocol;

namespace Latchkey.Native.Sessions;

/// <summary>One sign-in for all the apps of a maker. OpenID Native SSO 1.0.</summary>
internal static class SharedSignIns
{
    private const string DeviceSecretType = "urn:x-oath:params:oauth:token-type:device-secret";

    /// <summary>What to ask for: <c>device_sso</c> as well, when the app shares its sign-in and the provider knows how.</summary>
    public static IEnumerable<string> Scopes(Parts parts, ProviderMetadata metadata, SignInRequest request)
    {
        var wanted = request.Scopes ?? parts.Options.Scopes;
        var shares = parts.Options.SharedSignIn is not null && !request.Ephemeral && wanted.Contains(Scope.OfflineAccess)
            && !wanted.Contains(Scope.DeviceSso) && metadata.Scopes?.Contains(Scope.DeviceSso) != false;
        return shares ? wanted.Append(Scope.DeviceSso) : wanted;
    }

    /// <summary>Whether there is a device secret to share; one that the ID token does not vouch for is an attack. OpenID Native SSO §3.3.</summary>
    public static bool IsBoundTo(Parts parts, TokenResponse tokens, UserInfo claims)
    {
        if (parts.Options.SharedSignIn is null || tokens.DeviceSecret is not { } secret) return false;
        if (claims[Claim.DsHash] is not { } hash)
        {
            parts.Warn("The provider sent a device secret, but its ID token has no ds_hash: the sign-in is not shared.");
            return false;
        }
        var algorithm = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(tokens.IdToken).Alg;
        return TokenHash.Matches(secret, hash, algorithm) || TokenHash.Matches(secret, hash) ? true
            : throw SignInException.Untrusted("The ID token is refused: ds_hash does not belong to the device secret.");
    }

    public static Task ShareAsync(Parts parts, TokenResponse tokens, UserInfo claims, CancellationToken ct)
    {
        var fresh = new SharedSecret
        {
            Issuer = parts.Discovery.Issuer, Subject = claims.Subject, DeviceSecret = tokens.DeviceSecret!,
            IdToken = tokens.IdToken!
        };
        return parts.Options.SharedSignIn!.Item.ChangeAsync(known => [.. (known ?? []).Where(s => s.Issuer != fresh.Issuer), fresh], ct);
    }

    /// <summary>
    /// Tokens of this app for the device secret of a sibling, and the key they are bound to; null when there is none, or it has ended. OpenID Native
    /// SSO §4.
    /// </summary>
    public static async Task<(TokenResponse Tokens, ProofKey? Key)?> RedeemAsync(Parts parts, string? audience, CancellationToken ct)
    {
        _ = parts.Options.SharedSignIn ?? throw SignInException.Misconfigured("LatchkeyOptions.SharedSignIn is not set.",
            "Set it to the same place in all your apps.");
        if (await FindAsync(parts, ct).ConfigureAwait(false) is not { } shared) return null;
        var form = new Dictionary<string, string>
        {
            [Parameter.GrantType] = GrantType.TokenExchange,
            ["subject_token"] = shared.IdToken,
            ["subject_token_type"] = TokenExchanges.IdTokenType,
            ["actor_token"] = shared.DeviceSecret,
            ["actor_token_type"] = DeviceSecretType,
            [Parameter.Scope] = string.Join(' ', parts.Options.Scopes),
        };
        if (audience is not null) form["audience"] = audience;
        var waiting = await WaitingKey.MakeAsync(parts, new SignInRequest(), TimeSpan.FromMinutes(10), ct).ConfigureAwait(false);
        TokenResponse tokens;
        try
        {
            tokens = await parts.TokenEndpoint.GrantAsync(form, waiting.Key, ct).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await waiting.DropAsync().ConfigureAwait(false);
            if (e is not SignInException refusal || !IsOver(refusal)) throw;
            await ForgetAsync(parts, shared, ct).ConfigureAwait(false);
            return null;
        }
        return (tokens, await waiting.TakeAsync(ct).ConfigureAwait(false));
    }

    /// <summary>
    /// Ends the shared sign-in of a person at the provider, for every app, and then here. Throws, and forgets nothing, unless the provider confirms.
    /// </summary>
    public static async Task EndAsync(Parts parts, string subject, CancellationToken ct)
    {
        if (parts.Options.SharedSignIn is null || await FindAsync(parts, ct).ConfigureAwait(false) is not { } shared || shared.Subject != subject) return;
        if (!await parts.TokenEndpoint.RevokeAsync(shared.DeviceSecret, Parameter.DeviceSecret, ct).ConfigureAwait(false))
            throw SignInException.Misconfigured("The provider's metadata has no revocation_endpoint.");
        await ForgetAsync(parts, shared, ct).ConfigureAwait(false);
    }

    private static async Task<SharedSecret?> FindAsync(Parts parts, CancellationToken ct) =>
        (await parts.Options.SharedSignIn!.Item.ReadAsync(ct).ConfigureAwait(false))?.FirstOrDefault(s => s.Issuer == parts.Discovery.Issuer);

    /// <summary>Unless a sibling has signed in again meanwhile.</summary>
    private static Task ForgetAsync(Parts parts, SharedSecret shared, CancellationToken ct) => parts.Options.SharedSignIn!.Item.ChangeAsync(known =>
    {
        var rest = (known ?? []).Where(s => s.DeviceSecret != shared.DeviceSecret).ToList();
        return rest.Count == 0 ? null : rest;
    }, ct);

    /// <summary>The session ended, or the provider no longer knows the secret.</summary>
    private static bool IsOver(SignInException e) =>
        e.OAuthError == OAuthError.InvalidGrant || (e.OAuthError == OAuthError.InvalidRequest && e.Message.Contains("actor_token", StringComparison.Ordinal));
}
