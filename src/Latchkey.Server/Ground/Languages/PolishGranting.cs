namespace Latchkey.Server.Ground.Languages;

internal static class PolishGranting
{
    public static readonly GrantingTexts Texts = GrantingTexts.English with
    {
        WhichApps = "Dla których aplikacji",
        EveryApp = "Każda aplikacja",
        EveryAppMeans = "Także te, które powstaną później.",
        OnlyThese = "Tylko te",
        OnlyTheseMeans = "To, co wymieniają pola poniżej.",
        WhichPeople = "Dla których osób",
        EveryPerson = "Wszyscy, którym przypisano aplikację",
        EveryScope = "Każdy zakres",
        ScopeLines = "Zakresy",
        OneALine = "Po jednym w wierszu.",
        AccessMinutes = "Token dostępu: minuty",
        AccessMinutesHint = "Od 5 do 1440.",
        RefreshMinutes = "Token odświeżania: minuty",
        RefreshMinutesHint = "0: bez końca.",
        WindowMinutes = "Kończy się wcześniej, gdy nieużywany: minuty",
        DeleteAccessPolicyMeans =
            "Jej reguły znikają razem z nią, a aplikacje dopuszczane tylko przez nią nie dostaną tokenów. Tego nie można cofnąć.",
        DeleteScopeMeans = "Żądania tego zakresu będą odrzucane, a wymieniające go reguły przestaną pasować. Tego nie można cofnąć.",
        DeleteClaimMeans = "Tokeny nie będą go już zawierać: interfejs API, który go szuka, nie znajdzie go. Tego nie można cofnąć.",
        RevokeTokenMeans = "Programy, które go używają, będą odrzucane. Nie można go przywrócić, można utworzyć nowy.",

        GroupRules = "Reguły grup",
        GroupRulesLead = "Czyj profil spełnia regułę, trafia do jej grup, teraz i po zmianie.",
        AddGroupRule = "Dodaj regułę",
        NoGroupRules = "Brak reguł grup",
        NoGroupRulesMeans = "Reguła zwalnia z ręcznego przydzielania: na przykład wszystkich z działu.",
        RuleExpressionHint = "Prawda lub fałsz o profilu: user.department == \"Sales\"",
        IntoGroups = "Do tych grup",
        ExceptPeople = "Bez tych osób",
        ActiveRuleMeans = "Aktywnej reguły nie można zmienić: najpierw ją wyłącz.",
        DeleteRuleMeans = "Kogo umieściła w grupach, ten w nich pozostaje. Tego nie można cofnąć.",

        SignOn = "Logowanie",
        SignOnLead = "Jak osoby dostają się do tej aplikacji i które zasady decydują.",
        ProvesItself = "Aplikacja potwierdza tożsamość przez",
    };
}
