namespace Latchkey.Server.Core.Issuers;

/// <summary>Contract §3.4, Policy.</summary>
public sealed record AccessPolicy(string Id, string Name, string Description, long Priority, bool Active, bool System, IReadOnlyList<string> Clients,
    IReadOnlyList<AccessPolicyRule> Rules);
