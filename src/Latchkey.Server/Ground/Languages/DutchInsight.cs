namespace Latchkey.Server.Ground.Languages;

internal static class DutchInsight
{
    public static readonly InsightTexts Texts = InsightTexts.English with
    {
        Insights = "Rapporten",
        Failures = "Fouten per oorzaak",
        FailuresMean = "Waarom inloggen mislukte.",
        NoFailures = "In deze tijd mislukte geen enkele inlog.",
        Factors = "Factoren in gebruik",
        FactorsMean = "Hoeveel mensen wat hebben ingesteld naast het wachtwoord.",
        NoFactors = "Nog niemand heeft een tweede factor ingesteld.",
        Idle = "Apps die niemand gebruikt",
        IdleMeans = "Actieve apps die in deze tijd geen token kregen. Wat niemand gebruikt kan beter uit.",
        NoIdle = "Elke actieve app kreeg in deze tijd een token.",
        Refreshes = "Herhaalde en gestolen vernieuwingen",
        RefreshesMean = "Een herhaling is een verloren antwoord en ongevaarlijk. Een diefstal beëindigde alles wat uit die inlog kwam.",
        NoRefreshes = "In deze tijd werd niets herhaald of gestolen.",
        Repeats = "herhalingen",
        Thefts = "diefstallen",
        Slow = "Trage verzoeken",
        SlowMeans = "Sinds deze server draait, naar wat negentien van twintig verzoeken hoogstens duurden.",
        NoSlow = "Er is nog niets gevraagd.",
        NothingToShow = "Niets te tonen",

        Cause = "Oorzaak",
        SignIns = "Inlogpogingen",
        Factor = "Factor",
        SetUp = "Ingesteld",
        App = "App",
        DaysIdle = "Dagen zonder gebruik",
        LastUsed = "Laatst gebruikt",
        NeverUsed = "nooit",
        Times = "Keren",
        Route = "Route",
        P95 = "19 van 20 binnen",
        Longest = "Langste",
        Requests = "Verzoeken",

        IsLive = "Live",
        Watch = "Live volgen",
        StopLive = "Stoppen",
        SavedSearches = "Opgeslagen zoekopdrachten",
        SaveSearchAs = "Deze zoekopdracht bewaren als",
        SaveSearch = "Bewaren",
        SearchNotSaved = "De zoekopdracht is niet bewaard: hij heeft een naam van hoogstens 100 tekens nodig, en er mogen er 50 zijn.",

        Authenticators = "Authenticators",
        AuthenticatorsLead = "Waarmee mensen bewijzen wie ze zijn. Wie wat mag instellen zegt het inschrijfbeleid.",
    };
}
