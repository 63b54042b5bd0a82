namespace Latchkey.Server.Core.Passkeys;

/// <summary>For whom a passkey is made, and whose pages may use it. WebAuthn Level 3 §4, Relying Party.</summary>
/// <param name="Id">The domain it is made for, which no other may ask for.</param>
/// <param name="Name">What people are told.</param>
/// <param name="Origins">Where an answer may come from, each whole.</param>
internal sealed record RelyingParty(string Id, string Name, IReadOnlySet<string> Origins);
