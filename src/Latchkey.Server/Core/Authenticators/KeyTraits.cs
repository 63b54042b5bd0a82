using System.Text.Json.Serialization;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>What is known of a passkey beside that it is one; or what one has to be. Contract §3.9; decision 0045.</summary>
/// <param name="Verified">Its device has made sure that it is its owner who uses it: the UV flag. WebAuthn Level 3 §6.1.</param>
/// <param name="Bound">It stays on the device that made it: it is not eligible for backup. WebAuthn Level 3 §6.1.3.</param>
/// <param name="Hardware">A certificate of its maker has shown of which model the device is, and hardware keeps the keys of that model.</param>
internal readonly record struct KeyTraits(bool Verified = false, bool Bound = false, bool Hardware = false)
{
    [JsonIgnore] public bool IsNothing => this == default;

    /// <summary>Whether one that is like this would do where one is wanted that is like that.</summary>
    public bool Covers(KeyTraits wanted) => (Verified || !wanted.Verified) && (Bound || !wanted.Bound) && (Hardware || !wanted.Hardware);
}
