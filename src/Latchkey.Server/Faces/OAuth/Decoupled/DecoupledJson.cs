using System.Text.Json.Serialization;

namespace Latchkey.Server.Faces.OAuth.Decoupled;

[JsonSerializable(typeof(DeviceAuthorizationResponse))]
[JsonSerializable(typeof(BackchannelAuthenticationResponse))]
internal sealed partial class DecoupledJson : JsonSerializerContext;
