namespace Latchkey.Server.Ground.Languages;

internal static class DutchGranting
{
    public static readonly GrantingTexts Texts = GrantingTexts.English with
    {
        WhichApps = "Voor welke apps",
        EveryApp = "Elke app",
        EveryAppMeans = "Ook apps die later komen.",
        OnlyThese = "Alleen deze",
        OnlyTheseMeans = "Wat in de velden hieronder staat.",
        WhichPeople = "Voor welke personen",
        EveryPerson = "Iedereen aan wie de app is toegewezen",
        EveryScope = "Elke scope",
        ScopeLines = "Scopes",
        OneALine = "Eén per regel.",
        AccessMinutes = "Toegangstoken: minuten",
        AccessMinutesHint = "Tussen 5 en 1440.",
        RefreshMinutes = "Vernieuwingstoken: minuten",
        RefreshMinutesHint = "0: zonder einde.",
        WindowMinutes = "Eindigt eerder indien ongebruikt: minuten",
        DeleteAccessPolicyMeans =
            "De regels verdwijnen mee, en apps die alleen hierdoor werden toegelaten krijgen geen tokens meer. Dit kan niet ongedaan "
            + "worden gemaakt.",
        DeleteScopeMeans =
            "Verzoeken erom worden voortaan geweigerd, en regels die hem noemen passen niet meer. Dit kan niet ongedaan worden gemaakt.",
        DeleteClaimMeans = "Tokens bevatten hem voortaan niet meer: een API die hem zoekt vindt hem niet. Dit kan niet ongedaan worden gemaakt.",
        RevokeTokenMeans = "Programma’s die het gebruiken worden voortaan geweigerd. Het kan niet terug; wel kan er een nieuw komen.",

        GroupRules = "Groepsregels",
        GroupRulesLead = "Wiens profiel aan een regel voldoet komt in de groepen ervan, nu en als het verandert.",
        AddGroupRule = "Regel toevoegen",
        NoGroupRules = "Geen groepsregels",
        NoGroupRulesMeans = "Een regel bespaart u het handwerk: iedereen van een afdeling bijvoorbeeld.",
        RuleExpressionHint = "Waar of onwaar van een profiel: user.department == \"Sales\"",
        IntoGroups = "In deze groepen",
        ExceptPeople = "Zonder deze personen",
        ActiveRuleMeans = "Een actieve regel kunt u bekijken en niet wijzigen: deactiveer hem eerst.",
        DeleteRuleMeans = "Wie erdoor in groepen kwam blijft daar. Dit kan niet ongedaan worden gemaakt.",

        SignOn = "Aanmelden",
        SignOnLead = "Hoe mensen in deze app komen, en welk beleid beslist.",
        ProvesItself = "De app bewijst wie zij is met",
    };
}
