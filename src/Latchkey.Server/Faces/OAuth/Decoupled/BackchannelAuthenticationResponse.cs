using System.Text.Json.Serialization;

namespace Latchkey.Server.Faces.OAuth.Decoupled;

/// <summary>CIBA Core §7.3.</summary>
internal sealed record BackchannelAuthenticationResponse
{
    [JsonPropertyName("auth_req_id")] public required string AuthReqId { get; init; }
    [JsonPropertyName("expires_in")] public required int ExpiresIn { get; init; }
    [JsonPropertyName("interval")] public required int Interval { get; init; }

    public override string ToString() => "back-channel authentication response";
}
