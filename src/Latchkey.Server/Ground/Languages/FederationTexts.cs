namespace Latchkey.Server.Ground.Languages;

/// <summary>What somebody reads who signs in with another provider.</summary>
public sealed record FederationTexts
{
    public required string SignInWith { get; init; }
    public required string Failed { get; init; }
    public required string Refused { get; init; }
    public required string Unknown { get; init; }
    public required string Away { get; init; }
}
