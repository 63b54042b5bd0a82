using System.Text.Json.Serialization;

namespace Latchkey.Protocol;

/// <summary>Reading and writing the records above without reflection, so that trimmed apps can use them.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProviderMetadata))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(PushedRequestResponse))]
[JsonSerializable(typeof(ErrorResponse))]
public sealed partial class ProtocolJson : JsonSerializerContext;
