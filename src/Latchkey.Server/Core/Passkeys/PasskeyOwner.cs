using Microsoft.AspNetCore.Identity;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>A person as the framework's handler sees them in one ceremony.</summary>
/// <param name="Id">What their devices call them by. WebAuthn Level 3 §5.4.3, user handle.</param>
/// <param name="Passkeys">Those that would do.</param>
internal sealed record PasskeyOwner(string Id, IReadOnlyList<UserPasskeyInfo> Passkeys);
