namespace Latchkey.Server.Core.Issuers;

public sealed record StoredRule(AccessPolicyRule Rule, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
