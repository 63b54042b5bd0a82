using Latchkey.Server.Core.Issuers;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>An app that may do something for a person while they are away.</summary>
/// <param name="ClientId">Which.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Scopes">What it may.</param>
public sealed record AppAccess(string ClientId, string Label, IReadOnlyList<ScopeDefinition> Scopes);
