namespace Latchkey.Server.Ground.Languages;

internal static class ItalianInsight
{
    public static readonly InsightTexts Texts = InsightTexts.English with
    {
        Insights = "Report",
        Failures = "Errori per causa",
        FailuresMean = "Perché gli accessi non sono riusciti.",
        NoFailures = "Nessun accesso non riuscito in questo periodo.",
        Factors = "Fattori in uso",
        FactorsMean = "Quante persone hanno configurato che cosa oltre alla password.",
        NoFactors = "Nessuno ha ancora configurato un secondo fattore.",
        Idle = "App inutilizzate",
        IdleMeans = "App attive senza token in questo periodo. Ciò che nessuno usa è meglio disattivarlo.",
        NoIdle = "Ogni app attiva ha ricevuto un token.",
        Refreshes = "Aggiornamenti ripetuti e furti",
        RefreshesMean = "Una ripetizione è una risposta persa, innocua. Un furto ha chiuso tutto ciò che veniva dal suo accesso.",
        NoRefreshes = "Nessun aggiornamento ripetuto o rubato.",
        Repeats = "ripetizioni",
        Thefts = "furti",
        Slow = "Richieste lente",
        SlowMeans = "Da quando è partito il server, secondo quanto hanno impiegato al massimo diciannove su venti.",
        NoSlow = "Ancora nessuna richiesta.",
        NothingToShow = "Niente da mostrare",

        Cause = "Causa",
        SignIns = "Accessi",
        Factor = "Fattore",
        SetUp = "Configurati",
        App = "App",
        DaysIdle = "Giorni senza uso",
        LastUsed = "Ultimo uso",
        NeverUsed = "mai",
        Times = "Volte",
        Route = "Percorso",
        P95 = "19 su 20 entro",
        Longest = "La più lunga",
        Requests = "Richieste",

        IsLive = "In diretta",
        Watch = "Segui in diretta",
        StopLive = "Ferma",
        SavedSearches = "Ricerche salvate",
        SaveSearchAs = "Salva questa ricerca come",
        SaveSearch = "Salva",
        SearchNotSaved = "La ricerca non è stata salvata: serve un nome di al massimo 100 caratteri e ce ne possono essere 50.",

        Authenticators = "Autenticatori",
        AuthenticatorsLead = "Con che cosa le persone dimostrano chi sono. Chi può configurare che cosa lo dicono i criteri di registrazione.",
    };
}
