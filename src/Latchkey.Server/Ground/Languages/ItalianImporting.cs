namespace Latchkey.Server.Ground.Languages;

internal static class ItalianImporting
{
    public static readonly ImportingTexts Texts = ImportingTexts.English with
    {
        Import = "Importa persone",
        ImportLead =
            "Da un file CSV, come lo scrivono fogli di calcolo e altre directory. Non accade nulla prima che abbia visto che cosa "
            + "accadrebbe.",
        ChooseFile = "Scelga un file",
        File = "File CSV",
        FileHint = "UTF-8; la prima riga indica le colonne. Al massimo 10.000 righe e 3 MB.",
        NameOfImport = "Nome di questa importazione",
        Example = "Un esempio",
        Upload = "Carica e controlla",
        Earlier = "Importazioni",
        EarlierMeans = "Conservate per una settimana.",
        Lines = "Righe",
        Refused = "Rifiutate",
        IsDraft = "Da controllare",
        IsRunning = "In corso",
        IsDone = "Completata",

        LinesInFile = "Righe nel file: {0}",
        Mapping = "Colonne",
        MappingMeans = "A quale attributo va ogni colonna del file.",
        LeftOut = "Ignora",
        WhoIsThere = "Persone già presenti",
        KeepThem = "Lasciarle come sono",
        UpdateThem = "Dare loro ciò che dice il file",
        UpdateThemMeans = "Una cella vuota non cambia nulla.",
        WhoIsNew = "Persone nuove",
        InviteThem = "Invitare via e-mail",
        InviteThemMeans = "Ognuna riceve un link per scegliere la password.",
        ActivateLater = "Attivare in seguito",
        ActivateLaterMeans = "Sono nella directory e non possono ancora accedere.",
        ShowPreview = "Mostra anteprima",
        Preview = "Anteprima",
        WouldBeRefused = "Sarebbero rifiutate: {0}",
        LinesRefused = "Righe rifiutate",
        LineNumber = "Riga",
        Line = "Riga {0}:",
        IsThere = "Già presente",
        IsNew = "Nuova",
        StartImport = "Avvia l’importazione",
        UnderWay = "L’importazione è in corso",
        Result = "Che cosa ne è stato",
        SoFar = "{0} di {1}",
        WereCreated = "Create",
        WereChanged = "Modificate",
        WereSame = "Invariate",
        ReportMeans = "Prenda il file, lo corregga e lo carichi di nuovo: chi c’è già resta com’è.",
    };
}
