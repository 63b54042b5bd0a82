namespace Latchkey.Server.Ground.Languages;

public sealed partial record GrantingTexts
{
    public static readonly GrantingTexts English = new()
    {
        WhichApps = "Which apps it is for",
        EveryApp = "Every app",
        EveryAppMeans = "Also apps that are made later.",
        OnlyThese = "Only these",
        OnlyTheseMeans = "What is named in the fields below.",
        WhichPeople = "Which people it is for",
        EveryPerson = "Everybody whom the app is assigned to",
        EveryScope = "Every scope",
        ScopeLines = "Scopes",
        OneALine = "One on each line.",
        AccessMinutes = "Access token: minutes",
        AccessMinutesHint = "Between 5 and 1440.",
        RefreshMinutes = "Refresh token: minutes",
        RefreshMinutesHint = "0: it has no end.",
        WindowMinutes = "Ends earlier if not used for: minutes",
        DeleteAccessPolicyMeans = "Its rules go with it, and the apps that only it let in get no more tokens. This cannot be undone.",
        DeleteScopeMeans = "Requests that ask for it are refused from now on, and rules that name it fit no longer. This cannot be undone.",
        DeleteClaimMeans = "Tokens say it no longer from now on: an API that looks for it stops finding it. This cannot be undone.",
        RevokeTokenMeans = "Programs that use it are refused from now on. It cannot be brought back; a new one can be made.",

        GroupRules = "Group Rules",
        GroupRulesLead = "Whoever’s profile satisfies a rule is put into its groups, now and when it changes.",
        AddGroupRule = "Add Rule",
        NoGroupRules = "No group rules",
        NoGroupRulesMeans = "A rule spares you from putting people into groups by hand: everybody of a department, for example.",
        RuleExpressionHint = "True or false of a profile: user.department == \"Sales\"",
        IntoGroups = "Into these groups",
        ExceptPeople = "Without these people",
        ActiveRuleMeans = "An active rule is looked at and not changed: deactivate it first.",
        DeleteRuleMeans = "Whom it put into groups stays there. This cannot be undone.",

        SignOn = "Sign On",
        SignOnLead = "How people get into this app, and which policies decide.",
        ProvesItself = "The app proves who it is by",
    };
}
