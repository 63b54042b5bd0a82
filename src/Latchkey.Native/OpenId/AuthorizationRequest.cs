using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native.OpenId;

/// <summary>The address the browser is sent to, and the reading of what it brings back. RFC 6749 §4.1, OpenID Connect Core §3.1.2, RFC 9207.</summary>
internal static class AuthorizationRequest
{
    public static PendingSignIn NewPending(SignInRequest request, string issuer, string redirectUri, DateTimeOffset now, string? proofKey = null,
        string? scope = null, bool behindUnlock = false) => new()
        {
            Scope = scope,
            Issuer = issuer,
            State = Unguessable(),
            Nonce = Unguessable(),
            Verifier = Pkce.NewVerifier(),
            RedirectUri = redirectUri,
            StartedAt = now,
            MaxAgeSeconds = request.MaxAge is { } age ? (long)age.TotalSeconds : null,
            Tags = new(request.Tags),
            MakeDefault = request.MakeDefault,
            Ephemeral = request.Ephemeral,
            ProofKey = proofKey,
            PresenceSeconds = request.PresenceSeconds,
            BehindUnlock = behindUnlock,
        };

    /// <summary>All the request says. Of <c>resource</c> there may be several (RFC 8707 §2), of everything else one.</summary>
    public static List<KeyValuePair<string, string>> Parameters(LatchkeyOptions options, SignInRequest request, PendingSignIn pending,
        string? thumbprint = null)
    {
        var parameters = new Dictionary<string, string>(options.Parameters);
        foreach (var (name, value) in request.Parameters) parameters[name] = value;
        var ours = new Dictionary<string, string?>
        {
            [Parameter.ResponseType] = "code",
            [Parameter.ClientId] = options.ClientId,
            [Parameter.RedirectUri] = pending.RedirectUri,
            [Parameter.Scope] = pending.Scope,
            [Parameter.State] = pending.State,
            [Parameter.Nonce] = pending.Nonce,
            [Parameter.CodeChallenge] = Pkce.Challenge(pending.Verifier),
            [Parameter.CodeChallengeMethod] = Pkce.Method,
            [Parameter.DPoPKey] = thumbprint,
            [Parameter.LoginHint] = request.LoginHint,
            [Parameter.Prompt] = request.Prompt,
            [Parameter.MaxAge] = pending.MaxAgeSeconds?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [Parameter.AcrValues] = request.AcrValues.Count == 0 ? null : string.Join(' ', request.AcrValues),
        };
        foreach (var (name, value) in ours)
            if (value is not null) parameters[name] = value;
        return [.. parameters, .. request.Resources.Select(r => KeyValuePair.Create(Parameter.Resource, r.OriginalString))];
    }

    public static Uri WithQuery(Uri endpoint, IEnumerable<KeyValuePair<string, string?>> parameters)
    {
        var query = new StringBuilder(endpoint.Query);
        foreach (var (name, value) in parameters)
            if (value is not null)
                query.Append(query.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return new Uri(endpoint.GetLeftPart(UriPartial.Path) + query);
    }

    /// <summary>The code of the answer; the state has been compared already, since it is what found the pending sign-in.</summary>
    public static string ReadCode(CallbackParameters answer, ProviderMetadata metadata)
    {
        // Another provider's answer must not reach this provider's token endpoint, its errors included. RFC 9207 §2.4.
        if (answer.Issuer is { } issuer ? issuer != metadata.Issuer : metadata.AuthorizationResponseIssSupported == true)
            throw SignInException.Untrusted($"The answer came from '{answer.Issuer ?? "an unnamed issuer"}', not from '{metadata.Issuer}'.");

        if (answer.Error is { } error)
            throw Refusals.Of(error, $"The provider refused the sign-in: {error}{(answer.ErrorDescription is { } words ? $" ({words})" : "")}");
        return answer.Code is { Length: > 0 } code ? code : throw SignInException.Untrusted("The answer has neither a code nor an error.");
    }

    public static string Unguessable() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}
