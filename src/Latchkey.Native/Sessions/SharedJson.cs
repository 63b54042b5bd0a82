using System.Text.Json.Serialization;

namespace Latchkey.Native.Sessions;

[JsonSerializable(typeof(List<SharedSecret>))]
internal sealed partial class SharedJson : JsonSerializerContext;
