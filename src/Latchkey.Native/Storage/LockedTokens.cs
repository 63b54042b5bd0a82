using System.Text.Json;
using System.Text.Json.Serialization;
using Latchkey.Native.Proofs;
using Latchkey.Native.Unlocking;
using Latchkey.Protocol;

namespace Latchkey.Native.Storage;

/// <summary>What stands behind the device's unlock.</summary>
internal sealed record LockedTokens(string AccessToken, string? RefreshToken)
{
    public override string ToString() => "locked tokens";
}
