using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Latchkey.Native.OpenId;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native.Sessions;

[JsonSerializable(typeof(DeviceAuthorization))]
internal sealed partial class DeviceJson : JsonSerializerContext;
