namespace Latchkey.Server.Core.Issuers;

/// <summary>What the management API says of a server itself, checked.</summary>
public sealed record ServerDraft(string Name, string Description, string Audience, string IssuerMode, string SigningAlgorithm, string RotationMode);
