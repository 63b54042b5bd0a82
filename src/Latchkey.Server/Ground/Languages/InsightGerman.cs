namespace Latchkey.Server.Ground.Languages;

public sealed partial record InsightTexts
{
    public static readonly InsightTexts German = new()
    {
        Insights = "Berichte",
        Failures = "Fehler nach Ursache",
        FailuresMean = "Woran Anmeldungen gescheitert sind.",
        NoFailures = "In dieser Zeit ist keine Anmeldung gescheitert.",
        Factors = "Genutzte Faktoren",
        FactorsMean = "Wie viele Personen was neben dem Passwort eingerichtet haben.",
        NoFactors = "Noch hat niemand einen zweiten Faktor eingerichtet.",
        Idle = "Ungenutzte Apps",
        IdleMeans = "Aktive Apps, die in dieser Zeit kein Token bekamen. Was niemand nutzt, ist besser abgeschaltet.",
        NoIdle = "Jede aktive App hat in dieser Zeit ein Token bekommen.",
        Refreshes = "Wiederholte und gestohlene Refresh-Tokens",
        RefreshesMean = "Eine Wiederholung ist eine verlorene Antwort und harmlos. Ein Diebstahl hat alles beendet, was aus seiner Anmeldung kam.",
        NoRefreshes = "In dieser Zeit wurde nichts wiederholt oder gestohlen.",
        Repeats = "Wiederholungen",
        Thefts = "Diebstähle",
        Slow = "Langsame Anfragen",
        SlowMeans = "Seit dieser Server läuft, nach dem, was neunzehn von zwanzig Anfragen höchstens brauchten.",
        NoSlow = "Noch wurde nichts gefragt.",
        NothingToShow = "Nichts zu zeigen",

        Cause = "Ursache",
        SignIns = "Anmeldungen",
        Factor = "Faktor",
        SetUp = "Eingerichtet",
        App = "App",
        DaysIdle = "Tage ohne Nutzung",
        LastUsed = "Zuletzt benutzt",
        NeverUsed = "nie",
        Times = "Male",
        Route = "Route",
        P95 = "19 von 20 in",
        Longest = "Längste",
        Requests = "Anfragen",

        IsLive = "Live",
        Watch = "Live verfolgen",
        StopLive = "Anhalten",
        SavedSearches = "Gespeicherte Suchen",
        SaveSearchAs = "Diese Suche behalten als",
        SaveSearch = "Behalten",
        SearchNotSaved = "Die Suche wurde nicht behalten: Sie braucht einen Namen mit höchstens 100 Zeichen, und es dürfen 50 sein.",

        Authenticators = "Authentifikatoren",
        AuthenticatorsLead = "Womit Personen beweisen, wer sie sind. Wer was einrichten darf, sagen Registrierungsrichtlinien.",
    };
}
