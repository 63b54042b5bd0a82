namespace Latchkey.Server.Ground.Languages;

/// <summary>The words for bringing people in from a file.</summary>
public sealed partial record ImportingTexts
{
    // The list
    public required string Import { get; init; }
    public required string ImportLead { get; init; }
    public required string ChooseFile { get; init; }
    public required string File { get; init; }
    public required string FileHint { get; init; }
    public required string NameOfImport { get; init; }
    public required string Example { get; init; }
    public required string Upload { get; init; }
    public required string Earlier { get; init; }
    public required string EarlierMeans { get; init; }
    public required string Lines { get; init; }
    public required string Refused { get; init; }
    public required string IsDraft { get; init; }
    public required string IsRunning { get; init; }
    public required string IsDone { get; init; }

    // One of them
    public required string LinesInFile { get; init; }
    public required string Mapping { get; init; }
    public required string MappingMeans { get; init; }
    public required string LeftOut { get; init; }
    public required string WhoIsThere { get; init; }
    public required string KeepThem { get; init; }
    public required string UpdateThem { get; init; }
    public required string UpdateThemMeans { get; init; }
    public required string WhoIsNew { get; init; }
    public required string InviteThem { get; init; }
    public required string InviteThemMeans { get; init; }
    public required string ActivateLater { get; init; }
    public required string ActivateLaterMeans { get; init; }
    public required string ShowPreview { get; init; }
    public required string Preview { get; init; }
    public required string WouldBeRefused { get; init; }
    public required string LinesRefused { get; init; }
    public required string LineNumber { get; init; }
    public required string Line { get; init; }
    public required string IsThere { get; init; }
    public required string IsNew { get; init; }
    public required string StartImport { get; init; }
    public required string UnderWay { get; init; }
    public required string Result { get; init; }
    public required string SoFar { get; init; }
    public required string WereCreated { get; init; }
    public required string WereChanged { get; init; }
    public required string WereSame { get; init; }
    public required string ReportMeans { get; init; }
}
