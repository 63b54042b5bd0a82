namespace Latchkey.Server.Ground.Languages;

internal static class FrenchGranting
{
    public static readonly GrantingTexts Texts = GrantingTexts.English with
    {
        WhichApps = "Pour quelles applications",
        EveryApp = "Toutes les applications",
        EveryAppMeans = "Aussi celles qui seront créées plus tard.",
        OnlyThese = "Seulement celles-ci",
        OnlyTheseMeans = "Ce qui est nommé dans les champs ci-dessous.",
        WhichPeople = "Pour quelles personnes",
        EveryPerson = "Toutes les personnes à qui l’application est attribuée",
        EveryScope = "Toutes les portées",
        ScopeLines = "Portées",
        OneALine = "Un par ligne.",
        AccessMinutes = "Jeton d’accès : minutes",
        AccessMinutesHint = "Entre 5 et 1440.",
        RefreshMinutes = "Jeton d’actualisation : minutes",
        RefreshMinutesHint = "0 : sans fin.",
        WindowMinutes = "Finit plus tôt sans usage pendant : minutes",
        DeleteAccessPolicyMeans =
            "Ses règles disparaissent avec elle, et les applications qu’elle seule admettait n’obtiennent plus de jetons. C’est "
            + "irréversible.",
        DeleteScopeMeans = "Les demandes qui la réclament seront refusées, et les règles qui la nomment ne conviendront plus. C’est irréversible.",
        DeleteClaimMeans = "Les jetons ne la contiendront plus : une API qui la cherche ne la trouvera plus. C’est irréversible.",
        RevokeTokenMeans = "Les programmes qui l’utilisent seront refusés dès maintenant. Il ne peut pas être rétabli ; un autre peut être créé.",

        GroupRules = "Règles de groupes",
        GroupRulesLead = "Quiconque satisfait une règle par son profil entre dans ses groupes, maintenant et à chaque changement.",
        AddGroupRule = "Ajouter une règle",
        NoGroupRules = "Aucune règle de groupes",
        NoGroupRulesMeans = "Une règle vous évite de placer les personnes à la main : tout un service, par exemple.",
        RuleExpressionHint = "Vrai ou faux d’un profil : user.department == \"Sales\"",
        IntoGroups = "Dans ces groupes",
        ExceptPeople = "Sans ces personnes",
        ActiveRuleMeans = "Une règle active se consulte et ne se modifie pas : désactivez-la d’abord.",
        DeleteRuleMeans = "Les personnes qu’elle a placées restent dans les groupes. C’est irréversible.",

        SignOn = "Connexion",
        SignOnLead = "Comment les personnes entrent dans cette application, et quelles stratégies décident.",
        ProvesItself = "L’application prouve qui elle est par",
    };
}
