namespace Latchkey.Server.Ground.Languages;

internal static class DutchImporting
{
    public static readonly ImportingTexts Texts = ImportingTexts.English with
    {
        Import = "Personen importeren",
        ImportLead =
            "Uit een CSV-bestand, zoals spreadsheets en andere directory’s het schrijven. Er gebeurt niets voordat u hebt gezien wat er "
            + "zou gebeuren.",
        ChooseFile = "Kies een bestand",
        File = "CSV-bestand",
        FileHint = "UTF-8; de eerste regel noemt de kolommen. Hoogstens 10.000 regels en 3 MB.",
        NameOfImport = "Naam van deze import",
        Example = "Een voorbeeld",
        Upload = "Uploaden en bekijken",
        Earlier = "Imports",
        EarlierMeans = "Een week bewaard.",
        Lines = "Regels",
        Refused = "Geweigerd",
        IsDraft = "Nog te bekijken",
        IsRunning = "Bezig",
        IsDone = "Klaar",

        LinesInFile = "Regels in het bestand: {0}",
        Mapping = "Kolommen",
        MappingMeans = "Naar welk attribuut elke kolom van het bestand gaat.",
        LeftOut = "Weglaten",
        WhoIsThere = "Personen die er al zijn",
        KeepThem = "Laten zoals ze zijn",
        UpdateThem = "Geven wat in het bestand staat",
        UpdateThemMeans = "Een lege cel verandert niets.",
        WhoIsNew = "Nieuwe personen",
        InviteThem = "Per e-mail uitnodigen",
        InviteThemMeans = "Ieder krijgt een link om een wachtwoord te kiezen.",
        ActivateLater = "Later activeren",
        ActivateLaterMeans = "Ze staan in de directory en kunnen nog niet inloggen.",
        ShowPreview = "Voorbeeld tonen",
        Preview = "Voorbeeld",
        WouldBeRefused = "Zouden geweigerd worden: {0}",
        LinesRefused = "Geweigerde regels",
        LineNumber = "Regel",
        Line = "Regel {0}:",
        IsThere = "Is er al",
        IsNew = "Nieuw",
        StartImport = "Import starten",
        UnderWay = "De import is bezig",
        Result = "Wat ervan geworden is",
        SoFar = "{0} van {1}",
        WereCreated = "Aangemaakt",
        WereChanged = "Gewijzigd",
        WereSame = "Ongewijzigd",
        ReportMeans = "Neem het bestand, verbeter het en upload het opnieuw: wie er al is blijft zoals hij is.",
    };
}
