namespace Latchkey.Server.Ground.Languages;

internal static class PolishInsight
{
    public static readonly InsightTexts Texts = InsightTexts.English with
    {
        Insights = "Raporty",
        Failures = "Błędy według przyczyny",
        FailuresMean = "Dlaczego logowania się nie powiodły.",
        NoFailures = "W tym czasie żadne logowanie nie zawiodło.",
        Factors = "Używane składniki",
        FactorsMean = "Ile osób skonfigurowało co oprócz hasła.",
        NoFactors = "Nikt jeszcze nie skonfigurował drugiego składnika.",
        Idle = "Nieużywane aplikacje",
        IdleMeans = "Aktywne aplikacje bez tokenu w tym czasie. Nieużywane lepiej wyłączyć.",
        NoIdle = "Każda aktywna aplikacja dostała token.",
        Refreshes = "Powtórzenia i kradzieże odświeżeń",
        RefreshesMean = "Powtórzenie to utracona odpowiedź, nieszkodliwa. Kradzież zakończyła wszystko, co pochodziło z jej logowania.",
        NoRefreshes = "Nic nie powtórzono ani nie skradziono.",
        Repeats = "powtórzenia",
        Thefts = "kradzieże",
        Slow = "Wolne żądania",
        SlowMeans = "Od startu serwera, według czasu, w którym zmieściło się dziewiętnaście z dwudziestu.",
        NoSlow = "Jeszcze o nic nie pytano.",
        NothingToShow = "Nie ma czego pokazać",

        Cause = "Przyczyna",
        SignIns = "Logowania",
        Factor = "Składnik",
        SetUp = "Skonfigurowane",
        App = "Aplikacja",
        DaysIdle = "Dni bez użycia",
        LastUsed = "Ostatnie użycie",
        NeverUsed = "nigdy",
        Times = "Razy",
        Route = "Trasa",
        P95 = "19 z 20 w",
        Longest = "Najdłuższe",
        Requests = "Żądania",

        IsLive = "Na żywo",
        Watch = "Obserwuj na żywo",
        StopLive = "Zatrzymaj",
        SavedSearches = "Zapisane wyszukiwania",
        SaveSearchAs = "Zachowaj to wyszukiwanie jako",
        SaveSearch = "Zachowaj",
        SearchNotSaved = "Wyszukiwania nie zachowano: potrzebna nazwa do 100 znaków, a może ich być 50.",

        Authenticators = "Metody uwierzytelniania",
        AuthenticatorsLead = "Czym osoby potwierdzają, kim są. Kto może co skonfigurować, mówią zasady rejestracji.",
    };
}
