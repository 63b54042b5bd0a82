using System.Text.Json.Serialization;

namespace Latchkey.Native.Storage;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredCredential))]
[JsonSerializable(typeof(LockedTokens))]
[JsonSerializable(typeof(CredentialIndex))]
[JsonSerializable(typeof(List<PendingSignIn>))]
internal sealed partial class StorageJson : JsonSerializerContext;
