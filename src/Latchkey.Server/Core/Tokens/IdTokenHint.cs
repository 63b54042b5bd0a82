using System.Text.Json;
using Latchkey.Server.Core.Issuers;

namespace Latchkey.Server.Core.Tokens;

/// <summary>
/// An ID token of ours shown back to us. It may have expired: it says who is meant, not that they are here. OpenID Connect Core §3.1.2.2,
/// RP-Initiated Logout §2.
/// </summary>
internal sealed record IdTokenHint(string UserId, string ClientId, AuthorizationServer Server, JsonElement Claims);
