using System.Text.Json.Serialization;
using Latchkey.Native.OpenId;
using Latchkey.Native.Proofs;
using Latchkey.Protocol;

namespace Latchkey.Native.Sessions;

[JsonSerializable(typeof(List<SharedSecret>))]
internal sealed partial class SharedJson : JsonSerializerContext;
