namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of the console’s page about the devices that keep passkeys.</summary>
public sealed partial record DevicesTexts
{
    public required string Title { get; init; }
    public required string Lead { get; init; }
    public required string File { get; init; }
    public required string NoFile { get; init; }
    public required string NoFileMeans { get; init; }
    public required string Number { get; init; }
    public required string Models { get; init; }
    public required string Revoked { get; init; }
    public required string Next { get; init; }
    public required string Overdue { get; init; }
    public required string Bring { get; init; }
    public required string BringHint { get; init; }
    public required string BroughtElsewhere { get; init; }
    public required string NotTaken { get; init; }
    public required string Older { get; init; }
    public required string Asked { get; init; }
    public required string AskedMeans { get; init; }
    public required string AsksNothing { get; init; }
    public required string Model { get; init; }
    public required string Certified { get; init; }
    public required string NotCertified { get; init; }
    public required string InHardware { get; init; }
    public required string Own { get; init; }
    public required string Takes { get; init; }
    public required string Refuses { get; init; }
    public required string Weak { get; init; }
    public required string SearchModels { get; init; }
    public required string More { get; init; }
}
