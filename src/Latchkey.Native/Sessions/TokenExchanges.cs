using Latchkey.Native.OpenId;
using Latchkey.Native.Proofs;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native.Sessions;

/// <summary>Tokens for tokens. RFC 8693; interclient tokens as Okta has them (contract §2.12).</summary>
internal static class TokenExchanges
{
    public const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";
    public const string IdTokenType = "urn:ietf:params:oauth:token-type:id_token";
    private const string InterclientType = "urn:okta:params:oauth:token-type:interclient_token";

    public static async Task<ExchangedToken> ExchangeAsync(Parts parts, StoredCredential stored, ProofKey? key, TokenExchange wanted, CancellationToken ct)
    {
        var form = new Dictionary<string, string>(wanted.Parameters)
        {
            [Parameter.GrantType] = GrantType.TokenExchange,
            ["subject_token"] = stored.AccessToken,
            ["subject_token_type"] = AccessTokenType,
        };
        if (wanted.Audience is { } audience) form["audience"] = audience;
        if (wanted.Resource is { } resource) form[Parameter.Resource] = resource.OriginalString;
        if (wanted.Scopes.Count > 0) form[Parameter.Scope] = string.Join(' ', wanted.Scopes);
        if (wanted.RequestedTokenType is { } type) form["requested_token_type"] = type;
        return Given(parts, key, await parts.TokenEndpoint.GrantAsync(form, key, ct, mayBeOfAnyType: true).ConfigureAwait(false));
    }

    /// <summary>A one-time way into a web app that trusts this one.</summary>
    public static async Task<Uri> WebSignInAsync(Parts parts, StoredCredential stored, ProofKey? key, string targetClientId, Uri authorizeUrl,
        CancellationToken ct)
    {
        var metadata = await parts.Discovery.GetAsync(ct).ConfigureAwait(false);
        var endpoint = SecureAddress.Require(metadata.AuthorizationEndpoint, "authorization_endpoint");
        // The token signs whoever holds it in: only the provider itself may see it.
        if (!authorizeUrl.IsAbsoluteUri || SecureAddress.Origin(authorizeUrl) != SecureAddress.Origin(endpoint))
            throw SignInException.Misconfigured($"'{authorizeUrl}' is not at the provider, whose authorization_endpoint is {endpoint}.",
                "Pass the web app's authorization request.");

        var idToken = stored.IdToken ?? throw SignInException.Misconfigured("This session has no ID token.");
        var answer = await parts.TokenEndpoint.GrantAsync(new()
        {
            [Parameter.GrantType] = GrantType.TokenExchange,
            ["subject_token"] = idToken,
            ["subject_token_type"] = IdTokenType,
            ["actor_token"] = stored.AccessToken,
            ["actor_token_type"] = AccessTokenType,
            ["requested_token_type"] = InterclientType,
            ["audience"] = "urn:okta:apps:" + targetClientId,
        }, key, ct, mayBeOfAnyType: true).ConfigureAwait(false);
        if (answer.IssuedTokenType != InterclientType)
            throw SignInException.Untrusted($"The provider sent a token of type '{answer.IssuedTokenType}' where an interclient token was asked for.");
        return AuthorizationRequest.WithQuery(authorizeUrl, [new(Parameter.InterclientToken, answer.AccessToken)]);
    }

    private static ExchangedToken Given(Parts parts, ProofKey? key, TokenResponse answer) => new(answer.AccessToken, answer.TokenType,
        answer.IssuedTokenType, answer.ExpiresIn > 0 ? parts.Time.Now + TimeSpan.FromSeconds(Math.Min(answer.ExpiresIn, 366 * 24 * 3600)) : null, answer.Scope,
        TokenEndpoint.IsBound(answer) ? key : null);
}
