using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;

namespace Latchkey.Native.OpenId;

/// <summary>The provider's steps for pages of an app's own: {issuer}/v1/interact and /idp/idx/….</summary>
internal sealed class IdxEndpoints(ProviderHttp http, string issuer)
{
    private readonly string origin = SecureAddress.Origin(new Uri(issuer));

    /// <summary>Begins; what is known from here on is known by the handle.</summary>
    public async Task<string> InteractAsync(IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken ct)
    {
        var server = issuer.TrimEnd('/');
        var place = SecureAddress.Require(server + (server.Contains("/oauth2", StringComparison.Ordinal) ? "/v1/interact" : "/oauth2/v1/interact"), "issuer");
        try
        {
            var json = await http.PostAsync(place, parameters, ct).ConfigureAwait(false);
            using var answer = JsonDocument.Parse(json);
            return answer.RootElement.GetProperty("interaction_handle").GetString() is { Length: > 0 } handle ? handle
                : throw new JsonException("It is empty.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw SignInException.Untrusted("The answer of /v1/interact has no interaction_handle.", e);
        }
        catch (SignInException e) when (e.OAuthError == OAuthError.AccessDenied)
        {
            // Nobody is known yet, so it is the app that may not.
            throw new SignInException(SignInErrorKind.Misconfigured, e.Message, e)
            {
                OAuthError = e.OAuthError, Hint = "Give the app the grant 'Interaction code' (interaction_code) at the provider.",
            };
        }
    }

    /// <summary>How it stands.</summary>
    public Task<IdxStep> IntrospectAsync(string member, string handle, CancellationToken ct) =>
        PostAsync(origin + "/idp/idx/introspect", new JsonObject { [member] = handle }, once: false, ct);

    /// <summary>Once: it counts a try, and is not sent again when it may have arrived.</summary>
    public Task<IdxStep> SendAsync(IdxRemediation remediation, JsonObject body, CancellationToken ct) => PostAsync(remediation.Address, body, once: true, ct);

    public Task<IdxStep> CancelAsync(string state, CancellationToken ct) =>
        PostAsync(origin + "/idp/idx/cancel", new JsonObject { ["stateHandle"] = state }, once: false, ct);

    private async Task<IdxStep> PostAsync(string address, JsonObject body, bool once, CancellationToken ct)
    {
        var place = SecureAddress.Require(address, "address of a step");
        // Passwords go nowhere but to the provider itself.
        if (SecureAddress.Origin(place) != origin)
            throw SignInException.Untrusted($"A step of the sign-in leads to '{SecureAddress.Origin(place)}', which is not the provider's own address.");
        var json = await http.PostDocumentAsync(place, Encoding.UTF8.GetBytes(body.ToJsonString()), IdxDocument.IsOne, once, ct).ConfigureAwait(false);
        return IdxDocument.Read(json);
    }
}
