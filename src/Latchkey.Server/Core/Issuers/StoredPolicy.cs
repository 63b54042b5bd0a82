namespace Latchkey.Server.Core.Issuers;

public sealed record StoredPolicy(AccessPolicy Policy, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
