namespace Latchkey.Server.Core.Issuers;

/// <summary>How near the nearest rule came, from farthest to nearest.</summary>
internal enum Missing { Policy, Rule, Grant, Person, Scopes }
