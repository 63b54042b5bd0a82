using System.Text.Json.Serialization;

namespace Latchkey.Native.Sessions;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true)]
[JsonSerializable(typeof(DeviceAuthorization))]
internal sealed partial class DeviceJson : JsonSerializerContext;
