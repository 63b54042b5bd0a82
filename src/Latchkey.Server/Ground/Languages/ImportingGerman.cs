namespace Latchkey.Server.Ground.Languages;

public sealed partial record ImportingTexts
{
    public static readonly ImportingTexts German = new()
    {
        Import = "Personen importieren",
        ImportLead =
            "Aus einer CSV-Datei, wie Tabellenprogramme und andere Verzeichnisse sie schreiben. Nichts geschieht, bevor Sie gesehen "
            + "haben, was geschähe.",
        ChooseFile = "Datei wählen",
        File = "CSV-Datei",
        FileHint = "UTF-8; die erste Zeile nennt die Spalten. Höchstens 10.000 Zeilen und 3 MB.",
        NameOfImport = "Name dieses Imports",
        Example = "Ein Beispiel",
        Upload = "Hochladen und ansehen",
        Earlier = "Importe",
        EarlierMeans = "Eine Woche lang aufbewahrt.",
        Lines = "Zeilen",
        Refused = "Abgewiesen",
        IsDraft = "Noch anzusehen",
        IsRunning = "Läuft",
        IsDone = "Fertig",

        LinesInFile = "Zeilen in der Datei: {0}",
        Mapping = "Spalten",
        MappingMeans = "In welches Attribut jede Spalte der Datei kommt.",
        LeftOut = "Weglassen",
        WhoIsThere = "Personen, die es schon gibt",
        KeepThem = "So lassen, wie sie sind",
        UpdateThem = "Ihnen geben, was in der Datei steht",
        UpdateThemMeans = "Eine leere Zelle ändert nichts.",
        WhoIsNew = "Neue Personen",
        InviteThem = "Per E-Mail einladen",
        InviteThemMeans = "Jede bekommt einen Link, um ein Passwort zu wählen.",
        ActivateLater = "Später aktivieren",
        ActivateLaterMeans = "Sie stehen im Verzeichnis und können sich noch nicht anmelden.",
        ShowPreview = "Vorschau zeigen",
        Preview = "Vorschau",
        WouldBeRefused = "Würden abgewiesen: {0}",
        LinesRefused = "Abgewiesene Zeilen",
        LineNumber = "Zeile",
        Line = "Zeile {0}:",
        IsThere = "Schon da",
        IsNew = "Neu",
        StartImport = "Import starten",
        UnderWay = "Der Import läuft",
        Result = "Was daraus geworden ist",
        SoFar = "{0} von {1}",
        WereCreated = "Angelegt",
        WereChanged = "Geändert",
        WereSame = "Unverändert",
        ReportMeans = "Nehmen Sie die Datei, bessern Sie sie aus und bringen Sie sie wieder: Wer schon da ist, bleibt, wie er ist.",
    };
}
