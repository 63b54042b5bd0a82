namespace Latchkey.Server.Core.Issuers;

/// <summary>Contract §3.4, Scope.</summary>
public sealed record ScopeDefinition(string Id, string Name, string DisplayName, string Description, bool System, bool Default, string Consent, bool Published,
    bool Optional = false);
