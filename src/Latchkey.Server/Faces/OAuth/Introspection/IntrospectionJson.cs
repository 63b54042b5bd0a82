using System.Text.Json.Serialization;

namespace Latchkey.Server.Faces.OAuth.Introspection;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IntrospectionResponse))]
internal sealed partial class IntrospectionJson : JsonSerializerContext;
