using System.Text.Json.Serialization;
using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Authorize;
using Latchkey.Server.Factors;
using Latchkey.Server.Orgs;
using Latchkey.Server.Web;

namespace Latchkey.Server.Decoupled;

/// <summary>POST {issuer}/v1/device/authorize: a television, a printer, a command line asks for a code. RFC 8628 §3.1 and §3.2, contract §2.9.</summary>
public static class DeviceAuthorizationEndpoint
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(600);

    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers.AuthorizationServers servers, ClientAuthentication authentication, DecoupledRequests requests)
    {
        var server = await servers.Current(http);
        var form = await Parameters.Form(http.Request, Parameter.ClientId);
        var app = await authentication.Authenticate(http, form);
        Cors.RequireAppOrigin(http, app);
        if (!app.GrantTypes.Contains(GrantType.DeviceCode))
            throw OAuthException.UnauthorizedClient($"The client is not authorized to use the provided grant type. Configured grant types: [{string.Join(", ", app.GrantTypes)}].");
        ResourceIndicator.Require(form, server);
        var scopes = AuthorizeRequest.ScopesOf(form, app, server, new ResponseType(Code: true, IdToken: false, Token: false));
        var wanted = WantedAssurance.Read(form);

        var begun = await requests.Begin(http, DecoupledRequest.Device, app, server, scopes, wanted, Lifetime)
            ?? throw OAuthException.Of("too_many_user_codes", "Too many user codes are waiting to be used. Please try again later.", 429);
        var activate = http.Org.Url + "/activate";
        return JsonAnswer.Of(new DeviceAuthorizationResponse
        {
            DeviceCode = begun.Code, UserCode = begun.UserCode!, VerificationUri = activate, VerificationUriComplete = $"{activate}?user_code={begun.UserCode}",
            ExpiresIn = (int)Lifetime.TotalSeconds, Interval = DecoupledRequests.Interval,
        }, DecoupledJson.Default.DeviceAuthorizationResponse);
    }
}

/// <summary>RFC 8628 §3.2.</summary>
public sealed record DeviceAuthorizationResponse
{
    [JsonPropertyName("device_code")] public required string DeviceCode { get; init; }
    [JsonPropertyName("user_code")] public required string UserCode { get; init; }
    [JsonPropertyName("verification_uri")] public required string VerificationUri { get; init; }
    [JsonPropertyName("verification_uri_complete")] public required string VerificationUriComplete { get; init; }
    [JsonPropertyName("expires_in")] public required int ExpiresIn { get; init; }
    [JsonPropertyName("interval")] public required int Interval { get; init; }

    public override string ToString() => "device authorization response";
}

/// <summary>CIBA Core §7.3.</summary>
public sealed record BackchannelAuthenticationResponse
{
    [JsonPropertyName("auth_req_id")] public required string AuthReqId { get; init; }
    [JsonPropertyName("expires_in")] public required int ExpiresIn { get; init; }
    [JsonPropertyName("interval")] public required int Interval { get; init; }

    public override string ToString() => "back-channel authentication response";
}

[JsonSerializable(typeof(DeviceAuthorizationResponse))]
[JsonSerializable(typeof(BackchannelAuthenticationResponse))]
public sealed partial class DecoupledJson : JsonSerializerContext;
