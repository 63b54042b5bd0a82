namespace Latchkey.Server.Core.Issuers;

internal sealed record StoredRule(AccessPolicyRule Rule, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
