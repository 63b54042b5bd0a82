using System.Text.Json;
using System.Text.Json.Serialization;
using Latchkey.Native.Proofs;
using Latchkey.Native.Unlocking;
using Latchkey.Protocol;

namespace Latchkey.Native.Storage;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredCredential))]
[JsonSerializable(typeof(LockedTokens))]
[JsonSerializable(typeof(CredentialIndex))]
[JsonSerializable(typeof(List<PendingSignIn>))]
internal sealed partial class StorageJson : JsonSerializerContext;
