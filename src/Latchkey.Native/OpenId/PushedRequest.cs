using Latchkey.Native.Proofs;
using Latchkey.Native.Sessions;
using Latchkey.Protocol;

namespace Latchkey.Native.OpenId;

/// <summary>How the authorization request travels: in the address, signed (RFC 9101), or pushed to the provider beforehand (RFC 9126).</summary>
internal static class PushedRequest
{
    public static async Task<Uri> AddressAsync(Parts parts, ProviderMetadata metadata, IReadOnlyList<KeyValuePair<string, string>> parameters, ProofKey? key,
        CancellationToken ct)
    {
        var endpoint = SecureAddress.Require(metadata.AuthorizationEndpoint, "authorization_endpoint");
        return Address(endpoint, await ParametersAsync(parts, metadata, parameters, key, ct).ConfigureAwait(false));
    }

    /// <summary>What is left to send of it, there or where a sign-in in the app's own pages begins.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> ParametersAsync(Parts parts, ProviderMetadata metadata,
        IReadOnlyList<KeyValuePair<string, string>> parameters, ProofKey? key, CancellationToken ct)
    {
        if (parts.Options.RequestSigner is { } signer) parameters = await SignedAsync(parts, metadata, signer, parameters, ct).ConfigureAwait(false);

        var mustPush = metadata.RequirePushedAuthorizationRequests == true;
        if (!mustPush && (!parts.Options.PushAuthorizationRequests || metadata.PushedAuthorizationRequestEndpoint is null))
            return parameters;

        var place = SecureAddress.Require(metadata.PushedAuthorizationRequestEndpoint, "pushed_authorization_request_endpoint");
        var json = await parts.Http.PostAsync(place, parameters, key, ct).ConfigureAwait(false);
        var answer = ProviderHttp.Read(json, ProtocolJson.Default.PushedRequestResponse, "The answer to the pushed request");
        return [new(Parameter.ClientId, parts.Options.ClientId), new(Parameter.RequestUri, answer.RequestUri)];
    }

    /// <summary>The app signs all of it; what OpenID Connect wants outside as well is repeated. RFC 9101 §5, OpenID Connect Core §6.1.</summary>
    private static async Task<IReadOnlyList<KeyValuePair<string, string>>> SignedAsync(Parts parts, ProviderMetadata metadata,
        Func<IReadOnlyList<KeyValuePair<string, string>>, CancellationToken, Task<string>> signer, IReadOnlyList<KeyValuePair<string, string>> parameters,
        CancellationToken ct)
    {
        KeyValuePair<string, string>[] claims = [new(Claim.Issuer, parts.Options.ClientId), new(Claim.Audience, metadata.Issuer), .. parameters];
        var signed = await Failures.OfAppAsync(SignInErrorKind.Misconfigured, "LatchkeyOptions.RequestSigner", "See the inner exception.",
            () => signer(claims, ct)).ConfigureAwait(false);
        return [.. parameters.Where(p => p.Key is Parameter.ClientId or Parameter.ResponseType or Parameter.Scope), new(Parameter.Request, signed)];
    }

    private static Uri Address(Uri endpoint, IEnumerable<KeyValuePair<string, string>> parameters) =>
        AuthorizationRequest.WithQuery(endpoint, parameters.Select(p => KeyValuePair.Create(p.Key, (string?)p.Value)));
}
