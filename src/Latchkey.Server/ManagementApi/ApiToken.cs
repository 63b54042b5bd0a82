using System.Security.Cryptography;
using Latchkey.Server.Storage;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.ManagementApi;

public sealed record ApiToken
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string UserId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastUsedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
