using System.Text.Json;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Orgs;
using Latchkey.Server.Users;
using Latchkey.Server.Web;
using Microsoft.Extensions.Primitives;

namespace Latchkey.Server.Authorize;

/// <summary>A person, and how they have proven to be that person: RFC 8176 values, space separated.</summary>
public sealed record Proof(User User, string Amr, DateTimeOffset At)
{
    /// <summary>The session that more is being proven for; null while none has begun.</summary>
    public string? SessionId { get; init; }
}
