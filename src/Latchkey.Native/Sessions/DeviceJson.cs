using System.Text.Json.Serialization;

namespace Latchkey.Native.Sessions;

[JsonSerializable(typeof(DeviceAuthorization))]
internal sealed partial class DeviceJson : JsonSerializerContext;
