namespace Latchkey.Server.Core.Issuers;

/// <summary>Contract §3.4, Claim.</summary>
public sealed record ClaimDefinition(string Id, string Name, bool Active, string ClaimType, string ValueType, string Value, bool AlwaysInclude,
    IReadOnlyList<string> Scopes, string? GroupFilter, bool System);
