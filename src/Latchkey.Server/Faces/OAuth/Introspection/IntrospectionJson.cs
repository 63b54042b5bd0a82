using System.Text.Json.Serialization;

namespace Latchkey.Server.Faces.OAuth.Introspection;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IntrospectionResponse))]
public sealed partial class IntrospectionJson : JsonSerializerContext;
