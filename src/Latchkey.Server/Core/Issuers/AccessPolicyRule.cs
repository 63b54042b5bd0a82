namespace Latchkey.Server.Core.Issuers;

/// <summary>Contract §3.4, Rule. Lifetimes in minutes; refresh lifetime 0 is unlimited.</summary>
public sealed record AccessPolicyRule(
    string Id, string Name, long Priority, bool Active, bool System,
    IReadOnlyList<string> Users, IReadOnlyList<string> ExcludedUsers, IReadOnlyList<string> Groups,
    IReadOnlyList<string> GrantTypes, IReadOnlyList<string> Scopes,
    int AccessTokenMinutes, int RefreshTokenMinutes, int RefreshWindowMinutes,
    IReadOnlyList<string>? ExcludedGroups = null);
