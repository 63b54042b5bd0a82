namespace Latchkey.Server.Core.Issuers;

internal sealed record StoredPolicy(AccessPolicy Policy, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
