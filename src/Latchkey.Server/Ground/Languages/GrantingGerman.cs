namespace Latchkey.Server.Ground.Languages;

public sealed partial record GrantingTexts
{
    public static readonly GrantingTexts German = new()
    {
        WhichApps = "Für welche Apps sie gilt",
        EveryApp = "Jede App",
        EveryAppMeans = "Auch Apps, die es erst später gibt.",
        OnlyThese = "Nur diese",
        OnlyTheseMeans = "Was die Felder darunter nennen.",
        WhichPeople = "Für welche Personen sie gilt",
        EveryPerson = "Alle, denen die App zugewiesen ist",
        EveryScope = "Jeder Scope",
        ScopeLines = "Scopes",
        OneALine = "Einer in jeder Zeile.",
        AccessMinutes = "Zugriffstoken: Minuten",
        AccessMinutesHint = "Zwischen 5 und 1440.",
        RefreshMinutes = "Refresh-Token: Minuten",
        RefreshMinutesHint = "0: ohne Ende.",
        WindowMinutes = "Endet früher, wenn unbenutzt seit: Minuten",
        DeleteAccessPolicyMeans =
            "Ihre Regeln gehen mit, und Apps, die nur sie zuließ, bekommen keine Tokens mehr. Das lässt sich nicht rückgängig machen.",
        DeleteScopeMeans =
            "Anfragen danach werden von jetzt an abgewiesen, und Regeln, die ihn nennen, passen nicht mehr. Das lässt sich nicht "
            + "rückgängig machen.",
        DeleteClaimMeans =
            "Tokens enthalten ihn von jetzt an nicht mehr: Eine API, die ihn sucht, findet ihn nicht. Das lässt sich nicht rückgängig "
            + "machen.",
        RevokeTokenMeans = "Programme, die es benutzen, werden von jetzt an abgewiesen. Es lässt sich nicht zurückholen, nur ein neues machen.",

        GroupRules = "Gruppenregeln",
        GroupRulesLead = "Wessen Profil eine Regel erfüllt, kommt in ihre Gruppen, jetzt und wenn es sich ändert.",
        AddGroupRule = "Regel hinzufügen",
        NoGroupRules = "Keine Gruppenregeln",
        NoGroupRulesMeans = "Eine Regel erspart Ihnen, Personen von Hand in Gruppen zu setzen: alle einer Abteilung zum Beispiel.",
        RuleExpressionHint = "Wahr oder falsch von einem Profil: user.department == \"Sales\"",
        IntoGroups = "In diese Gruppen",
        ExceptPeople = "Ohne diese Personen",
        ActiveRuleMeans = "Eine aktive Regel wird angesehen und nicht geändert: Deaktivieren Sie sie zuerst.",
        DeleteRuleMeans = "Wen sie in Gruppen gesetzt hat, bleibt dort. Das lässt sich nicht rückgängig machen.",

        SignOn = "Anmeldung",
        SignOnLead = "Wie Personen in diese App kommen, und welche Richtlinien entscheiden.",
        ProvesItself = "Die App weist sich aus mit",
    };
}
