using System.Text.Json.Serialization;
using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Authorize;
using Latchkey.Server.Orgs;
using Latchkey.Server.Web;

namespace Latchkey.Server.Decoupled;

/// <summary>CIBA Core §7.3.</summary>
public sealed record BackchannelAuthenticationResponse
{
    [JsonPropertyName("auth_req_id")] public required string AuthReqId { get; init; }
    [JsonPropertyName("expires_in")] public required int ExpiresIn { get; init; }
    [JsonPropertyName("interval")] public required int Interval { get; init; }

    public override string ToString() => "back-channel authentication response";
}
